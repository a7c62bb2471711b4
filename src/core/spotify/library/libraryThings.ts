import { AppError, CancelledError } from '../../errors.ts';
import { readPlaylists } from '../collection/ownPlaylists.ts';
import type { Operation } from '../operation.ts';
import { getAlbum } from '../operations/albums.ts';
import { getArtist } from '../operations/artists.ts';
import { getAudiobook } from '../operations/audiobooks.ts';
import type { ItemParams } from '../operations/commonParams.ts';
import { getEpisode } from '../operations/episodes.ts';
import { getPlaylist } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import { getShow } from '../operations/shows.ts';
import { getTrack } from '../operations/tracks.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { NotFound } from '../spotifyErrors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { ReferenceType, SpotifyReference } from '../spotifyReference.ts';

/** Something that is saved or removed, as a sentence about it needs it. */
export interface LibraryThing {
  readonly uri: string;
  readonly type: ReferenceType;
  /** Where it was asked for; a stranger's word. */
  readonly name?: string;
  /** A playlist of the account itself: removing it deletes it. */
  readonly own?: boolean;
}

/** So many are named, each by a request where nothing is kept; more are counted. */
const maxNamed = 3;
/** From here on the list of all playlists costs less than each alone. */
const manyPlaylists = 5;

const catalogue: Partial<Record<ReferenceType, Operation<ItemParams, { readonly name: string }>>> = {
  track: getTrack,
  album: getAlbum,
  episode: getEpisode,
  show: getShow,
  audiobook: getAudiobook,
  artist: getArtist,
};

/**
 * What is to be removed, named where it is little, and every playlist with whether it is the account's own.
 * @throws what reading playlists throws: nobody should be asked whether to remove one without knowing what that does
 */
export async function describeRemoval(
  context: SpotifyContext,
  references: readonly SpotifyReference[],
): Promise<readonly LibraryThing[]> {
  const named = references.filter(({ type }) => type !== 'playlist').length <= maxNamed;
  const playlists = await playlistsOf(
    context,
    references.filter(({ type }) => type === 'playlist'),
  );
  return Promise.all(
    references.map(async ({ uri, type, id }) => {
      const playlist = playlists.get(uri);
      if (playlist !== undefined) return { uri, type, ...playlist };
      const name = named ? await nameOf(context, type, id) : undefined;
      return { uri, type, ...(name !== undefined && { name }) };
    }),
  );
}

/** A name is a courtesy: where it cannot be read, the kind must do. */
async function nameOf(
  { send }: SpotifyContext,
  type: ReferenceType,
  id: string,
): Promise<string | undefined> {
  const operation = catalogue[type];
  if (operation === undefined) return undefined;
  try {
    return (await send(operation, { id })).name;
  } catch (error) {
    if (CancelledError.is(error) || !AppError.is(error)) throw error;
    return undefined;
  }
}

async function playlistsOf(
  context: SpotifyContext,
  references: readonly SpotifyReference[],
): Promise<ReadonlyMap<string, Pick<LibraryThing, 'name' | 'own'>>> {
  if (references.length === 0) return new Map();
  const [{ id: me }, listed] = await Promise.all([
    context.send(getProfile, {}),
    references.length < manyPlaylists ? [] : readPlaylists(context).then(({ playlists }) => playlists),
  ]);
  const known = new Map(listed.map((playlist) => [playlist.uri, playlist]));
  const found = await Promise.all(
    references.map(async ({ uri, id }) => {
      const playlist = known.get(uri) ?? (await readPlaylist(context, id));
      const described = playlist && { name: playlist.name, own: playlist.owner?.id === me };
      return [uri, described ?? { own: false }] as const;
    }),
  );
  return new Map(found);
}

/** @returns `undefined` for one that Spotify made itself and does not show: nobody's own */
async function readPlaylist({ send }: SpotifyContext, id: string): Promise<Playlist | undefined> {
  try {
    return await send(getPlaylist, { id });
  } catch (error) {
    if (NotFound.is(error)) return undefined;
    throw error;
  }
}
