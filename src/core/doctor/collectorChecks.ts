import type { CollectedAccount, CollectorStatusResult } from '../../protocol/collector/collectorRequests.ts';
import type { NameOf } from '../collector/collectionWords.ts';
import type { Check } from './check.ts';

/** Whether what is listened to is collected. Without a signed-in account there is nothing to say. */
export function collectorChecks(status: CollectorStatusResult, nameOf: NameOf): readonly Check[] {
  const folder: readonly Check[] =
    status.watch_message === undefined ? [] : [{ state: 'attention', found: status.watch_message }];
  if (status.accounts.length === 0) return folder;
  if (!status.enabled) {
    const off: Check = {
      state: 'attention',
      found: 'The collection of listens is switched off: what you play now is not kept.',
      next: 'Switch the setting backbeat.collector.enabled (COLLECTOR_ENABLED) on.',
    };
    return [off, ...folder];
  }
  return [...status.accounts.map((one) => accountCheck(one, nameOf(one.account))), ...folder];
}

function accountCheck({ state, message, last_poll: lastPoll }: CollectedAccount, account: string): Check {
  const last =
    lastPoll === undefined ? 'Nothing has been collected so far' : `The last look was at ${lastPoll}`;
  switch (state) {
    case 'error':
      return {
        state: 'failed',
        found: `The collection of ${account} does not work. ${message ?? ''} ${last}.`,
      };
    case 'paused':
      return {
        state: 'attention',
        found: `The collection of ${account} is paused. ${last}.`,
        next: 'Resume it: ops_resume_collection, "Backbeat: Resume Collection of Listens" in VS Code, or backbeat sync --resume.',
      };
    default:
      return { state: 'ok', found: `The listens of ${account} are collected. ${last}.` };
  }
}
