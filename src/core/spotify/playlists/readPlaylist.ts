import type { SendOptions } from '../operation.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';
import { findPlaylist, playlistReference, readById } from './findPlaylist.ts';
import { readEntries, urisOf } from './readEntries.ts';

/** A playlist that the account may change, with all that it holds. */
export interface WholePlaylist {
  readonly playlist: Playlist;
  /** In order, gaps included. */
  readonly entries: readonly PlaylistEntry[];
  /** The URI of each entry; empty where Spotify shows nothing of it. */
  readonly uris: readonly string[];
}

/**
 * The id of the playlist that an argument means. Only a name costs a request.
 * @throws InputError for a reference of another kind and for a name that several have; NotFound
 */
export async function playlistIdOf(context: SpotifyContext, argument: string): Promise<string> {
  return playlistReference(argument)?.id ?? (await findPlaylist(context, argument)).id;
}

/**
 * Reads a playlist and its entries, to change it.
 * @param fresh past every cache
 * @throws ForbiddenError for one that the account neither owns nor collaborates on; NotFound
 */
export async function readPlaylist(
  context: SpotifyContext,
  id: string,
  { fresh = true }: Pick<SendOptions, 'fresh'> = {},
): Promise<WholePlaylist> {
  const playlist = await readById(context, id, fresh);
  // Spotify leaves the entries out where the account may not see them (Spotify Web API reference).
  if (playlist.items === undefined) throw notYours(playlist);
  const { items: shown, total } = playlist.items;
  const whole = shown !== undefined && shown.length === total;
  const entries = whole ? shown : (await readEntries(context, id, { fresh })).entries;
  return { playlist, entries, uris: urisOf(entries) };
}

function notYours({ name }: Playlist): ForbiddenError {
  return new ForbiddenError(
    'other',
    `Only the owner and collaborators may change ${quoted(name)}, and this account is neither.`,
    {
      hint: 'Make an own playlist with spotify_create_playlist and change that one, or choose another account.',
    },
  );
}
