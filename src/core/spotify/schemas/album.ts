import * as z from 'zod';
import { albumRef } from './albumRef.ts';
import { externalIds } from './links.ts';
import { page } from './page.ts';
import { integer, list, optional, text } from './tolerant.ts';
import { track } from './track.ts';

/** An album, whole or as lists show it: what only the whole one has is optional. */
export const album = albumRef.extend({
  id: z.string(),
  uri: z.string(),
  /** First page of its tracks, which carry no album of their own. */
  tracks: optional(page(track)),
  copyrights: list(z.object({ text, type: optional(z.string()) })),
  external_ids: optional(externalIds),
  /** Empty where Spotify knows none or gives none to this app. */
  genres: list(z.string()),
  /** What it is to the artist whose albums were asked for; older apps only. */
  album_group: optional(z.string()),
  /** Older apps only. */
  label: optional(z.string()),
  /** 0 to 100; older apps only. */
  popularity: optional(integer),
});
export type Album = z.output<typeof album>;
