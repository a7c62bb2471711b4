import { workProgress } from '../progress.ts';
import {
  deleteSnapshotParams,
  deleteSnapshotResult,
  listSnapshotsParams,
  listSnapshotsResult,
  restorePlaylistParams,
  restorePlaylistResult,
  snapshotPlaylistParams,
  snapshotPlaylistResult,
} from './snapshots.ts';
import { listUndoParams, listUndoResult, undoParams, undoResult } from './undo.ts';

/** Bringing back what was there before a change, and snapshots of playlists. */
export const undoRequests = {
  'spotify.undo': { params: undoParams, result: undoResult, progress: workProgress, unrepeatable: true },
  'spotify.listUndo': { params: listUndoParams, result: listUndoResult },
  'spotify.snapshotPlaylist': {
    params: snapshotPlaylistParams,
    result: snapshotPlaylistResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.listPlaylistSnapshots': { params: listSnapshotsParams, result: listSnapshotsResult },
  'spotify.restorePlaylist': {
    params: restorePlaylistParams,
    result: restorePlaylistResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.deletePlaylistSnapshot': {
    params: deleteSnapshotParams,
    result: deleteSnapshotResult,
    unrepeatable: true,
  },
} as const;
