import type { ListSnapshotsParams, ListSnapshotsResult } from '../../../protocol/spotify/snapshots.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import { playlistIdOf } from '../playlists/readPlaylist.ts';
import type { Feature } from '../spotifyContext.ts';
import { referenceOf } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';

const defaultLimit = 20;

/** Answers `spotify.listPlaylistSnapshots`. Asks Spotify only for what playlist a name means. */
export const listSnapshots: Feature<ListSnapshotsParams, ListSnapshotsResult> = async (context, params) => {
  const { playlist, limit = defaultLimit, cursor } = params;
  const subject =
    playlist === undefined ? undefined : referenceOf('playlist', await playlistIdOf(context, playlist)).uri;
  const mark = listMark('snapshots', context.account, subject);
  const offset = readCursor(mark, cursor);
  const states = await context.states.list({ pinned: true, ...(subject !== undefined && { subject }) });
  const page = states.slice(offset, offset + limit);
  const end = offset + page.length;
  const none = subject === undefined ? 'There are no snapshots.' : 'There are no snapshots of this playlist.';
  return {
    snapshots: page.map((state) => ({
      label: upstreamText(state.label),
      taken_at: context.localTime(new Date(state.savedAt).toISOString()),
      ...(state.subject !== undefined && { playlist: state.subject }),
      snapshot_id: state.id,
    })),
    ...(end < states.length && { next_cursor: writeCursor(mark, end) }),
    note: states.length === 0 ? none : pageNote(offset, page.length, states.length),
  };
};
