import type { WriteResult } from '../../../protocol/spotify/writes.ts';
import { CancelledError } from '../../errors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { waitsForEffect } from '../player/verifyCommand.ts';
import type { Applied, NothingToDo, PlannedWrite } from './plannedWrite.ts';

/**
 * Carries out a change: keeps what was there, sends it once, reads it back.
 * @throws HistoryError where the old state cannot be kept: then nothing is sent; what `apply` throws where it is sure
 *   that nothing was done
 */
export async function runWrite(
  context: SpotifyContext,
  plan: PlannedWrite | NothingToDo,
  dryRun: boolean | undefined,
): Promise<WriteResult> {
  if ('nothing' in plan) return { outcome: 'unchanged', summary: plan.nothing, ...noted(plan.note) };
  if (dryRun === true) return { outcome: 'planned', summary: `${plan.does}.`, ...noted(plan.note) };
  const undoId = plan.undo === undefined ? undefined : await context.states.put(plan.undo);
  const undo = undoId === undefined ? {} : { undo_id: undoId };
  let applied: Applied;
  try {
    applied = await plan.apply();
  } catch (error) {
    if (!OutcomeUnknown.is(error)) {
      if (undoId !== undefined && !CancelledError.is(error)) await context.states.remove(undoId);
      throw error;
    }
    if (await showsEffect(context, plan))
      return { outcome: 'verified', summary: `${plan.did}.`, ...undo, ...noted(plan.note) };
    const summary = `${plan.does}: Spotify did not answer, and a look did not show it done.`;
    return { outcome: 'unknown', summary, ...undo, ...noted('Look again before you repeat it.') };
  }
  const note = noted(plan.note, applied.note);
  if (applied.failed !== undefined && applied.failed.length > 0) {
    const summary = `${plan.did}, but not all of it.`;
    return { outcome: 'partial', summary, failed: [...applied.failed], ...undo, ...note };
  }
  const outcome = (await showsEffect(context, plan)) ? 'verified' : 'accepted';
  return { outcome, summary: `${plan.did}.`, ...undo, ...note };
}

/** A look that fails leaves the outcome open: the change itself did not fail. */
async function showsEffect({ timers, signal }: SpotifyContext, plan: PlannedWrite): Promise<boolean> {
  if (plan.verify === undefined) return false;
  for (const wait of [0, ...waitsForEffect]) {
    if (wait > 0) await timers.sleep(wait, signal);
    try {
      if (await plan.verify()) return true;
    } catch (error) {
      if (CancelledError.is(error)) throw error;
    }
  }
  return false;
}

function noted(...notes: readonly (string | undefined)[]): { note?: string } {
  const text = notes.filter((note) => note !== undefined && note !== '').join(' ');
  return text === '' ? {} : { note: text };
}
