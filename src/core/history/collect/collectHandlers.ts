import type { HistoryHandlers } from '../../../protocol/handlers.ts';
import type { Collection } from './collection.ts';

type CollectMethod = Extract<keyof HistoryHandlers, `collect.${string}` | `ops.${string}`>;

/** Wires what the collector stores, and what is asked of its records, to the requests of the protocol. */
export function collectHandlers(collection: () => Promise<Collection>): Pick<HistoryHandlers, CollectMethod> {
  return {
    'collect.store': async (params) => (await collection()).store(params),
    'collect.fail': async (params) => (await collection()).fail(params),
    'collect.pause': async (params) => (await collection()).pause(params),
    'collect.checkpoints': async () => ({ checkpoints: (await collection()).checkpoints() }),
    'collect.live': async (params) => {
      (await collection()).storeLive(params);
      return {};
    },
    'collect.enrichNext': async (params) => ({ tracks: (await collection()).enrichNext(params) }),
    'collect.enrichStore': async (params) => (await collection()).enrichStore(params),
    'collect.watchSeen': async ({ keys }) => ({ seen: (await collection()).watchSeen(keys) }),
    'collect.watchBegin': async ({ key }) => ({ times: (await collection()).watchBegin(key) }),
    'collect.watchLeave': async ({ key }) => {
      (await collection()).watchLeave(key);
      return {};
    },
    'collect.watchDone': async (params) => {
      (await collection()).watchDone(params);
      return {};
    },
    'ops.jobRuns': async (params) => {
      const runs = (await collection()).runs(params);
      if (runs.length > 0) return { runs };
      const { limit: _, ...filters } = params;
      const isFiltered = Object.values(filters).some((value) => value !== undefined);
      return {
        runs,
        note: isFiltered ? 'No run matches: leave out some of the filters.' : 'Nothing has run yet.',
      };
    },
    'ops.logs': async (params) => (await collection()).logs(params),
    'ops.writeLogs': async (params) => {
      (await collection()).writeLogs(params);
      return {};
    },
  };
}
