import * as z from 'zod';

/** What an insight can be about. Releases of one recording count as one track. */
export const itemTypes = ['artists', 'tracks', 'albums'] as const;
export type ItemType = (typeof itemTypes)[number];
export const ofParam = z.enum(itemTypes).optional();

/** How an answer names an artist, a track or an album. */
export const itemName = {
  name: z.string(),
  /** Of a track or an album; absent where the source names nobody. */
  artists: z.array(z.string()).optional(),
};
/** Of a track the release played most. */
export const itemUri = { uri: z.string().optional() };
