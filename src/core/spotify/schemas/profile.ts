import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls } from './links.ts';
import { list, optional } from './tolerant.ts';

/** The signed-in user. The e-mail address, which older apps still get, is never read. */
export const profile = z.object({
  id: z.string(),
  /** Tells accounts apart better than `id` does; newer than it, so it may be absent. */
  account_id: optional(z.string()),
  display_name: optional(z.string()),
  uri: optional(z.string()),
  images: list(image),
  external_urls: optional(externalUrls),
  /** ISO 3166-1 alpha-2; older apps only. */
  country: optional(z.string()),
  /** `premium`, `free` …; older apps only. */
  product: optional(z.string()),
});
export type Profile = z.output<typeof profile>;
