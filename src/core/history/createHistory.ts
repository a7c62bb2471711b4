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
import type { HistoryPorts } from '../ports.ts';
import { Sequence } from '../sequence.ts';
import { emptyHistory } from './emptyHistory.ts';
import { HistoryStore } from './historyStore.ts';
import { importExport } from './import/importExport.ts';

export interface HistoryOptions extends HistoryPorts {
  readonly version: string;
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

/** Most import jobs that one answer lists where the caller says no number. */
const defaultJobs = 20;

/** Wires store, importer and analyses to the requests of the protocol. */
export function createHistory(ports: HistoryOptions): History {
  const { clock, logger, settings } = ports;
  const listeners = new EventListeners((error) => {
    logger.error('an event listener failed', { error });
  });
  const oneAtATime = new Sequence();
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
      const answer = (await store()).readMetadata(key);
      return answer === undefined ? {} : { answer };
    },
    'metadata.write': async ({ answers }) => {
      (await store()).keepMetadata(answers);
      return {};
    },
    'states.put': async ({ state }) => {
      (await store()).keepState(state);
      return {};
    },
    'states.get': async ({ account, id }) => {
      const state = (await store()).readState(account, id);
      return state === undefined ? {} : { state };
    },
    'states.list': async (filter) => ({ states: (await store()).listStates(filter) }),
    'states.remove': async ({ account, id }) => {
      (await store()).removeState(account, id);
      return {};
    },
    'app.status': async () => {
      const { schemaVersion, accounts, databaseBytes, journalBytes, damage } = (await store()).status();
      return {
        version: ports.version,
        schema_version: schemaVersion,
        accounts: [...accounts],
        database_bytes: databaseBytes,
        journal_bytes: journalBytes,
        damage: [...damage],
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
      (await opening)?.dispose();
    },
  };
}
