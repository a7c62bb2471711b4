import type { DeleteSnapshotParams } from '../../../protocol/spotify/snapshots.ts';
import type { WriteResult } from '../../../protocol/spotify/writes.ts';
import type { Feature } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { upstreamText } from '../upstreamText.ts';
import { runWrite } from '../writes/runWrite.ts';

/**
 * Answers `spotify.deletePlaylistSnapshot`: forgets a snapshot for good. Nothing changes at Spotify.
 * @throws NotFound for an id of no snapshot: what was kept before a change goes by itself
 */
export const deleteSnapshot: Feature<DeleteSnapshotParams, WriteResult> = async (context, params) => {
  const { states } = context;
  const id = params.snapshot_id;
  const state = (await states.list({ pinned: true })).find((one) => one.id === id);
  if (state === undefined) {
    throw new NotFound('There is no snapshot of this id.', {
      hint: 'spotify_list_playlist_snapshots shows the snapshots with their ids.',
    });
  }
  const taken = context.localTime(new Date(state.savedAt).toISOString());
  const what = `the snapshot of ${taken} (${upstreamText(state.label)}); it cannot be brought back`;
  return runWrite(
    context,
    {
      does: `Delete ${what}`,
      did: `Deleted ${what}`,
      apply: async () => {
        await states.remove(id);
        return {};
      },
      verify: async () => (await states.get(id)) === undefined,
    },
    params.dry_run,
  );
};
