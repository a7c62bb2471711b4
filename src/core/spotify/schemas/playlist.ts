import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls } from './links.ts';
import { playlistItems } from './playlistEntry.ts';
import { constant, integer, list, optional, renamed, text } from './tolerant.ts';

/** Who owns a playlist. */
export const playlistOwner = z.object({
  id: optional(z.string()),
  uri: optional(z.string()),
  display_name: optional(z.string()),
  external_urls: optional(externalUrls),
});
export type PlaylistOwner = z.output<typeof playlistOwner>;

/** A playlist, whole or as lists show it. Its entries were called `tracks` before they were called `items`. */
export const playlist = renamed(
  'tracks',
  'items',
  z.object({
    type: constant('playlist'),
    id: z.string(),
    uri: z.string(),
    name: text,
    /** May hold HTML entities. */
    description: optional(z.string()),
    images: list(image),
    owner: optional(playlistOwner),
    collaborative: optional(z.boolean()),
    /** Seen `true` on playlists that were made private (observed 2026): what was sent is the better witness. */
    public: optional(z.boolean()),
    /** Changes with every change of the playlist. */
    snapshot_id: optional(z.string()),
    external_urls: optional(externalUrls),
    /** Absent when the user neither owns the playlist nor collaborates on it: its contents are not available. */
    items: optional(playlistItems),
    /** Whole playlists only. */
    followers: optional(z.object({ total: optional(integer) })),
  }),
);
export type Playlist = z.output<typeof playlist>;
