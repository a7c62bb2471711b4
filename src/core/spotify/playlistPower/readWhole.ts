import { InputError } from '../../errors.ts';
import { findPlaylist, playlistReference } from '../playlists/findPlaylist.ts';
import { readEntries } from '../playlists/readEntries.ts';
import { playlistIdOf } from '../playlists/readPlaylist.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';

/** A playlist with all that it holds. */
export interface WholePlaylist {
  readonly playlist: Playlist;
  /** In order, gaps included. */
  readonly entries: readonly PlaylistEntry[];
}

/** Whether past every cache. */
interface Freshness {
  readonly fresh: boolean;
}

/**
 * Reads a playlist and then its entries, so that its version is never newer than they are; past the cache when changes
 * of it that are under way are over, since half of a change is no state of it. Not to be called within its turn.
 * @param argument URI, link, id or the name of one of the account's own
 * @throws ForbiddenError for one whose contents Spotify hides; what `findPlaylist` throws
 */
export async function readWhole(
  context: SpotifyContext,
  argument: string,
  { fresh }: Freshness,
): Promise<WholePlaylist> {
  if (!fresh) return read(context, argument, fresh);
  const id = await playlistIdOf(context, argument);
  return context.inTurn(id, () => read(context, id, fresh));
}

async function read(context: SpotifyContext, argument: string, fresh: boolean): Promise<WholePlaylist> {
  const playlist = await findPlaylist(context, argument, { fresh });
  // Spotify leaves the entries out where the account may not see them (Spotify Web API reference).
  if (playlist.items === undefined) throw hidden(playlist);
  const { items: shown, total } = playlist.items;
  if (shown !== undefined && shown.length === total) return { playlist, entries: shown };
  try {
    const { entries } = await readEntries(context, playlist.id, { fresh });
    return { playlist, entries };
  } catch (error) {
    throw ForbiddenError.is(error, 'other') ? hidden(playlist, error) : error;
  }
}

/**
 * Several playlists, one after the other: each is several requests of its own.
 * @throws InputError for one that is named twice; what {@link readWhole} throws
 */
export async function readAll(
  context: SpotifyContext,
  playlists: readonly string[],
  freshness: Freshness,
): Promise<readonly WholePlaylist[]> {
  // What cannot be read at all is found before anything is sent.
  for (const argument of playlists) playlistReference(argument);
  const all: WholePlaylist[] = [];
  for (const argument of playlists) {
    const whole = await readWhole(context, argument, freshness);
    if (all.some(({ playlist }) => playlist.id === whole.playlist.id)) {
      throw new InputError(`playlists: ${quoted(whole.playlist.name)} is there twice.`, {
        hint: 'Name different playlists.',
      });
    }
    all.push(whole);
  }
  return all;
}

function hidden({ name }: Playlist, cause?: unknown): ForbiddenError {
  return new ForbiddenError(
    'other',
    `Spotify does not show this account the contents of ${quoted(name)}, which belongs to somebody else.`,
    {
      cause,
      hint: 'Apps see what a playlist holds only for its owner and collaborators. It can still be played: pass its uri to spotify_play.',
    },
  );
}
