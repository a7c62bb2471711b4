import type { WriteResult } from '../../../protocol/spotify/writes.ts';
import { AppError, CancelledError, HistoryError, InputError } from '../../errors.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { AuthError, QuotaExceeded, RateLimited } from '../spotifyErrors.ts';
import type { Applied, NothingToDo, PlannedWrite } from './plannedWrite.ts';
import { questionOf } from './questionOf.ts';
import type { NewState } from './savedState.ts';

/** Waits before each look, ms: what Spotify took it mostly shows at once, and a long playlist costs many reads. */
const waitsForLook: readonly number[] = [0, 500, 1500];

/**
 * Carries out a change: keeps what was there, sends it once, reads it back.
 * @throws HistoryError, InputError where the old state cannot be kept, InputError where the user agreed to something else:
 *   then nothing is sent; what `apply` throws where it is sure that nothing was done
 */
export async function runWrite(
  context: SpotifyContext,
  plan: PlannedWrite | NothingToDo,
  dryRun: boolean | undefined,
): Promise<WriteResult> {
  if ('nothing' in plan) return { outcome: 'unchanged', summary: plan.nothing, ...noted(plan.note) };
  const planned: WriteResult = { outcome: 'planned', summary: `${plan.does}.`, ...noted(plan.note) };
  if (dryRun === true) return planned;
  if (context.agreed !== undefined && context.agreed !== questionOf(planned)) throw notAgreed();
  const undoId = plan.undo === undefined ? undefined : await context.states.put(plan.undo);
  const undo = undoId === undefined ? {} : { undo_id: undoId };
  let applied: Applied;
  try {
    applied = await plan.apply();
  } catch (error) {
    if (OutcomeUnknown.is(error)) return { ...(await unanswered(context, plan)), ...undo };
    // After a cancelled call something may have been done, and what was there stays of use.
    if (undoId !== undefined && !CancelledError.is(error)) await forget(context, undoId);
    throw error;
  }
  const made = applied.made === undefined ? {} : await keepMade(context, applied.made);
  const rest = { ...undo, ...made.kept, ...noted(plan.note, applied.note, made.note) };
  if (applied.failed !== undefined && applied.failed.length > 0) {
    const summary = `${plan.did}, but not all of it.`;
    return { outcome: 'partial', summary, failed: [...applied.failed], ...rest };
  }
  const outcome = (await showsEffect(context, plan)) ? 'verified' : 'accepted';
  return { outcome, summary: `${plan.did}.`, ...rest };
}

/** The user said yes to what was so when the question was asked. */
function notAgreed(): InputError {
  return new InputError('What would be done is no longer what the user was asked about.', {
    hint: 'Nothing was changed. Call again with the same arguments; the user is asked anew.',
  });
}

/** What became of a change that Spotify did not answer: only a look can tell. */
async function unanswered(context: SpotifyContext, plan: PlannedWrite): Promise<WriteResult> {
  if (await showsEffect(context, plan))
    return { outcome: 'verified', summary: `${plan.did}.`, ...noted(plan.note) };
  const look = plan.verify === undefined ? '' : ', and a look did not show it done';
  const summary = `${plan.does}: Spotify did not answer${look}.`;
  return { outcome: 'unknown', summary, ...noted(plan.note, 'Look again before you repeat it.') };
}

/** A look that fails leaves the outcome open: the change itself did not fail. */
async function showsEffect({ timers, signal }: SpotifyContext, plan: PlannedWrite): Promise<boolean> {
  if (plan.verify === undefined) return false;
  for (const wait of waitsForLook) {
    if (wait > 0) await timers.sleep(wait, signal);
    try {
      if (await plan.verify()) return true;
    } catch (error) {
      if (CancelledError.is(error) || !AppError.is(error)) throw error;
      if (looksAreOver(error)) return false;
    }
  }
  return false;
}

/** Errors that the next look would meet, too. */
function looksAreOver(error: AppError): boolean {
  return RateLimited.is(error) || QuotaExceeded.is(error) || AuthError.is(error);
}

/** The change is made: that it cannot be undone is worth a sentence, and no failure. */
async function keepMade(
  { states }: SpotifyContext,
  made: NewState,
): Promise<{ readonly kept?: { readonly undo_id: string }; readonly note?: string }> {
  try {
    return { kept: { undo_id: await states.put(made) } };
  } catch (error) {
    if (!HistoryError.is(error)) throw error;
    return { note: `It cannot be undone by ops_undo: ${error.message}` };
  }
}

/** A state that is of no use and stays does no harm: the error of the change must not be lost for it. */
async function forget({ states }: SpotifyContext, id: string): Promise<void> {
  try {
    await states.remove(id);
  } catch (error) {
    if (!AppError.is(error)) throw error;
  }
}

function noted(...notes: readonly (string | undefined)[]): { note?: string } {
  const text = notes.filter((note) => note !== undefined && note !== '').join(' ');
  return text === '' ? {} : { note: text };
}
