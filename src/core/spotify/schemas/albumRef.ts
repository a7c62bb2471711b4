import * as z from 'zod';
import { artistRef } from './artist.ts';
import { image } from './image.ts';
import { externalUrls, restrictions } from './links.ts';
import { constant, integer, list, optional, text } from './tolerant.ts';

/** An album as a track names it; of a local file only the name is there. */
export const albumRef = z.object({
  type: constant('album'),
  name: text,
  id: optional(z.string()),
  uri: optional(z.string()),
  /** `album`, `single`, `compilation`, or a newer word. */
  album_type: optional(z.string()),
  artists: list(artistRef),
  images: list(image),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  release_date: optional(z.string()),
  release_date_precision: optional(z.string()),
  total_tracks: optional(integer),
  external_urls: optional(externalUrls),
  restrictions: optional(restrictions),
});
export type AlbumRef = z.output<typeof albumRef>;
