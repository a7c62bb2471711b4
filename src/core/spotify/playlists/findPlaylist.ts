import type { PlaylistRef } from '../../../protocol/spotify/writes.ts';
import { InputError } from '../../errors.ts';
import { readPlaylists } from '../collection/ownPlaylists.ts';
import { describeItem } from '../describeItem.ts';
import { getPlaylist } from '../operations/playlists.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { spoken } from '../search/matchScore.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { looksLikeReference, parseSpotifyReference, requireReference } from '../spotifyReference.ts';
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
  const reference = parseSpotifyReference(argument, 'playlist');
  if (reference !== undefined || looksLikeReference(argument)) {
    const { id } = requireReference('playlist', argument, ['playlist']);
    return context.send(getPlaylist, { id }, { fresh });
  }
  const { playlists } = await readPlaylists(context);
  const wanted = spoken(argument);
  const exact = playlists.filter(({ name }) => name.trim() === argument.trim());
  const found = exact.length > 0 ? exact : playlists.filter(({ name }) => spoken(name) === wanted);
  const [only, ...others] = found;
  if (only === undefined) {
    throw new NotFound(`No playlist of the account is called ${quoted(argument)}.`, {
      hint: 'spotify_list_playlists shows them with their URIs.',
    });
  }
  if (others.length > 0) {
    const uris = found.slice(0, maxNamed).map(({ uri }) => uri);
    throw new InputError(`${found.length} playlists of the account are called ${quoted(argument)}.`, {
      hint: `Pass the URI of the one that is meant: ${uris.join(', ')}.`,
    });
  }
  return fresh ? context.send(getPlaylist, { id: only.id }, { fresh }) : only;
}

/** A playlist as answers of writes name it. */
export function describePlaylist(playlist: Playlist): PlaylistRef {
  const { name, uri, url, items } = describeItem(playlist);
  return { name, uri, url, ...(items !== undefined && { items }) };
}
