import type { SnapshotPlaylistParams, SnapshotPlaylistResult } from '../../../protocol/spotify/snapshots.ts';
import { itemCount } from '../playlists/countWords.ts';
import { isLocalUri } from '../playlists/playableUri.ts';
import { playlistIdOf, readPlaylist } from '../playlists/readPlaylist.ts';
import type { Feature } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { detailsOf } from '../writes/detailsChange.ts';

/** Longest label of the user's, in characters. */
const longestLabel = 100;

/**
 * Answers `spotify.snapshotPlaylist`: keeps a playlist as it is until the snapshot is deleted. Nothing changes at
 * Spotify.
 * @throws ForbiddenError for a playlist of others, whose contents Spotify does not show; InputError where there are too
 *   many snapshots; HistoryError
 */
export const snapshotPlaylist: Feature<SnapshotPlaylistParams, SnapshotPlaylistResult> = async (
  context,
  params,
) => {
  const id = await playlistIdOf(context, params.playlist);
  const fresh = params.dry_run !== true;
  const { playlist, uris } = await context.inTurn(id, () => readPlaylist(context, id, { fresh }));
  const what = `${quoted(playlist.name)}, ${itemCount(uris.length)}`;
  const fixed = uris.filter((uri) => uri === '' || isLocalUri(uri)).length;
  const note = fixed > 0 && {
    note: `${itemCount(fixed)} of it only Spotify's own app can add again: local files and what is not available.`,
  };
  if (params.dry_run === true) {
    return { outcome: 'planned', summary: `Keep a snapshot of ${what}.`, items: uris.length, ...note };
  }
  const label = upstreamText(params.label ?? '', longestLabel);
  const snapshotId = await context.states.put({
    label: label === '' ? what : `${label}: ${what}`,
    subject: playlist.uri,
    content: { kind: 'playlist', playlistId: id, uris, details: detailsOf(playlist) },
    pinned: true,
  });
  const summary = `Kept a snapshot of ${what}.`;
  return { outcome: 'verified', summary, snapshot_id: snapshotId, items: uris.length, ...note };
};
