import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam } from './items.ts';

const uris = z.array(z.string()).min(1).max(40);

/** Whether items are in the library, in the same order. */
export const savedParams = strictParams({ uris, account: accountParam });
export const savedResult = z.object({ saved: z.array(z.boolean()) });

/** Saves (`saved: true`) or removes items; done when it returns. */
export const setSavedParams = strictParams({ uris, saved: z.boolean(), account: accountParam });
export const setSavedResult = z.object({ saved: z.boolean() });

/** The account's playlists that it may add to, for a pick in the editor. */
export const ownPlaylistsParams = strictParams({ account: accountParam });
export const ownPlaylistsResult = z.object({
  playlists: z.array(
    z.object({ id: z.string(), name: z.string(), uri: z.string(), items: z.int().optional() }),
  ),
  note: z.string().optional().describe('Says so where not all playlists were looked at.'),
});

/** Adds items at the end, without those that are there unless duplicates are wanted; `added: false` if none was new. */
export const addToPlaylistParams = strictParams({
  playlist_id: z.string(),
  uris: z.array(z.string()).min(1).max(100),
  allow_duplicates: z.boolean().optional(),
  account: accountParam,
});
export const addToPlaylistResult = z.object({ added: z.boolean(), note: z.string().optional() });
