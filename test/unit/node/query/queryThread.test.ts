import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, HistoryError } from '../../../../src/core/errors.ts';
import type { HistoryStore } from '../../../../src/core/history/historyStore.ts';
import { storeFiles } from '../../../../src/core/history/storeFiles.ts';
import type { HistoryQueries, HistoryQuestion } from '../../../../src/core/ports.ts';
import { openDataFolder } from '../../../../src/node/dataFolder.ts';
import { queryThread, type QueryThreadOptions } from '../../../../src/node/query/queryThread.ts';
import type { QueryResult } from '../../../../src/protocol/history/insights/query.ts';
import { extended, importRows, minute, openStore, start } from '../../history/stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const bomb =
  'WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 1000000000) SELECT count(*) FROM r';
const crossJoin = 'SELECT count(*) FROM listens a, listens b, listens c, listens d';

let dataDir: string;
let store: HistoryStore;
let queries: HistoryQueries;
const threads: HistoryQueries[] = [];

function startThread(options: Partial<QueryThreadOptions> = {}): HistoryQueries {
  const thread = queryThread({
    workerFile,
    dataDir,
    sqlWasm: () => wasm,
    answerMs: 1_600,
    ...options,
  });
  threads.push(thread);
  return thread;
}
function ask(
  sql: string,
  more: Partial<HistoryQuestion> = {},
  signal = new AbortController().signal,
): Promise<QueryResult> {
  return queries.ask({ sql, timeZone: 'UTC', minPlaySeconds: 30, ...more }, signal);
}
const count = async (): Promise<unknown> => (await ask('SELECT count(*) FROM listens')).rows[0]?.[0];

/** Bundled as in the product: a thread that strips types from a hundred files starts in seconds. */
const bundleDir = mkdtempSync(join(tmpdir(), 'backbeat-bundle-'));
const workerFile = join(bundleDir, 'queryWorker.cjs');
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../../../src/queryWorker.ts')],
    outfile: workerFile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
  });
});
afterAll(() => {
  rmSync(bundleDir, { recursive: true, force: true });
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-query-'));
  store = await openStore(openDataFolder(dataDir));
  importRows(
    store,
    Array.from({ length: 100 }, (_, n) => extended(n % 9, start + n * minute)),
  );
  queries = startThread();
});
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
  store.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the query thread', () => {
  it('answers from the files of the data directory, and writes none', async () => {
    const before = readdirSync(dataDir);
    expect(await count()).toBe(100);
    expect(readdirSync(dataDir)).toEqual(before);
  });

  it.each([
    ['a recursion without end', bomb],
    ['a join of everything with everything', crossJoin],
    ['a sort of 10^9 rows', `${bomb.replace('count(*)', 'n')} ORDER BY n * 7 % 1000 DESC`],
  ])('stops %s, and answers the next question', async (_, sql) => {
    await expect(ask(sql)).rejects.toThrow(
      /^The statement (was stopped after \d(\.\d)? seconds|takes more memory)/,
    );
    expect(await count()).toBe(100);
  });

  it('gives each of two questions its own time, one after the other', async () => {
    const answers = await Promise.allSettled([ask(bomb), count(), ask(bomb), count()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('tells a refused statement and goes on with the same copy', async () => {
    await expect(ask('DROP TABLE observations')).rejects.toMatchObject({
      message: 'sql: DROP is not answered here: this is a read-only copy of the history.',
      hint: expect.stringMatching(/SELECT, WITH, VALUES/) as string,
    });
    expect(await count()).toBe(100);
  });

  it('ends with its caller: before it began, and in the middle', async () => {
    const gone = new AbortController();
    gone.abort();
    await expect(ask('SELECT 1', {}, gone.signal)).rejects.toThrow(CancelledError);
    const going = new AbortController();
    queries = startThread({ answerMs: 30_000 });
    await count();
    const asked = ask(bomb, {}, going.signal);
    setTimeout(() => {
      going.abort();
    }, 50);
    await expect(asked).rejects.toThrow(CancelledError);
    expect(await count()).toBe(100);
  });

  it('sees what came since the last question once it is told', async () => {
    expect(await count()).toBe(100);
    importRows(store, [extended(1, start - minute)], { file: 'b' });
    queries.forget();
    expect(await count()).toBe(101);
    const asked = count();
    importRows(store, [extended(2, start - minute)], { file: 'c' });
    queries.forget();
    await asked;
    expect(await count()).toBe(102);
  });

  it('ends when nobody asks, and starts anew for the next one', async () => {
    queries = startThread({ idleMs: 20 });
    expect(await count()).toBe(100);
    await new Promise((resolve) => setTimeout(resolve, 100));
    importRows(store, [extended(1, start - minute)], { file: 'b' });
    expect(await count()).toBe(101); // from a new copy: nobody told the old one
  });

  it('says so where the stored history cannot be read, and looks again', async () => {
    const snapshot = join(dataDir, storeFiles.snapshot);
    writeFileSync(snapshot, 'no database at all'.repeat(100));
    await expect(count()).rejects.toThrow(HistoryError);
    rmSync(snapshot);
    expect(await count()).toBe(100);
  });

  it('answers nobody after it was closed', async () => {
    await queries.close();
    await expect(count()).rejects.toThrow('The thread that answers SQL ended.');
  });
});
