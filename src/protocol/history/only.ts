import * as z from 'zod';

/** Longest name that a question takes; one of this length stands for all names that begin with it. */
export const longestOnlyName = 300;

const name = z.string().min(1).max(longestOnlyName).optional();

/**
 * Only plays of one artist, track or album, by its exact names, case and accents aside. Of an artist the URI tells it
 * from others of that name. Asked by the panel alone: agents have questions of their own for it.
 */
export const onlyParam = z
  .strictObject({ artist: name, artist_uri: name, track: name, album: name })
  .optional();
export type OnlyParam = NonNullable<z.infer<typeof onlyParam>>;
