import type { NothingToDo, PlannedWrite } from './plannedWrite.ts';

/**
 * Plans a change. A dry run may work with what was read a short while ago, except to say that there is nothing to do:
 * that would be the last word.
 * @param plan reads past every cache where `fresh` is true
 */
export async function planFor<T extends PlannedWrite | NothingToDo>(
  dryRun: boolean | undefined,
  plan: (fresh: boolean) => Promise<T>,
): Promise<T> {
  if (dryRun === true) {
    const planned = await plan(false);
    if (!('nothing' in planned)) return planned;
  }
  return plan(true);
}
