import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { HistoryStore } from '../../../src/core/history/historyStore.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import { played, poll } from './collected.ts';
import { clockAt, emptyDatabase, extended, importRows, MemoryFolder, openStore, start } from './stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const ignore = (): void => undefined;

/** A store in which something is under way, as the test says. */
async function storeWithin(folder: MemoryFolder, underWay: { id: string | undefined }) {
  return HistoryStore.open({
    clock: clockAt(start),
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    folder,
    sqlWasm: () => wasm,
    correlation: () => underWay.id,
  });
}

const idsOf = (store: HistoryStore): unknown =>
  store.collection.runs({}).map(({ type, correlation }) => [type, correlation]);

async function idsIn(folder: MemoryFolder): Promise<unknown> {
  const store = await openStore(folder);
  const ids = idsOf(store);
  store.dispose();
  return ids;
}

/** The database as the schema was before runs of jobs had an id. */
async function withoutIds(folder: MemoryFolder): Promise<void> {
  const database = await emptyDatabase(folder.read(storeFiles.snapshot));
  database.script('ALTER TABLE job_runs DROP COLUMN correlation');
  folder.files.set(storeFiles.snapshot, database.export());
  folder.files.delete(storeFiles.journal);
  for (const name of folder.list()) if (name !== storeFiles.snapshot) folder.files.delete(name);
  database.close();
}

describe('a run of a job', () => {
  it('keeps the id of what began it, and not of what continued it', async () => {
    const underWay = { id: 'a'.repeat(32) as string | undefined };
    const folder = new MemoryFolder();
    const store = await storeWithin(folder, underWay);
    importRows(store, [extended(1, start)], { account: 'ada' });
    underWay.id = 'b'.repeat(32);
    const { run_id: runId } = poll(store, [played(2, start + 1)], { job: 'initial_sync', done: false });
    underWay.id = 'c'.repeat(32);
    poll(store, [played(3, start)], { job: 'initial_sync', run_id: runId });
    store.collection.fail({
      ...{ account: 'ada', job: 'poll', started_at: start, failure: 'outage', rate_limits: 0 },
      message: 'Spotify cannot be reached.',
    });
    underWay.id = undefined;
    store.collection.enrichStore({
      ...{ account: 'ada', started_at: start, tried: [], requests: 1, rate_limits: 0 },
    });
    const expected = [
      ['enrich', undefined],
      ['poll', 'c'.repeat(32)],
      ['initial_sync', 'b'.repeat(32)],
      ['import_zip', 'a'.repeat(32)],
    ];
    expect(idsOf(store)).toEqual(expected);
    // As a killed process leaves it, and as one that ends does.
    expect(await idsIn(folder.copy())).toEqual(expected);
    store.dispose();
    expect(await idsIn(folder)).toEqual(expected);
  });

  it('of an older build stays as it was, has none, and new ones have theirs', async () => {
    const folder = new MemoryFolder();
    const before = await storeWithin(folder, { id: 'a'.repeat(32) });
    importRows(before, [extended(1, start)], { account: 'ada' });
    poll(before, [played(2, start + 1)]);
    const runs = before.collection.runs({});
    before.dispose();
    await withoutIds(folder);

    const store = await storeWithin(folder, { id: 'd'.repeat(32) });
    expect(store.damage).toEqual([]);
    expect(store.collection.runs({})).toEqual(runs.map(({ correlation: _, ...run }) => run));
    poll(store, [played(3, start + 2)]);
    expect(store.collection.runs({ limit: 1 })).toMatchObject([{ correlation: 'd'.repeat(32) }]);
    expect(store.columns('ada').length).toBe(3);
    store.dispose();
  });

  it('has an id in a column that an older build does without: the schema keeps its number', async () => {
    const [plain, added] = [new MemoryFolder(), new MemoryFolder()];
    for (const folder of [plain, added]) {
      const store = await openStore(folder);
      importRows(store, [extended(1, start)], { account: 'ada' });
      store.dispose();
    }
    await withoutIds(plain);
    const versionOf = async (folder: MemoryFolder): Promise<unknown> => {
      const snapshot = await emptyDatabase(folder.read(storeFiles.snapshot));
      const version = snapshot.row('PRAGMA user_version')?.[0];
      snapshot.close();
      return version;
    };
    expect(await versionOf(added)).toBe(await versionOf(plain));
    // What the older build writes.
    const database = await emptyDatabase(added.read(storeFiles.snapshot));
    database.run(`INSERT INTO job_runs (id, job_type, user_id, started_at, finished_at, status, fetched, inserted,
        updated, rate_limits, error_message) VALUES (9, 'poll', 1, 1, 2, 'success', 0, 0, 0, 0, NULL)`);
    expect(database.row('SELECT correlation FROM job_runs WHERE id = 9')).toEqual([null]);
    database.close();
  });
});
