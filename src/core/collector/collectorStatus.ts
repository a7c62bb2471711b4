import type {
  CollectedAccount,
  CollectorState,
  CollectorStatusResult,
} from '../../protocol/collector/collectorRequests.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { AccountWork } from './accountWork.ts';

interface StatusParts {
  readonly settings: Settings;
  readonly works: readonly AccountWork[];
  readonly imports: { readonly message: string | undefined; readonly isImporting: boolean };
}

/** How the collection stands, for people: instants are UTC. */
export function collectorStatus({ settings, works, imports }: StatusParts): CollectorStatusResult {
  const folder = settings['import.watchFolder'];
  return {
    enabled: settings['collector.enabled'],
    interval_seconds: settings['collector.intervalSeconds'],
    accounts: works.map((work) => describeWork(work, settings, imports.isImporting)),
    ...(folder !== '' && { watch_folder: folder }),
    ...(imports.message !== undefined && { watch_message: imports.message }),
  };
}

function describeWork(work: AccountWork, settings: Settings, isImporting: boolean): CollectedAccount {
  const { account, checkpoint, failure, lastInserted } = work;
  const state = stateOf(work, isImporting);
  const isPlanned = settings['collector.enabled'] && work.isUsable && work.phase === 'idle';
  const next = isPlanned ? work.nextPoll(settings['collector.intervalSeconds']) : undefined;
  const { last_poll_completed_at: lastPoll, last_poll_latest_played_at: latest } = checkpoint ?? {};
  const message = work.isPaused
    ? 'The collection is paused; what is played meanwhile may be lost. Resume it to go on.'
    : failure?.message;
  return {
    account,
    state,
    ...(message !== undefined && { message }),
    ...(state === 'error' && failure !== undefined && { failure: failure.kind }),
    ...(lastPoll !== undefined && { last_poll: iso(lastPoll) }),
    ...(latest !== undefined && { latest_play: iso(latest) }),
    ...(next !== undefined && { next_poll: iso(next) }),
    initial_sync: syncOf(work, settings),
    ...(lastInserted !== undefined && { last_inserted: lastInserted }),
  };
}

function stateOf(work: AccountWork, isImporting: boolean): CollectorState {
  if (work.isPaused) return 'paused';
  if (work.phase !== 'idle') return work.phase;
  if (isImporting) return 'importing';
  return work.failure === undefined ? 'idle' : 'error';
}

function syncOf({ checkpoint, phase }: AccountWork, settings: Settings): CollectedAccount['initial_sync'] {
  if (checkpoint?.initial_sync_completed_at !== undefined) return 'completed';
  if (phase === 'initial_sync') return 'running';
  return settings['initialSync.enabled'] ? 'waiting' : 'off';
}

/** Clocks may stand at any time; a date may not. */
function iso(instant: number): string {
  return new Date(Math.min(Math.max(0, Math.round(instant)), 8.64e15)).toISOString();
}
