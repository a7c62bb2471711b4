import { defineOperation } from '../operation.ts';
import { playlistPage } from '../schemas/playlistEntry.ts';
import { snapshot } from '../schemas/snapshot.ts';
import { additionalTypes, type PageParams } from './commonParams.ts';
import type { PlaylistParams } from './playlists.ts';

/** Items that one call adds, replaces or removes (Spotify Web API reference). */
export const maxPlaylistUris = 100;

/** Which part of a playlist. */
export interface PlaylistItemsParams extends PlaylistParams, PageParams {}

/** Entries of a playlist that the user owns or collaborates on; for others Spotify answers 403 (reference). */
export const getPlaylistItems = defineOperation({
  id: 'get-playlists-items',
  method: 'GET',
  path: '/playlists/{playlist_id}/items',
  family: 'playlists',
  scopes: ['playlist-read-private'],
  cache: 'playlist',
  request: ({ id, market, limit, offset }: PlaylistItemsParams) => ({
    path: { playlist_id: id },
    query: { market, limit, offset, additional_types: additionalTypes },
  }),
  response: playlistPage,
});

/** What changes of a playlist's entries have in common. They answer the new version. */
const change = {
  path: '/playlists/{playlist_id}/items',
  family: 'playlists',
  scopes: [],
  anyScope: ['playlist-modify-public', 'playlist-modify-private'],
  changes: ['playlist'],
  response: snapshot,
} as const;

/** What is added where. */
export interface AddItemsParams {
  readonly id: string;
  /** 1 to {@link maxPlaylistUris} tracks or episodes. */
  readonly uris: readonly string[];
  /** From 0; absent = at the end. */
  readonly position?: number | undefined;
}

/** Adds items in this order, those already there too. */
export const addPlaylistItems = defineOperation({
  ...change,
  id: 'add-items-to-playlist',
  method: 'POST',
  request: ({ id, uris, position }: AddItemsParams) => ({
    path: { playlist_id: id },
    json: { uris, position },
  }),
});

/** What a playlist holds from now on. */
export interface ReplaceItemsParams {
  readonly id: string;
  /** At most {@link maxPlaylistUris}; none empties the playlist. */
  readonly uris: readonly string[];
}

/** Puts these items in place of all. */
export const replacePlaylistItems = defineOperation({
  ...change,
  id: 'reorder-or-replace-playlists-items',
  method: 'PUT',
  request: ({ id, uris }: ReplaceItemsParams) => ({ path: { playlist_id: id }, json: { uris } }),
});

/** What moves where. */
export interface ReorderItemsParams {
  readonly id: string;
  /** Position of the first item to move. */
  readonly rangeStart: number;
  /** How many to move; Spotify's default is 1. */
  readonly rangeLength?: number | undefined;
  /** Position, before the move, that they go in front of; the playlist's length = to the end. */
  readonly insertBefore: number;
  /** Version that the positions are meant for. */
  readonly snapshotId?: string | undefined;
}

/** Moves some items together. */
export const reorderPlaylistItems = defineOperation({
  ...change,
  id: 'reorder-or-replace-playlists-items',
  method: 'PUT',
  request: ({ id, rangeStart, rangeLength, insertBefore, snapshotId }: ReorderItemsParams) => ({
    path: { playlist_id: id },
    json: {
      range_start: rangeStart,
      range_length: rangeLength,
      insert_before: insertBefore,
      snapshot_id: snapshotId,
    },
  }),
});

/** What leaves a playlist. */
export interface RemoveItemsParams {
  readonly id: string;
  /** 1 to {@link maxPlaylistUris}. Whether one or every occurrence goes is not told: read the playlist again. */
  readonly uris: readonly string[];
  /** Version that is meant. */
  readonly snapshotId?: string | undefined;
}

/** Takes items out of a playlist. */
export const removePlaylistItems = defineOperation({
  ...change,
  id: 'remove-items-playlist',
  method: 'DELETE',
  request: ({ id, uris, snapshotId }: RemoveItemsParams) => ({
    path: { playlist_id: id },
    json: { items: uris.map((uri) => ({ uri })), snapshot_id: snapshotId },
  }),
});
