import type { UndoParams } from '../../../protocol/spotify/undo.ts';
import type { WriteResult } from '../../../protocol/spotify/writes.ts';
import { HistoryError } from '../../errors.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { planFor } from './planFor.ts';
import { planUndo, turnOf } from './planUndo.ts';
import { runWrite } from './runWrite.ts';
import type { SavedState } from './savedState.ts';

/**
 * Answers `spotify.undo`: brings back what was there before a change. What is undone is taken off the list, so that the
 * next undo goes further back; it can itself be undone, by its id.
 * @throws NotFound for an id that the account has not, and where nothing is kept; what the change throws
 */
export const undo: Feature<UndoParams, WriteResult> = async (context, params) => {
  const state = await findState(context, params.undo_id);
  return context.inTurn(turnOf(state), async () => {
    const { dry_run: dryRun } = params;
    const plan = await planFor(dryRun, (fresh) => planUndo(context, state, fresh));
    const result = await runWrite(context, plan, dryRun);
    switch (result.outcome) {
      case 'planned':
        return { ...result, undo_id: state.id };
      case 'verified':
        return used(context, state, result);
      case 'unchanged':
        return withNote(result, 'ops_list_undo (toolset ops) shows what else can be undone.');
      case 'accepted':
      case 'partial':
      case 'unknown':
        return withNote(result, `To look again and try the rest: ops_undo with undo_id ${state.id}.`);
      default:
        return result;
    }
  });
};

async function findState({ states }: SpotifyContext, id: string | undefined): Promise<SavedState> {
  const wanted = id ?? (await states.list({ pinned: false })).find(({ byUndo }) => byUndo !== true)?.id;
  const state = wanted === undefined ? undefined : await states.get(wanted);
  if (state !== undefined) return state;
  throw id === undefined
    ? new NotFound('There is nothing to undo for this account.', {
        hint: 'Changes of the last 30 days can be undone; spotify_list_playlist_snapshots (toolset playlist_power) shows what was kept on purpose.',
      })
    : new NotFound('Nothing of this account is kept under this undo_id.', {
        hint: 'ops_list_undo (toolset ops) shows what can be undone. It is kept for 30 days.',
      });
}

/** A snapshot stays; what a change left is of no more use. */
async function used(
  { states }: SpotifyContext,
  { id, pinned }: SavedState,
  result: WriteResult,
): Promise<WriteResult> {
  if (pinned) return result;
  try {
    await states.remove(id);
    return result;
  } catch (error) {
    // What it is about was brought back: that it stays on the list is no failure of that.
    if (!HistoryError.is(error)) throw error;
    return withNote(result, `It stays on the list of ops_list_undo (toolset ops): ${error.message}`);
  }
}

function withNote(result: WriteResult, note: string): WriteResult {
  return { ...result, note: result.note === undefined ? note : `${result.note} ${note}` };
}
