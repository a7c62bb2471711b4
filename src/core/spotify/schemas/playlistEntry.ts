import * as z from 'zod';
import { pageFields, type Page } from './page.ts';
import { playable, type Playable } from './playable.ts';
import { flag, optional, renamed } from './tolerant.ts';

/** One place of a playlist. */
export interface PlaylistEntry {
  /** From 0, in the whole playlist. */
  readonly position: number;
  /** Absent where Spotify shows nothing, for one: an item that was taken down. It keeps its position. */
  readonly item?: Playable | undefined;
  /** A file of the user's own: `item` has a `spotify:local:…` URI and no id. */
  readonly is_local: boolean;
  /** ISO instant; absent in very old playlists. */
  readonly added_at?: string | undefined;
  /** Who added it; absent in very old playlists. */
  readonly added_by?: { readonly id?: string | undefined } | undefined;
}

const entry = renamed(
  'track',
  'item',
  z.object({
    item: playable.optional(),
    is_local: flag,
    added_at: optional(z.string()),
    added_by: optional(z.object({ id: optional(z.string()) })),
  }),
);

/** What is known of a playlist's entries: lists of playlists carry `total` only, without `items`. */
export interface PlaylistItems extends Omit<Page<PlaylistEntry>, 'items'> {
  /** In order, gaps included. Absent = not told, which is not the same as empty. */
  readonly items?: readonly PlaylistEntry[] | undefined;
}

/** Reads a page of entries, or the mere reference to them. */
export const playlistItems: z.ZodType<PlaylistItems> = z
  .object({ ...pageFields, items: optional(z.array(entry.nullable())) })
  .transform(({ items, ...rest }) => ({ ...rest, items: items && positioned(items, rest.offset) }));

/** Reads a page of entries. */
export const playlistPage: z.ZodType<Page<PlaylistEntry>> = z
  .object({ ...pageFields, items: z.array(entry.nullable()) })
  .transform(({ items, ...rest }) => ({ ...rest, items: positioned(items, rest.offset) }));

function positioned(entries: readonly (z.output<typeof entry> | null)[], offset: number): PlaylistEntry[] {
  return entries.map((found, index) => ({
    ...found,
    position: offset + index,
    is_local: found !== null && (found.is_local || isLocal(found.item)),
  }));
}

function isLocal(item: Playable | undefined): boolean {
  return item?.uri.startsWith('spotify:local:') ?? false;
}
