import type { FeatureTable } from '../featureTable.ts';
import { deleteSnapshot } from '../snapshots/deleteSnapshot.ts';
import { listSnapshots } from '../snapshots/listSnapshots.ts';
import { restorePlaylist } from '../snapshots/restorePlaylist.ts';
import { snapshotPlaylist } from '../snapshots/snapshotPlaylist.ts';
import { listUndo } from './listUndo.ts';
import { undo } from './undo.ts';

/** What answers the requests of `undoRequests`. */
export const undoFeatures = {
  'spotify.undo': undo,
  'spotify.listUndo': listUndo,
  'spotify.snapshotPlaylist': snapshotPlaylist,
  'spotify.listPlaylistSnapshots': listSnapshots,
  'spotify.restorePlaylist': restorePlaylist,
  'spotify.deletePlaylistSnapshot': deleteSnapshot,
} satisfies FeatureTable;
