import type { PlaylistRef } from '../../../protocol/spotify/writes.ts';
import { InputError } from '../../errors.ts';
import { readPlaylists } from '../collection/ownPlaylists.ts';
import { describeItem } from '../describeItem.ts';
import { getPlaylist } from '../operations/playlists.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { spoken } from '../search/matchScore.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import {
  looksLikeReference,
  parseSpotifyReference,
  referenceOf,
  requireReference,
  type SpotifyReference,
} from '../spotifyReference.ts';
import { quoted } from '../upstreamText.ts';

/** Most names that an error lists. */
const maxNamed = 5;

/**
 * The playlist that an argument means: a URI, a link or an id is read; anything else is the name of one of the
 * account's playlists, compared without case, accents and punctuation.
 * @param fresh read it past every cache
 * @throws InputError for a reference of another kind and for a name that several have; NotFound
 */
export async function findPlaylist(
  context: SpotifyContext,
  argument: string,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Playlist> {
  const reference = playlistReference(argument);
  if (reference !== undefined) return readById(context, reference.id, fresh);
  const { playlists, total } = await readPlaylists(context);
  const wanted = spoken(argument);
  const exact = playlists.filter(({ name }) => name.trim() === argument.trim());
  const found = exact.length > 0 ? exact : playlists.filter(({ name }) => spoken(name) === wanted);
  const [only, ...others] = found;
  if (only === undefined) {
    const where =
      playlists.length < total ? `None of the first ${playlists.length} playlists` : 'No playlist';
    throw new NotFound(`${where} of the account is called ${quoted(argument)}.`, {
      hint: 'spotify_list_playlists shows them with their URIs, and finds them by a part of their name.',
    });
  }
  if (others.length > 0) {
    const uris = found.slice(0, maxNamed).map(({ id }) => referenceOf('playlist', id).uri);
    throw new InputError(`${found.length} playlists of the account are called ${quoted(argument)}.`, {
      hint: `Pass the URI of the one that is meant: ${uris.join(', ')}.`,
    });
  }
  return fresh ? context.send(getPlaylist, { id: only.id }, { fresh }) : only;
}

/**
 * The playlist that a URI, a link or an id means; `undefined` for what is meant as a name.
 * @throws InputError for a reference of another kind
 */
export function playlistReference(argument: string): SpotifyReference | undefined {
  const isReference =
    parseSpotifyReference(argument, 'playlist') !== undefined || looksLikeReference(argument);
  return isReference ? requireReference('playlist', argument, ['playlist']) : undefined;
}

/**
 * Reads one playlist by its id.
 * @throws NotFound that says which playlists there are
 */
export async function readById(context: SpotifyContext, id: string, fresh: boolean): Promise<Playlist> {
  try {
    return await context.send(getPlaylist, { id }, { fresh });
  } catch (error) {
    if (!NotFound.is(error)) throw error;
    throw new NotFound(
      'Spotify has no such playlist, or does not show it: those that Spotify makes itself are shown to no newer app.',
      {
        cause: error,
        hint: 'spotify_list_playlists shows those of the account; spotify_play plays one by its URI all the same.',
      },
    );
  }
}

/** A playlist as answers of writes name it. */
export function describePlaylist(playlist: Playlist): PlaylistRef {
  const { name, uri, url, items } = describeItem(playlist);
  return { name, uri, url, ...(items !== undefined && { items }) };
}
