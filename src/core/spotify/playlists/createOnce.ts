import { AppError, CancelledError } from '../../errors.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { createPlaylist, getOwnPlaylists, type CreatePlaylistParams } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';

/** Waits before each look, ms: what was asked for shows a little later. */
const waitsForLook: readonly number[] = [0, 500, 1500];

/** A playlist that was just made. */
export interface Created {
  readonly playlist: Playlist;
  readonly note?: string;
}

/**
 * Makes an empty playlist, asking Spotify once. Where no answer comes, it is looked for by its name at the top of the
 * account's playlists, where the newest stands: one further down was there before.
 * @throws OutcomeUnknown where it is not found then, or several could be it; what the creation throws where there is
 *   none
 */
export async function createOnce(context: SpotifyContext, details: CreatePlaylistParams): Promise<Created> {
  try {
    return { playlist: await context.send(createPlaylist, details) };
  } catch (error) {
    if (!OutcomeUnknown.is(error)) throw error;
    const playlist = await findNew(context, details.name);
    if (playlist === undefined) throw error;
    return { playlist, note: 'Spotify did not confirm that it was made; it was found by its name.' };
  }
}

/** An own one of this name that is empty; none where more than one could be meant. */
async function findNew(context: SpotifyContext, name: string): Promise<Playlist | undefined> {
  const wanted = upstreamText(name);
  for (const wait of waitsForLook) {
    if (wait > 0) await context.timers.sleep(wait, context.signal);
    try {
      const [{ id: me }, { items }] = await Promise.all([
        context.send(getProfile, {}),
        context.send(getOwnPlaylists, { limit: maxPageLimit }, { fresh: true }),
      ]);
      const fitting = items.filter(
        (one) => upstreamText(one.name) === wanted && one.owner?.id === me && one.items?.total === 0,
      );
      const [only, ...others] = fitting;
      if (others.length > 0) return undefined;
      if (only !== undefined && only.id === items[0]?.id) return only;
    } catch (error) {
      if (CancelledError.is(error) || !AppError.is(error)) throw error;
    }
  }
  return undefined;
}
