import type { CreatePlaylistParams } from '../../../protocol/spotify/playlists.ts';
import { InputError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { queryText } from '../search/queryText.ts';
import { searchPages } from '../search/searchPages.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';
import type { NewItems } from './newPlaylistItems.ts';

const defaultCount = 20;
/** Each 10 cost a request, and a day's allowance is a few hundred (observed 2026). */
const maxCount = 100;

/**
 * The first tracks that a search finds, in Spotify's order.
 * @throws InputError for a question that cannot be asked; NotFound where nothing fits; the search's own error where
 *   nothing was found before it
 */
export async function itemsFromSearch(
  context: SpotifyContext,
  query: NonNullable<CreatePlaylistParams['query']>,
  count = defaultCount,
): Promise<NewItems> {
  if (count > maxCount) {
    throw new InputError(`count ${count} is too much for a search: ${maxCount} tracks are the most.`, {
      hint: 'Each 10 tracks cost a request of the few that Spotify allows in a day; pass a smaller count.',
    });
  }
  const asked = queryText(query, ['track']);
  const { items, error } = await searchPages(context, asked, { offset: 0, limit: count });
  const tracks = items.get('track') ?? [];
  if (tracks.length === 0) {
    throw (
      error ??
      new NotFound(`Nothing was found for ${quoted(asked.text)}.`, {
        hint: 'Try fewer words or another spelling; spotify_search shows what a query finds.',
      })
    );
  }
  const notes =
    error !== undefined
      ? [`The search ended after ${tracks.length} of ${count} tracks: ${toUserMessage(error)}`]
      : tracks.length < count
        ? [`The search finds ${tracks.length} tracks, not ${count}.`]
        : [];
  return { items: tracks.map(({ uri, name }) => ({ uri, name })), notes };
}
