import type { RestorePlaylistParams } from '../../../protocol/spotify/snapshots.ts';
import type { PlaylistWriteResult } from '../../../protocol/spotify/writes.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import { planFor } from '../writes/planFor.ts';
import { runWrite } from '../writes/runWrite.ts';
import { planPlaylist } from '../writes/undoPlaylist.ts';
import { findSnapshot, type Snapshot } from './findSnapshot.ts';
import { restoreAsNew } from './restoreAsNew.ts';

/**
 * Answers `spotify.restorePlaylist`: makes the playlist what the snapshot says, or a new one of it. The snapshot stays.
 * @throws InputError, NotFound; what the change throws
 */
export const restorePlaylist: Feature<RestorePlaylistParams, PlaylistWriteResult> = async (
  context,
  params,
) => {
  const { snapshot_id: id, playlist, as_new: asNew, dry_run: dryRun } = params;
  const snapshot = await findSnapshot(context, id, playlist);
  if (asNew !== undefined) return restoreAsNew(context, snapshot, asNew, dryRun);
  return context.inTurn(snapshot.content.playlistId, () => restoreInPlace(context, snapshot, params));
};

async function restoreInPlace(
  context: SpotifyContext,
  { id: stateId, label, content }: Snapshot,
  { details, dry_run: dryRun }: RestorePlaylistParams,
): Promise<PlaylistWriteResult> {
  const { playlistId: id, uris } = content;
  const kept = {
    id,
    uris,
    details: details === true && content.kind === 'playlist' ? content.details : undefined,
  };
  const options = { stateId, label: upstreamText(label), byUndo: false };
  const plan = await planFor(dryRun, (fresh) => planPlaylist(context, kept, { ...options, fresh }));
  const { items: _, ...ref } = describePlaylist(plan.playlist);
  return { ...(await runWrite(context, plan, dryRun)), playlist: ref };
}
