import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { addPlaylistItems, maxPlaylistUris } from '../operations/playlistItems.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';
import { missingItems } from './missingItems.ts';

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
  return appendRest(context, id, uris, { done: 0, position });
}

/** Where a list that is added stands. */
export interface Rest {
  /** How many of it are there already; with any, nothing is thrown. */
  readonly done: number;
  /** Of the list's first item, from 0; absent = at the end. */
  readonly position?: number | undefined;
  /** Reads whether the first so many of the list are there now; may throw. */
  readonly shows?: (count: number) => Promise<boolean>;
}

/**
 * Adds what is left of a list, as {@link appendItems} does. After a call without an answer the next one follows only
 * where a look shows that it was done.
 */
export async function appendRest(
  context: SpotifyContext,
  id: string,
  uris: readonly string[],
  { done: begun, position, shows }: Rest,
): Promise<Applied> {
  for (let done = begun; done < uris.length; done += maxPlaylistUris) {
    const chunk = uris.slice(done, done + maxPlaylistUris);
    const then = done + chunk.length;
    try {
      const at = position === undefined ? undefined : position + done;
      await context.send(addPlaylistItems, { id, uris: chunk, position: at });
    } catch (error) {
      const isAll = chunk.length === uris.length;
      const isDone = OutcomeUnknown.is(error) && !isAll && (await looksDone(shows, then));
      if (!isDone && done === 0) throw error;
      if (!isDone) {
        return { failed: missingItems(uris, done, error), note: `${done} of ${uris.length} were added.` };
      }
    }
    if (uris.length > maxPlaylistUris) {
      context.progress({ done: then, total: uris.length, message: 'Adding items' });
    }
  }
  return {};
}

/** A look that fails shows nothing: the call stays without an answer, as it was. */
export async function looksDone(shows: Rest['shows'], count: number): Promise<boolean> {
  try {
    return (await shows?.(count)) ?? false;
  } catch {
    return false;
  }
}
