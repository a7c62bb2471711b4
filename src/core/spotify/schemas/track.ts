import * as z from 'zod';
import { albumRef } from './albumRef.ts';
import { artistRef } from './artist.ts';
import { externalIds, externalUrls, restrictions } from './links.ts';
import { constant, flag, integer, list, optional, text } from './tolerant.ts';

/** A track, whole or as an album lists it (then without `album`). */
export const track = z.object({
  type: constant('track'),
  /** Absent for a local file, whose URI is `spotify:local:…`. */
  id: optional(z.string()),
  uri: z.string(),
  name: text,
  artists: list(artistRef),
  album: optional(albumRef),
  duration_ms: optional(integer),
  explicit: flag,
  is_local: flag,
  /** Only where Spotify looked at the market. */
  is_playable: optional(z.boolean()),
  disc_number: optional(integer),
  track_number: optional(integer),
  external_ids: optional(externalIds),
  external_urls: optional(externalUrls),
  restrictions: optional(restrictions),
  /** The track that was asked for, where another one took its place; older apps only. */
  linked_from: optional(z.object({ id: optional(z.string()), uri: optional(z.string()) })),
  /** 0 to 100; older apps only. */
  popularity: optional(integer),
  /** 30 seconds of MP3; older apps only. */
  preview_url: optional(z.string()),
});
export type Track = z.output<typeof track>;
