import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam } from './items.ts';
import { agreedParam, dryRunParam, playableUris, playlistParam, playlistRef, writeAnswer } from './writes.ts';

/** A place of a playlist, from 0; what is past its end is told when the playlist was read. */
const place = z.int().min(0);

/** Of the answer that showed the positions. */
const snapshotId = z.string().min(1).max(200).optional().describe('Version of the positions.');

/** What becomes of an item that is in the playlist already, or given twice. */
export const duplicateRules = ['skip', 'refuse', 'allow'] as const;

/**
 * Params of `spotify.addPlaylistItems`. `skip` is the default: whoever says 'add these' wants each of them once, and
 * a call repeated after a doubt adds nothing twice. `refuse` is for callers that want to decide anew when there are
 * any, `allow` for those who want a song twice.
 */
export const addPlaylistItemsParams = strictParams({
  playlist: playlistParam,
  uris: playableUris.describe('In order.'),
  position: place.optional().describe('Default: the end.'),
  duplicates: z
    .enum(duplicateRules)
    .optional()
    .describe('Default skip. refuse: add nothing if any is there.'),
  dry_run: dryRunParam,
  account: accountParam,
});

/** Params of `spotify.removePlaylistItems`: at least one of `uris` and `positions`. */
export const removePlaylistItemsParams = strictParams({
  playlist: playlistParam,
  uris: playableUris.optional().describe('Wherever they occur.'),
  positions: z.array(place).min(1).max(10_000).optional().describe('From 0. Needs snapshot_id.'),
  snapshot_id: snapshotId,
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});

/**
 * Params of `spotify.reorderPlaylistItems`: what moves is said by `range_start` or `uri`, where to by
 * `insert_before` or `to_position`.
 */
export const reorderPlaylistItemsParams = strictParams({
  playlist: playlistParam,
  range_start: place.optional().describe('From 0. Or uri.'),
  range_length: z.int().min(1).optional().describe('Default 1.'),
  uri: z.string().min(1).max(300).optional().describe('Of what moves.'),
  insert_before: place.optional().describe('As positions were before. Or to_position.'),
  to_position: place.optional().describe('0: the top.'),
  snapshot_id: snapshotId,
  dry_run: dryRunParam,
  account: accountParam,
});

/** Params of `spotify.replacePlaylistItems`. */
export const replacePlaylistItemsParams = strictParams({
  playlist: playlistParam,
  uris: z.array(z.string().max(300)).max(10_000).describe('In order.'),
  allow_empty: z.boolean().optional().describe('For an empty list.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});

/** What every change of a playlist's items answers. */
export const playlistItemsResult = z.object({
  ...writeAnswer,
  playlist: playlistRef.optional(),
  /** The version that the change made; only where it was verified. */
  snapshot_id: z.string().optional(),
});
export type PlaylistItemsResult = z.infer<typeof playlistItemsResult>;
