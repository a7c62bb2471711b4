import { AppError, CancelledError } from '../../errors.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { removeFromLibrary, saveToLibrary } from '../operations/library.ts';
import { libraryWriteScopes } from '../operations/libraryScopes.ts';
import { waitsForEffect } from '../player/verifyCommand.ts';
import { SpotifyRefused } from '../spotifyErrors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { callInChunks, chunksOf, groupsOf, type ChunkedOutcome } from './callInChunks.ts';
import type { Direction } from './libraryWords.ts';
import { readSaved } from './readSaved.ts';

/** What was sent, and what of it is done. `unanswered` is what a look does not show done. */
export interface LibraryWritten extends ChunkedOutcome<true> {
  /** In the order in which they were asked for; those without an answer too, where a look shows them done. */
  readonly done: readonly string[];
}

/**
 * Saves or removes any number of things, each 40 of one permission in a request, and nothing twice.
 * @throws OutcomeUnknown where it was one request; what stopped it, where nothing was sent
 */
export async function writeLibrary(
  context: SpotifyContext,
  direction: Direction,
  uris: readonly string[],
  onProgress: (through: number) => void,
): Promise<LibraryWritten> {
  const scopeOf = (uri: string): string => libraryWriteScopes({ uris: [uri] }).join();
  const operation = direction === 'save' ? saveToLibrary : removeFromLibrary;
  const outcome = await callInChunks<true>({
    // One refused kind, as artists may be, then costs the others nothing.
    chunks: groupsOf(uris, scopeOf).flatMap(chunksOf),
    call: async (chunk) => {
      try {
        await context.send(operation, { uris: chunk });
      } catch (error) {
        throw chunk.every(isArtist) && SpotifyRefused.is(error) ? artistsRefused(error) : error;
      }
      return chunk.map((uri) => [uri, true] as const);
    },
    ...{ scopeOf, allOrNone: isArtist, onProgress },
  });
  const { answers, refused, stopped } = outcome;
  if (stopped === undefined) return { answers, refused, done: uris.filter((uri) => answers.has(uri)) };
  const { error, unanswered, unsent } = stopped;
  const isAll = unanswered.length === uris.length;
  if (answers.size === 0 && (unanswered.length === 0 || isAll)) throw error;
  const unknown = OutcomeUnknown.is(error) ? await waitFor(context, direction, unanswered) : unanswered;
  const shown = new Set(unanswered.filter((uri) => !unknown.includes(uri)));
  const done = uris.filter((uri) => answers.has(uri) || shown.has(uri));
  if (unknown.length + unsent.length === 0) return { answers, refused, done };
  return { answers, refused, done, stopped: { error, unanswered: unknown, unsent } };
}

/**
 * Looks once, past every cache.
 * @returns the URIs that are not yet as they should be
 * @throws what the look fails with
 */
export async function stillDifferent(
  context: SpotifyContext,
  direction: Direction,
  uris: readonly string[],
): Promise<readonly string[]> {
  const { answers, stopped } = await readSaved(context, uris, { fresh: true });
  if (stopped !== undefined) throw stopped.error;
  return uris.filter((uri) => answers.get(uri) !== (direction === 'save'));
}

/** Looks some times for what was sent without an answer. @returns what does not show */
async function waitFor(
  context: SpotifyContext,
  direction: Direction,
  uris: readonly string[],
): Promise<readonly string[]> {
  let left = uris;
  for (const wait of [0, ...waitsForEffect]) {
    if (wait > 0) await context.timers.sleep(wait, context.signal);
    try {
      left = await stillDifferent(context, direction, left);
    } catch (error) {
      // A look that fails leaves the outcome open.
      if (CancelledError.is(error) || !AppError.is(error)) throw error;
    }
    if (left.length === 0) break;
  }
  return left;
}

function isArtist(uri: string): boolean {
  return uri.startsWith('spotify:artist:');
}

/** The guide of Spotify saves an artist so, its reference names artists for checks only (2026). */
function artistsRefused(cause: SpotifyRefused): SpotifyRefused {
  return new SpotifyRefused('Spotify does not let this app follow or unfollow artists.', {
    cause,
    hint: 'The user can do it in the Spotify app; spotify_check_library and spotify_list_library work for artists.',
  });
}
