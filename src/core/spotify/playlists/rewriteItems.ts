import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { maxPlaylistUris, replacePlaylistItems } from '../operations/playlistItems.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';
import { appendRest, looksDone } from './appendItems.ts';
import { showsItems } from './showsItems.ts';

/**
 * Puts these items in place of all that a playlist holds: the first 100 replace, the rest is added behind them. The
 * first failure after that ends it, and what is missing is named. Local files cannot be among them; every item counts
 * as added now.
 * @param uris none empties the playlist
 * @throws what the first call throws: then the playlist is as it was, or that is unknown (`OutcomeUnknown`)
 */
export async function rewriteItems(
  context: SpotifyContext,
  id: string,
  uris: readonly string[],
): Promise<Applied> {
  const first = uris.slice(0, maxPlaylistUris);
  const isAll = first.length === uris.length;
  const shows = async (count: number): Promise<boolean> => showsItems(context, id, uris.slice(0, count));
  try {
    await context.send(replacePlaylistItems, { id, uris: first });
  } catch (error) {
    if (!OutcomeUnknown.is(error) || isAll || !(await looksDone(shows, first.length))) throw error;
  }
  return isAll ? {} : appendRest(context, id, uris, { done: first.length, shows });
}

/** Whether two lists hold the same in the same order. */
export function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((uri, at) => uri === other[at]);
}
