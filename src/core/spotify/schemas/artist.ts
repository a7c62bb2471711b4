import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls } from './links.ts';
import { constant, integer, list, optional, text } from './tolerant.ts';

/** An artist as a track or an album names it; of a local file only the name is there, and may be empty. */
export const artistRef = z.object({
  name: text,
  id: optional(z.string()),
  uri: optional(z.string()),
  external_urls: optional(externalUrls),
});
export type ArtistRef = z.output<typeof artistRef>;

/** An artist, whole or as lists show it. */
export const artist = z.object({
  type: constant('artist'),
  id: z.string(),
  uri: z.string(),
  name: text,
  images: list(image),
  /** Empty where Spotify knows none or gives none to this app. */
  genres: list(z.string()),
  external_urls: optional(externalUrls),
  /** Older apps only. */
  followers: optional(z.object({ total: optional(integer) })),
  /** 0 to 100; older apps only. */
  popularity: optional(integer),
});
export type Artist = z.output<typeof artist>;
