import type { ChangeLibraryResult } from '../../../protocol/spotify/library.ts';
import { AppError, CancelledError, HistoryError } from '../../errors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { NewState } from '../writes/savedState.ts';
import { changeWords } from './libraryWords.ts';
import { stillDifferent, type LibraryWritten } from './libraryWrite.ts';
import { undoOf, type LibraryChange } from './planLibraryChange.ts';

/** What became of a change, where that is not all of it: what was planned is then not what was done. */
export async function tellLibraryOutcome(
  context: SpotifyContext,
  { direction, things }: LibraryChange,
  { done, stopped }: LibraryWritten,
  result: ChangeLibraryResult,
): Promise<ChangeLibraryResult> {
  const changed = { changed: done.length };
  if (result.outcome !== 'partial') return { ...result, ...changed };
  const [isDone, mayBeDone] = [new Set(done), new Set([...done, ...(stopped?.unanswered ?? [])])];
  const narrower = undoOf(
    direction,
    things.filter(({ uri }) => mayBeDone.has(uri)),
  );
  const undo = await narrowUndo(context, result.undo_id, narrower);
  const { undo_id: _wider, ...rest } = result;
  const told = { ...rest, ...changed, ...(undo !== undefined && { undo_id: undo }) };
  if (done.length === 0) {
    const does = changeWords(direction, 'does', things);
    return {
      ...told,
      outcome: 'unknown',
      summary: `${does}: Spotify did not answer, and a look did not show it done.`,
    };
  }
  const did = changeWords(
    direction,
    'did',
    things.filter(({ uri }) => isDone.has(uri)),
  );
  // After a limit or a failure a further look would only meet it again.
  const hidden = stopped === undefined ? await notShown(context, direction, done) : undefined;
  const note = [told.note, hidden].filter((text) => text !== undefined && text !== '').join(' ');
  return {
    ...told,
    summary: `${did}; ${told.failed?.length ?? 0} failed.`,
    ...(note !== '' && { note }),
  };
}

/** @returns a sentence about what a look does not show; `undefined` where it shows all */
async function notShown(
  context: SpotifyContext,
  direction: LibraryChange['direction'],
  done: readonly string[],
): Promise<string | undefined> {
  try {
    const left = await stillDifferent(context, direction, done);
    return left.length === 0 ? undefined : `A look does not show ${left.length} of them yet.`;
  } catch (error) {
    if (CancelledError.is(error) || !AppError.is(error)) throw error;
    return 'A look afterwards failed.';
  }
}

/** Keeps what was really changed in place of what was to be: undoing must not touch what the user does later. */
async function narrowUndo(
  { states }: SpotifyContext,
  wider: string | undefined,
  narrower: NewState,
): Promise<string | undefined> {
  if (wider === undefined) return undefined;
  try {
    const id = await states.put(narrower);
    await states.remove(wider);
    return id;
  } catch (error) {
    // The change is made, and the wider state brings it back as well.
    if (HistoryError.is(error)) return wider;
    throw error;
  }
}
