import type { Disposable } from '../../protocol/api.ts';
import type { CollectorStatusResult, SyncNowResult } from '../../protocol/collector/collectorRequests.ts';
import { EventListeners } from '../../protocol/eventListeners.ts';
import type { CollectorHandlers } from '../../protocol/handlers.ts';
import { InputError } from '../errors.ts';
import { abortable } from '../spotify/auth/abortable.ts';
import { quoted } from '../spotify/upstreamText.ts';
import { toUserMessage } from '../toUserMessage.ts';
import { AccountBoard } from './accountBoard.ts';
import type { AccountWork } from './accountWork.ts';
import { CollectorCycles } from './collectorCycles.ts';
import { CollectorLog } from './collectorLog.ts';
import { collectorLimits } from './collectorLimits.ts';
import type { CollectorPorts } from './collectorPorts.ts';
import { collectorStatus } from './collectorStatus.ts';
import { ElapsedTime } from './elapsedTime.ts';
import { LiveStore } from './liveStore.ts';
import { StatusAnnouncer } from './statusAnnouncer.ts';
import { WatchedImports } from './watchedImports.ts';

/** Collects what the signed-in accounts listen to, in the host. */
export interface Collector {
  readonly handlers: CollectorHandlers;
  /** `collector.changed`. */
  readonly listeners: EventListeners;
  /** Begins to collect by itself; until then it only does what it is asked. */
  start(): void;
  /** Ends what it asks of Spotify and waits for what is being stored. */
  dispose(): Promise<void>;
}

/** Wires the collector. Nothing is asked of anybody before {@link Collector.start} or the first request. */
export function createCollector(ports: CollectorPorts): Collector {
  const { clock, timers, logger, settings, history, spotify } = ports;
  const listeners = new EventListeners((error) => {
    logger.error('an event listener failed', { error });
  });
  const end = new AbortController();
  const { signal } = end;
  const time = new ElapsedTime(clock, timers);
  const log = new CollectorLog({
    ...{ clock, logger, history, observe: ports.observe },
    retentionDays: () => settings()['logs.retentionDays'],
  });
  const changed = (): void => {
    announcer.changed();
  };
  const imports = new WatchedImports({
    ...{ watchedFolder: ports.watchedFolder, history, log, time, changed },
    now: () => clock.now(),
    folder: () => settings()['import.watchFolder'],
  });
  const live = new LiveStore({
    ...{ clock, history, log },
    isWanted: (account) => settings()['collector.enabled'] && board.get(account)?.isPaused === false,
  });
  const board = new AccountBoard({
    ...{ clock, history, random: ports.random, settings, spotify, log, time, changed },
    onGone: (account) => {
      live.forget(account);
    },
  });
  const status = (): CollectorStatusResult =>
    collectorStatus({ settings: settings(), works: board.all(), imports });
  const announcer = new StatusAnnouncer(
    status,
    (state) => {
      listeners.emit('collector.changed', state);
    },
    { timers, logger, signal },
  );
  const storeLive = (account: string): Promise<void> => live.store(account);
  const cycles = new CollectorCycles({ ...ports, log, signal, changed, board, imports, storeLive });

  const wake = (): void => {
    time.wake();
    changed();
  };
  const following: Disposable[] = [
    spotify.onPlayback((reading) => {
      live.note(reading);
    }),
    spotify.onAccountsChanged(wake),
    ...(ports.onSettingsChanged === undefined ? [] : [ports.onSettingsChanged(wake)]),
  ];

  /** Accounts by a caller's word. @throws InputError for one that is none */
  const named = async (account: string | undefined): Promise<readonly AccountWork[]> => {
    await board.refresh();
    if (account === undefined) return board.all();
    const work = board.all().find((one) => one.account === account);
    if (work !== undefined) return [work];
    throw new InputError(`Nobody is signed in as ${quoted(account)}.`, {
      hint: 'Leave out account for all accounts, or name one that ops_sync_status or `backbeat accounts` lists.',
    });
  };

  const setPaused = async (account: string | undefined, paused: boolean): Promise<CollectorStatusResult> => {
    for (const work of await named(account)) {
      work.checkpoint = await history.call('collect.pause', { account: work.account, paused });
      if (!paused) work.forgive();
      else live.forget(work.account);
      log.write('info', paused ? 'The collection was paused.' : 'The collection was resumed.', {
        account: work.account,
      });
    }
    wake();
    return status();
  };

  const syncNow = async (account: string | undefined): Promise<SyncNowResult> => {
    const works = await named(account);
    const { accounts, filesImported } = await cycles.now(works);
    const note =
      works.length === 0
        ? 'Nobody is signed in to Spotify, so there is nothing to collect: "Backbeat: Sign In to Spotify" or `backbeat login`.'
        : undefined;
    return {
      accounts: [...accounts],
      files_imported: filesImported,
      ...(note !== undefined && { note }),
    };
  };

  const interval = (): number => settings()['collector.intervalSeconds'];
  const isDue = (work: AccountWork): boolean => work.left(interval()) <= 0;
  let lastTrouble: string | undefined;

  /** One look at everything; what fails is told once, and tried again at the next. */
  const look = async (): Promise<void> => {
    try {
      await cycles.due(isDue);
      lastTrouble = undefined;
    } catch (error) {
      const trouble = toUserMessage(error);
      if (!signal.aborted && trouble !== lastTrouble) logger.warn('the collector failed', { error });
      lastTrouble = trouble;
    }
  };

  /** Steps are short: a machine that slept, a clock that was set and a file that arrived are noticed by the next. */
  const stepMs = (): number => {
    const { lookMs, shortestLookMs } = collectorLimits;
    if (lastTrouble !== undefined || !settings()['collector.enabled']) return lookMs;
    const left = board.all().flatMap((work) => (work.isUsable ? work.left(interval()) : []));
    return Math.max(shortestLookMs, Math.min(lookMs, ...left));
  };

  const loop = async (): Promise<void> => {
    try {
      await time.sleep(collectorLimits.firstLookMs, signal);
      for (;;) {
        await look();
        await time.sleep(stepMs(), signal);
      }
    } catch (error) {
      if (!signal.aborted) logger.error('the collector ended', { error });
    }
  };

  let running: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  const finish = async (): Promise<void> => {
    for (const one of following) one.dispose();
    end.abort();
    const over = new AbortController();
    const late = timers.sleep(collectorLimits.disposeMs, over.signal).catch(() => undefined); // ended early
    const ended = async (): Promise<void> => {
      await Promise.allSettled([running, cycles.settled()]);
      await live.storeAll();
      await log.store();
    };
    await Promise.race([ended(), late]);
    over.abort();
  };
  return {
    handlers: {
      'collector.status': async () => {
        await board.refresh();
        return status();
      },
      'collector.syncNow': ({ account }, context) => abortable(syncNow(account), context.signal),
      'collector.pause': ({ account }) => setPaused(account, true),
      'collector.resume': ({ account }) => setPaused(account, false),
    },
    listeners,
    start: () => {
      running ??= loop();
    },
    dispose: () => {
      ending ??= finish();
      return ending;
    },
  };
}
