import { InputError } from '../../errors.ts';
import { playlistIdOf } from '../playlists/readPlaylist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { referenceOf } from '../spotifyReference.ts';
import type { SavedContent, SavedState } from '../writes/savedState.ts';

/** What holds the entries of a playlist. */
export type Snapshot = Omit<SavedState, 'content'> & {
  readonly content: Extract<SavedContent, { kind: 'playlist' | 'playlistItems' }>;
};

const whereToLook = 'spotify_list_playlist_snapshots shows the snapshots with their ids.';

/**
 * The snapshot of an id, or the newest one of a playlist. What was kept before a change of a playlist's items is one,
 * too.
 * @throws InputError where neither or both are given; NotFound
 */
export async function findSnapshot(
  context: SpotifyContext,
  id: string | undefined,
  playlist: string | undefined,
): Promise<Snapshot> {
  if ((id === undefined) === (playlist === undefined)) {
    throw new InputError('Either snapshot_id or playlist says what is to be restored.', {
      hint: whereToLook,
    });
  }
  const wanted = id ?? (await newestOf(context, playlist ?? ''));
  const state = wanted === undefined ? undefined : await context.states.get(wanted);
  if (state === undefined) {
    const what =
      id === undefined ? 'There is no snapshot of this playlist.' : 'There is no snapshot of this id.';
    throw new NotFound(what, { hint: whereToLook });
  }
  const { content } = state;
  if (content.kind === 'playlist' || content.kind === 'playlistItems') return { ...state, content };
  throw new InputError('What is kept under this id are not the items of a playlist.', {
    hint: 'ops_undo with this id as undo_id brings it back.',
  });
}

async function newestOf(context: SpotifyContext, playlist: string): Promise<string | undefined> {
  const { uri } = referenceOf('playlist', await playlistIdOf(context, playlist));
  return (await context.states.list({ pinned: true, subject: uri, limit: 1 }))[0]?.id;
}
