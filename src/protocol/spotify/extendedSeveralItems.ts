import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, item, itemTypes } from './items.ts';
import { failedPart } from './writes.ts';

export const severalItemsParams = strictParams({
  uris: z
    .array(z.string().min(1).max(300))
    .min(1)
    .max(50)
    .describe('URIs or links of tracks, albums, artists, shows, episodes, audiobooks, chapters, mixed.'),
  account: accountParam,
});
export type SeveralItemsParams = z.infer<typeof severalItemsParams>;

/** A thing of the catalogue; chapters are among them here. */
export const severalItem = item.extend({ type: z.enum([...itemTypes, 'chapter']) });
export type SeveralItem = z.infer<typeof severalItem>;

export const severalItemsResult = z.object({
  items: z.array(severalItem),
  failed: z.array(failedPart).optional(),
  note: z.string().optional(),
});
export type SeveralItemsResult = z.infer<typeof severalItemsResult>;
