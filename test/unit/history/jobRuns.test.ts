import { describe, expect, it } from 'vitest';
import type { HistoryHandlers } from '../../../src/protocol/handlers.ts';
import { requests } from '../../../src/protocol/requests.ts';
import { played, poll } from './collected.ts';
import { clockAt, extended, handlersOver, importRows, MemoryFolder, openStore, start } from './stores.ts';

const context = { signal: new AbortController().signal, progress: () => undefined };

/** Runs of each type and of two accounts. */
async function withRuns(): Promise<HistoryHandlers> {
  const folder = new MemoryFolder();
  const store = await openStore(folder, clockAt(start));
  importRows(store, [extended(1, start)], { account: 'ada' });
  poll(store, [played(2, start + 1)], { job: 'initial_sync' });
  poll(store, [played(3, start + 2)]);
  poll(store, [played(4, start + 3)], { account: 'bob' });
  store.collection.fail({
    account: 'ada',
    job: 'poll',
    started_at: start,
    failure: 'outage',
    message: 'Spotify cannot be reached.',
    rate_limits: 2,
  });
  store.dispose();
  return handlersOver(folder, clockAt(start));
}

describe('ops.jobRuns', () => {
  it('tells the runs of all types, newest first', async () => {
    const handlers = await withRuns();
    const result = await handlers['ops.jobRuns']({}, context);
    expect(requests['ops.jobRuns'].result.parse(result)).toEqual(result);
    expect(result.runs.map((run) => [run.run_id, run.type, run.account, run.status, run.inserted])).toEqual([
      [5, 'poll', 'ada', 'error', 0],
      [4, 'poll', 'bob', 'success', 1],
      [3, 'poll', 'ada', 'success', 1],
      [2, 'initial_sync', 'ada', 'success', 1],
      [1, 'import_zip', 'ada', 'success', 1],
    ]);
    expect(result.runs[0]).toEqual({
      run_id: 5,
      type: 'poll',
      account: 'ada',
      started_at: '2024-01-01T12:00:00.000Z',
      finished_at: '2024-01-01T12:00:00.000Z',
      status: 'error',
      fetched: 0,
      inserted: 0,
      updated: 0,
      rate_limits: 2,
      files_processed: 0,
      error: 'Spotify cannot be reached.',
    });
    expect(result.runs[4]).toMatchObject({ files_processed: 1, fetched: 1 });
  });

  it.each([
    [{ type: 'poll' }, [5, 4, 3]],
    [{ type: 'poll', account: 'ada', status: 'success' }, [3]],
    [{ account: 'bob' }, [4]],
    [{ limit: 2 }, [5, 4]],
  ] as const)('is filtered by %j', async (params, ids) => {
    const { runs } = await (await withRuns())['ops.jobRuns'](params, context);
    expect(runs.map(({ run_id: id }) => id)).toEqual(ids);
  });

  it('says why there is none', async () => {
    const empty = handlersOver(new MemoryFolder());
    expect(await empty['ops.jobRuns']({}, context)).toEqual({ runs: [], note: 'Nothing has run yet.' });
    expect(await empty['ops.jobRuns']({ limit: 3, type: 'enrich' }, context)).toEqual({
      runs: [],
      note: 'No run matches: leave out some of the filters.',
    });
  });
});
