import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { viewColumns } from '../../../src/core/history/query/listenViews.ts';
import { QueryCopy } from '../../../src/core/history/query/queryCopy.ts';
import { schemaGuide } from '../../../src/core/history/query/schemaGuide.ts';
import { loadSqlJs } from '../../../src/core/history/sqlDatabase.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { HistoryQuestion } from '../../../src/core/ports.ts';
import { queryResult, type QueryResult } from '../../../src/protocol/history/insights/query.ts';
import {
  account,
  extended,
  historyOver,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  start,
  uriOf,
} from './stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

async function copyOf(folder: Pick<MemoryFolder, 'read'>): Promise<QueryCopy> {
  return new QueryCopy(await loadSqlJs(wasm), folder);
}

/** 40 listens of ann, ten of which two sources saw; one listen of bob. */
async function filled(): Promise<MemoryFolder> {
  const folder = new MemoryFolder();
  const store = await openStore(folder);
  const rows = Array.from({ length: 40 }, (_, n) => extended(n % 8, start + n * 10 * minute));
  importRows(store, rows, { account: 'ann' });
  const short = extended(1, start + 9 * 60 * minute, { msPlayed: 5_000, skipped: true, shuffle: undefined });
  importRows(store, [short], { account: 'bob', file: 'b' });
  const seen = rows.slice(0, 10).map(({ endedAt }, n) => account(n % 8, endedAt));
  importRows(store, seen, { account: 'ann', file: 'c' });
  return folder;
}

let copy: QueryCopy;
const ask = (sql: string, more: Partial<HistoryQuestion> = {}): QueryResult =>
  queryResult.parse(copy.ask({ sql, timeZone: 'UTC', minPlaySeconds: 30, ...more }));
const rowsOf = (sql: string, ...params: string[]): unknown[][] => ask(sql, { params }).rows;
const refusal = (sql: string, params?: string[]): string => {
  try {
    ask(sql, params === undefined ? {} : { params });
  } catch (error) {
    if (!InputError.is(error)) throw error;
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
    expect(error.message).toMatch(/\.$/);
    return error.message;
  }
  throw new Error(`answered: ${sql}`);
};

beforeAll(async () => {
  copy = await copyOf(await filled());
});

describe('a question in SQL', () => {
  it('counts each listen once, whatever number of sources saw it', () => {
    expect(rowsOf('SELECT account, count(*) FROM listens GROUP BY account ORDER BY account')).toEqual([
      ['ann', 40],
      ['bob', 1],
    ]);
    expect(rowsOf("SELECT count(*), sum(speaks) FROM listens_all WHERE account = 'ann'")).toEqual([[50, 40]]);
  });

  it('answers columns by their names and cells in their order, NULL as null', () => {
    const {
      columns,
      rows,
      row_count: count,
      truncated,
    } = ask(
      "SELECT track, artist, album, track_uri, shuffle, skipped, is_play, ended_at, ms_played, NULL AS none FROM listens WHERE account = 'bob'",
    );
    expect(columns).toEqual(
      'track artist album track_uri shuffle skipped is_play ended_at ms_played none'.split(' '),
    );
    expect(rows).toEqual([
      ['Song 1', 'Artist 1', 'Album 1', uriOf(1), null, 1, 0, '2024-01-01T21:00:00Z', 5000, null],
    ]);
    expect({ count, truncated }).toEqual({ count: 1, truncated: false });
  });

  it('takes the rule for plays from the setting', () => {
    const plays = (minPlaySeconds: number): unknown =>
      ask('SELECT sum(is_play) FROM listens', { minPlaySeconds }).rows[0]?.[0];
    expect([plays(0), plays(30), plays(201)]).toEqual([41, 40, 0]);
  });

  it('tells local time in the zone asked for, summer time included', () => {
    const local = 'SELECT ended_local FROM listens ORDER BY ended_ms LIMIT 1';
    expect(ask(local, { timeZone: 'Asia/Kathmandu' })).toMatchObject({
      rows: [['2024-01-01 17:45:00']],
      timezone: 'Asia/Kathmandu',
    });
    expect(ask(local, { timeZone: 'America/New_York' }).rows).toEqual([['2024-01-01 07:00:00']]);
    expect(() => ask(local, { timeZone: 'Nowhere' })).toThrow('is not a time zone');
  });

  it('keeps the order of the statement and evaluates each row once', () => {
    const rows = rowsOf('SELECT track, ended_ms, random() FROM listens ORDER BY track DESC, ended_ms DESC');
    const order = rows.map(([track, at]) => `${String(track)} ${String(at)}`);
    expect(order).toEqual([...order].sort().reverse());
  });

  it('takes texts for ?, and a number by a cast', () => {
    const sql =
      'SELECT ?, typeof(?), (SELECT count(*) FROM listens WHERE ended_ms >= CAST(? AS INTEGER)), CAST(? AS REAL)';
    expect(rowsOf(sql, 'a?', '1.5', String(start), '1.5')).toEqual([['a?', 'text', 41, 1.5]]);
    expect(rowsOf("SELECT '?', ? -- what?\n", '7')).toEqual([['?', '7']]);
  });

  it('answers VALUES, WITH, comments, a closing semicolon and EXPLAIN QUERY PLAN', () => {
    expect(rowsOf('VALUES (1, 2), (3, 4);')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(rowsOf('WITH x(n) AS (VALUES (5)) SELECT n FROM x -- done')).toEqual([[5]]);
    expect(rowsOf('/* first */ SELECT 1; ; -- end')).toEqual([[1]]);
    expect(rowsOf('SELECT 1 /* never closed')).toEqual([[1]]);
    expect(rowsOf("SELECT replace('a', 'a', 'b')")).toEqual([['b']]);
    const plan = ask('EXPLAIN QUERY PLAN SELECT count(*) FROM listens');
    expect(plan.columns).toContain('detail');
    expect(plan.rows.length).toBeGreaterThan(0);
  });

  it('shows as many rows as wanted and says that there are more', () => {
    expect(ask('SELECT * FROM listens', { limit: 3 })).toMatchObject({
      row_count: 3,
      truncated: true,
      note: expect.stringMatching(/^Only the first 3 rows/) as string,
    });
    expect(ask('SELECT * FROM listens', { limit: 41 })).toMatchObject({ row_count: 41, truncated: false });
    expect(ask('SELECT * FROM listens LIMIT 3', { limit: 3 }).truncated).toBe(false);
  });

  it('stays small enough to be read: long cells and long answers are cut', () => {
    const long = ask("SELECT printf('%.*c', 1000000, 'x') AS s").rows[0]?.[0] as string;
    expect(long).toHaveLength(2000);
    const endless =
      "WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SELECT n, printf('%.*c', 500, 'y') FROM r";
    const { rows, truncated, note } = ask(endless, { limit: 1000 });
    expect(truncated).toBe(true);
    expect(note).toMatch(/too long/);
    expect(JSON.stringify(rows).length).toBeLessThanOrEqual(90_000);
  });

  it('shows blobs, infinity and hidden characters as harmless text', () => {
    const rows = rowsOf("SELECT x'00ff', 9e999, 'a' || char(0x202e) || char(10) || 'b', zeroblob(40)");
    expect(rows).toEqual([["x'00ff'", 'Infinity', 'a b', `x'${'00'.repeat(32)}…'`]]);
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['DELETE FROM observations', 'DELETE'],
    ['  insert INTO users VALUES (1)', 'INSERT'],
    ['UPDATE tracks SET name = 1', 'UPDATE'],
    ['DROP TABLE observations', 'DROP'],
    ['CREATE TABLE x (y)', 'CREATE'],
    ["ATTACH 'history.sqlite' AS other", 'ATTACH'],
    ['PRAGMA query_only = OFF', 'PRAGMA'],
    ['VACUUM INTO 1', 'VACUUM'],
    ['BEGIN', 'BEGIN'],
    ['WITH x AS (SELECT 1) DELETE FROM observations', 'DELETE'],
    ['WITH x AS (SELECT 1) INSERT INTO users SELECT * FROM x', 'INSERT'],
    ['EXPLAIN QUERY PLAN DELETE FROM observations', 'DELETE'],
  ])('%s', (sql, verb) => {
    expect(refusal(sql)).toBe(`sql: ${verb} is not answered here: this is a read-only copy of the history.`);
    expect(rowsOf('SELECT count(*) FROM listens')).toEqual([[41]]);
  });

  it.each([
    ['SELECT 1; SELECT 2', 'sql: there is more than one statement.'],
    ['SELECT 1; DROP TABLE users', 'sql: there is more than one statement.'],
    ['', 'sql: there is no statement in it.'],
    ['-- nothing', 'sql: there is no statement in it.'],
    ['EXPLAIN SELECT 1', 'sql: of EXPLAIN, only EXPLAIN QUERY PLAN is answered.'],
    ['SELECT 1\0', 'sql: there is a NUL character in it.'],
    ['SELECT :name', 'sql: the parameter :name has a name or a number.'],
    ['SELECT ?1', 'sql: the parameter ?1 has a name or a number.'],
  ])('%j', (sql, message) => {
    expect(refusal(sql)).toBe(message);
  });

  it.each([
    ['SELECT 1) UNION SELECT (2', /^sql: a bracket is closed/],
    ['SELECT (1', /^SQL: /],
    ["SELECT 'open", /^SQL: /],
    ['SELECT nonsense FROM listens', /^SQL: no such column: nonsense\.$/],
    ['SELECT * FROM saved_states', /^SQL: no such table: saved_states\.$/],
    ['SELECT * FROM spotify_metadata', /^SQL: no such table/],
    ['SELECT * FROM logs', /^SQL: no such table/],
    ['SELECT fingerprint FROM import_jobs', /^SQL: no such table/],
    ['SELECT generation FROM store_state', /^SQL: no such table/],
    ["SELECT load_extension('x')", /^SQL: /],
    ["SELECT * FROM pragma_journal_mode('DELETE')", /^SQL: /],
    [`SELECT ${Array.from({ length: 101 }, (_, n) => n).join()}`, /101 columns; 100 is the most/],
  ])('%s', (sql, message) => {
    expect(refusal(sql)).toMatch(message);
  });

  it.each([
    'SELECT zeroblob(1000000000)',
    "SELECT printf('%.*c', 900000000, 'x')",
    "SELECT length(replace(printf('%.*c', 30000, 'x'), 'x', printf('%.*c', 30000, 'y')))",
    'SELECT hex(zeroblob(400000000))',
  ])('takes no memory of the machine: %s', (sql) => {
    expect(refusal(sql)).toMatch(/^The statement takes more memory than it may/);
    expect(rowsOf('SELECT 1')).toEqual([[1]]);
  });

  it.each([
    [[], 'params: 0 were passed for 1 ? in sql.'],
    [['1', '2'], 'params: 2 were passed for 1 ? in sql.'],
  ])('with params %j', (params, message) => {
    expect(refusal('SELECT ?', params)).toBe(message);
  });
});

describe('the copy', () => {
  it('holds what the journal has beyond the snapshot, and the snapshot alone', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start)]);
    const count = async (): Promise<unknown> =>
      (await copyOf(folder)).ask({ sql: 'SELECT count(*) FROM listens', timeZone: 'UTC', minPlaySeconds: 30 })
        .rows[0]?.[0];
    expect(folder.files.has(storeFiles.snapshot)).toBe(false);
    expect(await count()).toBe(1);
    const many = Array.from({ length: 6000 }, (_, n) => extended(n % 50, start + (n + 1) * minute));
    importRows(store, many, { file: 'many' });
    expect(folder.files.has(storeFiles.snapshot)).toBe(true);
    expect(await count()).toBe(6001);
    importRows(store, [extended(2, start - minute)], { file: 'late' });
    expect(await count()).toBe(6002);
    store.dispose();
    expect(await count()).toBe(6002);
  });

  it('is whole while snapshots are replaced between its reads', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const many = (from: number): ReturnType<typeof extended>[] =>
      Array.from({ length: 6000 }, (_, n) => extended(n % 50, start + (from + n) * minute));
    importRows(store, many(0), { file: 'a' });
    importRows(store, [extended(3, start - minute)], { file: 'b' });
    let reads = 0;
    const racing = {
      read: (name: string) => {
        const bytes = folder.read(name);
        if (reads++ === 0) importRows(store, many(6000), { file: 'c' });
        return bytes;
      },
    };
    const { rows } = (await copyOf(racing)).ask({
      sql: 'SELECT count(*) FROM listens',
      timeZone: 'UTC',
      minPlaySeconds: 30,
    });
    expect(rows).toEqual([[12_001]]);
  });

  it('answers an empty history', async () => {
    const empty = await copyOf(new MemoryFolder());
    const question = { timeZone: 'UTC', minPlaySeconds: 30 };
    expect(empty.ask({ ...question, sql: 'SELECT count(*) FROM listens' }).rows).toEqual([[0]]);
    expect(empty.ask({ ...question, sql: 'SELECT * FROM listens' })).toMatchObject({
      rows: [],
      row_count: 0,
    });
  });

  it('writes nothing', async () => {
    const folder = await filled();
    const before = new Map(folder.files);
    folder.writes.length = 0;
    (await copyOf(folder)).ask({ sql: 'SELECT 1', timeZone: 'UTC', minPlaySeconds: 30 });
    expect(folder.writes).toEqual([]);
    expect(folder.files).toEqual(before);
  });
});

describe('the guide', () => {
  it.each(Object.keys(viewColumns) as (keyof typeof viewColumns)[])('names the columns of %s', (view) => {
    expect(ask(`SELECT * FROM ${view}`, { limit: 1 }).columns).toEqual(
      viewColumns[view].map(({ name }) => name),
    );
  });

  it('names columns that there are', () => {
    for (const { table, columns } of schemaGuide.tables) {
      ask(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${table}`);
    }
  });

  it('has examples that are answered', () => {
    for (const { sql } of schemaGuide.examples) ask(sql);
    expect(rowsOf(schemaGuide.examples[1]?.sql ?? '')).toEqual([['2024', 2.2]]);
  });
});

describe('history.query', () => {
  it('sees what was imported since the last question', async () => {
    const folder = await filled();
    const { handlers } = historyOver(folder);
    const call = { signal: new AbortController().signal, progress: () => undefined };
    const sql = 'SELECT count(*) FROM listens';
    expect(await handlers['history.query']({ sql }, call)).toMatchObject({ rows: [[41]], timezone: 'UTC' });
    await handlers['history.deleteAccount']({ account: 'ann' }, call);
    expect(await handlers['history.query']({ sql }, call)).toMatchObject({ rows: [[1]] });
  });
});
