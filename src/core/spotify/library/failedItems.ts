import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { toAppError } from '../../errorCodec.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { SpotifyRefused } from '../spotifyErrors.ts';
import { shorten } from '../upstreamText.ts';
import type { ChunkedOutcome, Refused } from './callInChunks.ts';

/** Longest reason of one item, in characters: hundreds of them fit into an answer. */
const longestWhy = 160;

/** The things without an answer, each with a short reason, in the order in which they were asked for. */
export function failedItems(
  uris: readonly string[],
  { refused, stopped }: Pick<ChunkedOutcome<unknown>, 'refused' | 'stopped'>,
): readonly FailedPart[] {
  const unanswered = new Set(stopped?.unanswered);
  const unsent = new Set(stopped?.unsent);
  return uris.flatMap((uri) => {
    const why = refused.get(uri);
    if (why !== undefined) return [{ item: uri, why: shorten(reasonOf(why), longestWhy) }];
    if (unanswered.has(uri)) return [{ item: uri, why: 'No answer; it may have been done or not.' }];
    return unsent.has(uri) ? [{ item: uri, why: 'Not sent.' }] : [];
  });
}

function reasonOf({ error, alone }: Refused): string {
  return alone ? toAppError(error).message : 'Refused together with others; which is at fault is not known.';
}

/** Why nothing more was sent, as a sentence for a note; `undefined` if nothing ended it. */
export function stopNote({ stopped }: Pick<ChunkedOutcome<unknown>, 'stopped'>): string | undefined {
  if (stopped === undefined) return undefined;
  if (CancelledError.is(stopped.error)) return 'Cancelled before all was sent.';
  if (OutcomeUnknown.is(stopped.error)) return 'Spotify did not answer once, so nothing more was sent.';
  return toUserMessage(stopped.error);
}

/**
 * The error of a question that nothing came of.
 * @param outcome one without answers
 */
export function nothingDone({ refused, stopped }: ChunkedOutcome<unknown>): unknown {
  if (stopped !== undefined) return stopped.error;
  const [first, ...others] = [...refused.values()];
  const all = others.length + 1;
  if (others.every(({ error }) => error === first?.error)) return first?.error;
  const { message } = toAppError(first?.error);
  return new SpotifyRefused(`Spotify refuses all ${all}; the first one so: ${message}`, {
    cause: first?.error,
    hint: 'Check the URIs: spotify_search finds the right ones.',
  });
}
