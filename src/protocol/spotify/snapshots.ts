import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { maxPlaylistName } from './playlists.ts';
import {
  agreedParam,
  dryRunParam,
  playlistParam,
  playlistWriteResult,
  writeOutcomes,
  writeResult,
} from './writes.ts';

const snapshotId = z.string().min(1).max(40);

const oneLineOfWords = /^(?=.*\S)[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;

/** Keeps the items and the details of a playlist on this machine. */
export const snapshotPlaylistParams = strictParams({
  playlist: playlistParam,
  label: z.string().max(100).optional().describe('What it is kept for.'),
  dry_run: dryRunParam,
  account: accountParam,
});
export const snapshotPlaylistResult = z.object({
  outcome: z.enum(writeOutcomes),
  summary: z.string(),
  snapshot_id: z.string().optional(),
  items: count,
  note: z.string().optional(),
});
export type SnapshotPlaylistParams = z.infer<typeof snapshotPlaylistParams>;
export type SnapshotPlaylistResult = z.infer<typeof snapshotPlaylistResult>;

/** The snapshots of one playlist or of all, the newest first. */
export const listSnapshotsParams = strictParams({
  playlist: playlistParam.optional().describe('URI, link, id, or the name of an own one. Default: all.'),
  limit: z.int().min(1).max(100).optional().describe('Default 20.'),
  cursor: z.string().max(40).optional().describe('next_cursor of the answer before.'),
  account: accountParam,
});
export const listSnapshotsResult = z.object({
  snapshots: z.array(
    z.object({
      label: z.string(),
      taken_at: z.string(),
      playlist: z.string().optional(),
      snapshot_id: z.string(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string(),
});
export type ListSnapshotsParams = z.infer<typeof listSnapshotsParams>;
export type ListSnapshotsResult = z.infer<typeof listSnapshotsResult>;

/** Makes a playlist what a snapshot says, or a new one of it. */
export const restorePlaylistParams = strictParams({
  snapshot_id: snapshotId
    .optional()
    .describe('Of spotify_list_playlist_snapshots; also an undo_id. Default: the newest of playlist.'),
  playlist: playlistParam
    .optional()
    .describe('Instead of snapshot_id: URI, link, id, or the name of an own one.'),
  as_new: z
    .string()
    .max(maxPlaylistName)
    .regex(oneLineOfWords, 'Must be one line of words, without control characters')
    .optional()
    .describe('Name of a new, private playlist to make of it. Default: into the same one.'),
  details: z
    .boolean()
    .optional()
    .describe('Also bring back name, description and visibility. Default: the items only.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export const restorePlaylistResult = playlistWriteResult;
export type RestorePlaylistParams = z.infer<typeof restorePlaylistParams>;

/** Forgets a snapshot for good. */
export const deleteSnapshotParams = strictParams({
  snapshot_id: snapshotId.describe('Of spotify_list_playlist_snapshots.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export const deleteSnapshotResult = writeResult;
export type DeleteSnapshotParams = z.infer<typeof deleteSnapshotParams>;
