import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { maxPlaylistUris } from '../operations/playlistItems.ts';

/** Longest list of items in an answer for one reason; the rest is counted. */
const maxListed = 20;

/** Items that share a reason, the first of them by their URI. */
export function failedItems(items: readonly string[], why: string): readonly FailedPart[] {
  const listed = items.slice(0, maxListed).map((item) => ({ item, why }));
  const rest = items.length - listed.length;
  return rest === 0 ? listed : [...listed, { item: `and ${rest} more after these`, why }];
}

/**
 * What an ended series of calls, {@link maxPlaylistUris} items each, left out.
 * @param done how many items were through before the call that failed with `error`
 * @param through what the calls do to an item, such as `added`
 */
export function missingItems(
  uris: readonly string[],
  done: number,
  error: unknown,
  through = 'added',
): readonly FailedPart[] {
  const missing = uris.slice(done);
  if (CancelledError.is(error)) return failedItems(missing, `Cancelled before it was ${through}.`);
  if (!OutcomeUnknown.is(error)) return failedItems(missing, toUserMessage(error));
  return [
    ...failedItems(
      missing.slice(0, maxPlaylistUris),
      `Spotify did not answer; it may have been ${through} or not.`,
    ),
    ...failedItems(missing.slice(maxPlaylistUris), 'Not sent, because Spotify did not answer before.'),
  ];
}
