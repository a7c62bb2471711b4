import { EventListeners } from '../../protocol/eventListeners.ts';
import type { HistoryHandlers } from '../../protocol/handlers.ts';
import type { AccountInUse } from '../../protocol/spotify/accounts.ts';
import type { WindowParams } from '../../protocol/history/window.ts';
import { artistHistory } from '../analytics/artistHistory.ts';
import { coListening } from '../analytics/coListening.ts';
import type { AnalysisContext } from '../analytics/columns.ts';
import { comparePeriods } from '../analytics/comparePeriods.ts';
import { coverage } from '../analytics/coverage.ts';
import { findTracks } from '../analytics/findTracks.ts';
import { heatmap } from '../analytics/heatmap.ts';
import { repeatRate } from '../analytics/repeatRate.ts';
import { searchPlays } from '../analytics/searchPlays.ts';
import { tasteSummary } from '../analytics/tasteSummary.ts';
import { ZoneCache } from '../analytics/timeZone.ts';
import { topAlbums } from '../analytics/topAlbums.ts';
import { topArtists } from '../analytics/topArtists.ts';
import { topTracks } from '../analytics/topTracks.ts';
import { fileChecks } from '../doctor/fileChecks.ts';
import type { HistoryPorts } from '../ports.ts';
import { Sequence } from '../sequence.ts';
import { collectHandlers } from './collect/collectHandlers.ts';
import { deleteAccount } from './deleteAccount.ts';
import { emptyHistory } from './emptyHistory.ts';
import { exportHistory } from './exports/exportHistory.ts';
import { HistoryStore } from './historyStore.ts';
import type { StoreLimits } from './storeLimits.ts';
import { importExport } from './import/importExport.ts';
import { insightAnalyses } from './insightAnalyses.ts';

export interface HistoryOptions extends HistoryPorts {
  readonly version: string;
  readonly limits?: Partial<StoreLimits> | undefined;
  /** Lets the other requests of the thread be answered. */
  readonly yieldToOthers: () => Promise<void>;
}

/** A history that answers its requests. The database is opened by the first one. */
export interface History {
  readonly handlers: HistoryHandlers;
  readonly listeners: EventListeners;
  /** Questions and imports that name no account mean this one; opens nothing. */
  useAccount(inUse: AccountInUse): void;
  /** Closes the database, if it is open; what was asked meanwhile fails. */
  close(): Promise<void>;
}

/** Analyses by the names of the requests that they answer. */
type Analyses = Readonly<Record<string, (context: AnalysisContext, params: never) => unknown>>;
type Asked<T extends Analyses> = {
  readonly [M in keyof T]: (params: Parameters<T[M]>[1]) => Promise<ReturnType<T[M]>>;
};

/** Most import jobs that one answer lists where the caller says no number. */
const defaultJobs = 20;

/** Wires store, importer and analyses to the requests of the protocol. */
export function createHistory(ports: HistoryOptions): History {
  const { clock, logger, settings } = ports;
  const listeners = new EventListeners((error) => {
    logger.error('an event listener failed', { error });
  });
  const oneAtATime = new Sequence();
  /** An account that goes waits for the file that it is being written to. */
  const filesInTurn = new Sequence();
  const zones = new ZoneCache();
  let opening: Promise<HistoryStore> | undefined;
  let open: HistoryStore | undefined;
  let inUse: AccountInUse | undefined;
  const store = (): Promise<HistoryStore> => {
    opening ??= openStore();
    return opening;
  };
  async function openStore(): Promise<HistoryStore> {
    try {
      const opened = await HistoryStore.open(ports);
      opened.onChanged((change) => {
        ports.queries.forget();
        listeners.emit('history.changed', change);
      });
      open = opened;
      if (inUse !== undefined) opened.useAccount(inUse);
      return opened;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  /** An analysis as a handler: the columns of the account that the params name, and the defaults. */
  const ask =
    <P extends WindowParams, R>(analyse: (context: AnalysisContext, params: P) => R) =>
    async (params: P): Promise<R> => {
      const { timeZone, minPlaySeconds } = settings();
      const columns = (await store()).columns(params.account);
      if (columns.length === 0) throw emptyHistory();
      return analyse(
        {
          columns,
          zones,
          now: clock.now(),
          timeZone: timeZone ?? clock.timeZone(),
          minSeconds: minPlaySeconds,
        },
        params,
      );
    };

  const askEach = <T extends Analyses>(analyses: T): Asked<T> =>
    Object.fromEntries(
      Object.entries(analyses).map(([method, analyse]) => [method, ask(analyse)]),
    ) as Asked<T>;

  const handlers: HistoryHandlers = {
    'history.tasteSummary': ask(tasteSummary),
    'history.topArtists': ask(topArtists),
    'history.topTracks': ask(topTracks),
    'history.topAlbums': ask(topAlbums),
    'history.heatmap': ask(heatmap),
    'history.repeatRate': ask(repeatRate),
    'history.coverage': ask(coverage),
    'history.comparePeriods': ask(comparePeriods),
    'history.searchPlays': ask(searchPlays),
    'history.findTracks': ask(findTracks),
    'history.artistHistory': ask(artistHistory),
    'history.coListening': ask(coListening),
    ...askEach(insightAnalyses),
    ...collectHandlers(async () => (await store()).collection),
    'history.query': async ({ timezone, ...question }, { signal }) => {
      await store();
      const { timeZone, minPlaySeconds } = settings();
      const zone = timezone ?? timeZone ?? clock.timeZone();
      return ports.queries.ask({ ...question, timeZone: zone, minPlaySeconds }, signal);
    },
    'history.export': async (params, { signal, progress }) => {
      const opened = await store();
      const { historyExports: files, sqlWasm, yieldToOthers } = ports;
      const deps = { database: opened.database, clock, files, sqlWasm, yieldToOthers };
      return filesInTurn.run(() =>
        exportHistory(deps, opened.usersOf(params.account), params, { signal, progress }),
      );
    },
    'history.deleteAccount': async (params) => {
      const opened = await store();
      return filesInTurn.run(() => Promise.resolve(deleteAccount(opened, params)));
    },
    'import.run': async (params, { signal, progress }) => {
      const { imports: sink } = await store();
      const { exportFiles: files, inflateRaw, yieldToOthers } = ports;
      const deps = { files, inflateRaw, clock, settings, sink, yieldToOthers };
      return oneAtATime.run(() => importExport(deps, params, { signal, onProgress: progress }));
    },
    'import.latestJobs': async ({ limit = defaultJobs, account }) => {
      const jobs = (await store()).latestImportJobs(limit, account);
      return jobs.length > 0 ? { jobs } : { jobs, note: 'Nothing has been imported yet.' };
    },
    'metadata.read': async ({ key }) => {
      const answer = (await store()).metadata.read(key);
      return answer === undefined ? {} : { answer };
    },
    'metadata.write': async ({ answers }) => {
      (await store()).metadata.keep(answers);
      return {};
    },
    'states.put': async ({ state }) => {
      (await store()).states.keep(state);
      return {};
    },
    'states.get': async ({ account, id }) => {
      const state = (await store()).states.read(account, id);
      return state === undefined ? {} : { state };
    },
    'states.list': async (filter) => ({ states: (await store()).states.list(filter) }),
    'states.remove': async ({ account, id }) => {
      (await store()).states.remove(account, id);
      return {};
    },
    'history.files': async () => {
      // The store first: what opening it mends is no finding.
      await store();
      const { folder, sqlWasm, lookAtFolder } = ports;
      return { checks: [...(await fileChecks({ folder, sqlWasm, lookAtFolder })).checks] };
    },
    'app.status': async () => {
      const { schemaVersion, accounts, databaseBytes, journalBytes, damage, snapshotTrouble } = (
        await store()
      ).status();
      return {
        version: ports.version,
        schema_version: schemaVersion,
        accounts: [...accounts],
        database_bytes: databaseBytes,
        journal_bytes: journalBytes,
        damage: [...damage],
        ...(snapshotTrouble !== undefined && {
          snapshot_trouble: {
            since: new Date(snapshotTrouble.since).toISOString(),
            retry_at: new Date(snapshotTrouble.retryAt).toISOString(),
            ...(snapshotTrouble.hint !== undefined && { hint: snapshotTrouble.hint }),
          },
        }),
      };
    },
  };
  return {
    handlers,
    listeners,
    useAccount: (account) => {
      inUse = account;
      open?.useAccount(account);
    },
    close: async () => {
      await ports.queries.close();
      (await opening)?.dispose();
    },
  };
}
