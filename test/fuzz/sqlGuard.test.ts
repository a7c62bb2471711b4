import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError, errorCodes } from '../../src/core/errors.ts';
import { checkStatement } from '../../src/core/history/query/checkStatement.ts';
import type { HistoryQueries } from '../../src/core/ports.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { queryThread } from '../../src/node/query/queryThread.ts';
import { queryResult, type QueryResult } from '../../src/protocol/history/insights/query.ts';
import { extended, importRows, minute, openStore, start } from '../unit/history/stores.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { bytePlans, mutate } from './harness/byteMutations.ts';
import { fuzz } from './harness/fuzz.ts';
import { sqlTexts, sqlWords } from './harness/sqlTexts.ts';

const folder = mkdtempSync(join(tmpdir(), 'backbeat-sql-'));
const dataDir = join(folder, 'data');
const workerFile = join(folder, 'queryWorker.cjs');
const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
/** What a question may take here; with it the thread has ended long before `hangMs`, on any machine. */
const answerMs = 1_500;
const hangMs = 60_000;
const listens = 40;
/** Everything that a write would change, and whether anything temporary was made. */
const fingerprint = `SELECT (SELECT count(*) FROM listens), (SELECT count(*) FROM observations),
  (SELECT total(ended_at) FROM observations), (SELECT count(*) FROM tracks), (SELECT count(*) FROM users),
  (SELECT count(*) FROM sqlite_schema), (SELECT group_concat(name) FROM sqlite_temp_schema)`;

let queries: HistoryQueries;
let print: unknown;
let files: string;

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../src/queryWorker.ts')],
    outfile: workerFile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
  });
  const store = await openStore(openDataFolder(dataDir));
  importRows(
    store,
    Array.from({ length: listens }, (_, at) => extended(at % 7, start + at * 5 * minute)),
  );
  store.dispose();
  queries = queryThread({ workerFile, dataDir, sqlWasm: () => wasm, answerMs });
  print = (await ask(fingerprint)).rows;
  files = filesNow();
});
afterAll(async () => {
  await queries.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(sql: string): Promise<QueryResult> {
  const question = { sql, timeZone: 'UTC', minPlaySeconds: 30 };
  const hanging = new AbortController();
  const answer = queries.ask(question, new AbortController().signal);
  const late = wait(hangMs, undefined, { signal: hanging.signal }).then(() => assert.fail('no answer'));
  late.catch(() => undefined); // told by the race
  try {
    return await Promise.race([answer, late]);
  } finally {
    hanging.abort();
  }
}

/** Names and contents of the data directory. */
function filesNow(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(dataDir).sort()) hash.update(name).update(readFileSync(join(dataDir, name)));
  return hash.digest('hex');
}

async function attempt(bytes: Uint8Array): Promise<string> {
  const sql = new TextDecoder().decode(bytes);
  const outcome = await outcomeOf(sql);
  assert.deepEqual((await ask(fingerprint)).rows, print, 'the copy was changed');
  assert.equal(filesNow(), files, 'the data directory was changed');
  return outcome;
}

async function outcomeOf(sql: string): Promise<string> {
  let checked = 'refused before SQLite';
  try {
    checked = `passed as ${checkStatement(sql).kind}`;
  } catch (error) {
    assert.ok(AppError.is(error) && error.hint !== undefined, 'a refusal has a next step');
  }
  try {
    const answer = await ask(sql);
    queryResult.parse(answer);
    assert.ok(checked.startsWith('passed'));
    assert.equal(answer.rows.length, answer.row_count);
    return `${checked}, ${answer.truncated ? 'cut' : answer.row_count === 0 ? 'nothing' : 'rows'}`;
  } catch (error) {
    assert.ok(AppError.is(error) && error.hint !== undefined, error as Error);
    assert.notEqual(error.code, errorCodes.internal, error);
    return `${checked}, ${error.message.replaceAll(/".*?"|near .*|[\d.]+|: [A-Z_]+ is/gs, '…').slice(0, 60)}`;
  }
}

it(
  'SQL reads and never writes, ends in its time, and leaves every file as it was',
  async () => {
    const { runs, outcomes } = await fuzz({
      name: 'sql',
      folders: ['/src/core/history/query/', '/src/node/query/'],
      plans: fc.record({
        text: sqlTexts,
        base: fc.nat(800),
        change: fc.oneof(fc.constant(undefined), bytePlans),
      }),
      build: ({ text, base, change }, pool) => {
        const made = new TextEncoder().encode(text);
        if (change === undefined) return made;
        const short = pool.filter(({ length }) => length < 2_000);
        return mutate(short[base] ?? made, change.mutations, [made, ...short], sqlWords).subarray(0, 20_000);
      },
      attempt,
    });
    expect(runs).toBeGreaterThan(20);
    const kinds = [...outcomes.keys()];
    expect(kinds.some((kind) => kind.startsWith('refused'))).toBe(true);
    expect(kinds.some((kind) => kind.startsWith('passed as rows, rows'))).toBe(true);
  },
  fuzzTestMs,
);
