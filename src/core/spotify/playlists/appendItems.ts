import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { addPlaylistItems, maxPlaylistUris } from '../operations/playlistItems.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';

/**
 * Adds any number of items in order, 100 a call, one call after the other. The first failure ends it: what is
 * missing is named, so that a part is never taken for the whole.
 * @param position from 0; absent = at the end
 * @throws what the first call throws, where nothing was added before it
 */
export async function appendItems(
  context: SpotifyContext,
  id: string,
  uris: readonly string[],
  position?: number,
): Promise<Applied> {
  for (let done = 0; done < uris.length; done += maxPlaylistUris) {
    const chunk = uris.slice(done, done + maxPlaylistUris);
    try {
      const at = position === undefined ? undefined : position + done;
      await context.send(addPlaylistItems, { id, uris: chunk, position: at });
    } catch (error) {
      if (done === 0) throw error;
      return { failed: missingFrom(uris, done, error) };
    }
    if (uris.length > maxPlaylistUris) {
      const added = Math.min(uris.length, done + maxPlaylistUris);
      context.progress({ done: added, total: uris.length, message: 'Adding items' });
    }
  }
  return {};
}

/** Longest list of missing items in an answer; the rest is counted. */
const maxListed = 20;

function missingFrom(uris: readonly string[], done: number, error: unknown): readonly FailedPart[] {
  const why = CancelledError.is(error)
    ? 'Cancelled before it was added.'
    : OutcomeUnknown.is(error)
      ? 'Spotify did not answer; it may have been added or not.'
      : toUserMessage(error);
  const missing = uris.slice(done);
  const listed = missing.slice(0, maxListed).map((item) => ({ item, why }));
  const rest = missing.length - listed.length;
  return rest === 0 ? listed : [...listed, { item: `and ${rest} more after these`, why }];
}
