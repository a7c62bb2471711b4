import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryQueries } from '../../../src/core/ports.ts';
import { openDataFolder } from '../../../src/node/dataFolder.ts';
import { queryThread } from '../../../src/node/query/queryThread.ts';
import type { TestClient, ToolAnswer } from '../../protocol/clients.ts';
import { expectError } from './everyTool/answerChecks.ts';
import { eveningsFile, readEvenings } from './everyTool/evenings.ts';
import { openMcpBed, type McpBed } from './mcpBed.ts';

const sqlWasm = (): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const endless = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';

/** Bundled as in the product: a thread that strips types from a hundred files starts in seconds. */
const bundleDir = mkdtempSync(join(tmpdir(), 'backbeat-bundle-'));
const workerFile = join(bundleDir, 'queryWorker.cjs');
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../../src/queryWorker.ts')],
    outfile: workerFile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
  });
});
afterAll(() => {
  rmSync(bundleDir, { recursive: true, force: true });
});

let dataDir: string;
let queries: HistoryQueries;
let bed: McpBed;
let client: TestClient;
const ask = (sql: string): Promise<ToolAnswer> => client.callTool('history_query', { sql });
/** The history as the question sees it, and as the other tools do. */
async function expectWhole(): Promise<void> {
  const { structuredContent } = await ask('SELECT count(*), sum(ms_played) FROM listens');
  expect(structuredContent).toMatchObject({ rows: [[36, 6_440_000]] });
  expect((await bed.api.call('history.streaks', {})).days_with_plays).toBe(8);
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-sql-'));
  queries = queryThread({ workerFile, dataDir, sqlWasm, answerMs: 1_000 });
  bed = await openMcpBed({
    ...{ toolsets: ['insights'], files: eveningsFile, queries },
    dataFolder: openDataFolder(dataDir),
  });
  await readEvenings(bed);
  client = await bed.connect();
});
afterEach(async () => {
  await queries.close();
  await bed.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('history_query, with its thread', () => {
  it.each([
    ['a recursion without end', `${endless} SELECT count(*) FROM r`],
    ['a sort without end', `${endless} SELECT n FROM r ORDER BY n * 7 % 1000 DESC`],
    ['a text without end', `${endless} SELECT group_concat(hex(randomblob(1000000))) FROM r`],
    ['everything with everything', `SELECT count(*) FROM ${Array(9).fill('listens').join(', ')}`],
  ])('ends %s with a sentence; the server lives on', async (_, sql) => {
    expect(expectError(await ask(sql))).toMatch(/^(?:The statement (?:was stopped after|takes)|SQL: )/);
    await expectWhole();
  });

  it.each([
    'INSERT INTO tracks (id) VALUES (1)',
    'UPDATE observations SET ms_played = 0',
    'DELETE FROM observations',
    'DROP TABLE observations',
    'WITH x AS (SELECT 1) DELETE FROM observations',
    'CREATE TABLE mine (a)',
    'VACUUM INTO "copy.sqlite"',
    `ATTACH '/tmp/other.sqlite' AS other`,
    'PRAGMA writable_schema = ON',
    'BEGIN',
    'SELECT 1; DELETE FROM observations',
    'SELECT * FROM (DELETE FROM observations RETURNING id)',
    `SELECT writefile('/tmp/x', 'y')`,
    `SELECT load_extension('x')`,
  ])('writes nothing and opens nothing: %s', async (sql) => {
    const before = readdirSync(dataDir).sort();
    expectError(await ask(sql));
    await expectWhole();
    expect(readdirSync(dataDir).sort()).toEqual(before);
  });

  it('gives the first rows of a statement that has no last one', async () => {
    const { structuredContent } = await ask(`${endless} SELECT n FROM r`);
    expect(structuredContent).toMatchObject({ row_count: 100, truncated: true });
    await expectWhole();
  });

  it('knows what came in after the last question', async () => {
    await expectWhole();
    await bed.api.call('collector.syncNow', {});
    const { structuredContent } = await ask("SELECT count(*) FROM listens WHERE source = 'api'");
    expect(structuredContent).toMatchObject({ rows: [[50]] });
  });
});
