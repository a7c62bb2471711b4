import { getPlaylist } from '../operations/playlists.ts';
import { playlistIdOf } from '../playlists/readPlaylist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';

/**
 * The URI of the playlist that is added to, looked at before any search is spent.
 * @throws ForbiddenError for one that the account neither owns nor collaborates on; what `findPlaylist` throws
 */
export async function importTarget(context: SpotifyContext, argument: string): Promise<string> {
  const playlist = await context.send(getPlaylist, { id: await playlistIdOf(context, argument) });
  if (playlist.items !== undefined) return playlist.uri;
  throw new ForbiddenError(
    'other',
    `Only the owner and collaborators may add to ${quoted(playlist.name)}, and this account is neither.`,
    { hint: 'Leave playlist out: the list becomes a new one.' },
  );
}
