import { beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, HistoryError } from '../../../src/core/errors.ts';
import { csvColumns } from '../../../src/core/history/exports/listenLines.ts';
import { readCsv, unguarded } from '../../../src/core/spotify/playlistFiles/csvText.ts';
import type {
  ExportHistoryParams,
  ExportHistoryResult,
} from '../../../src/protocol/history/exportHistory.ts';
import type { WorkProgress } from '../../../src/protocol/progress.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import {
  account,
  clockAt,
  emptyDatabase,
  extended,
  historyOver,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  start,
} from './stores.ts';

const now = Date.UTC(2025, 4, 6, 7);
const odd = extended(40, start + 50 * minute, {
  title: '=1+1;"Quoted", \n 名 😀',
  artist: '+Plus\'s "A"',
  album: '-',
  msPlayed: undefined,
  shuffle: undefined,
  skipped: true,
  offlineAt: undefined,
  reasonEnd: undefined,
  platform: 'android',
  country: 'NZ',
  incognito: true,
});
const rows = [...Array.from({ length: 30 }, (_, n) => extended(n % 7, start + n * minute)), odd];
const sameEnd = Array.from({ length: 5 }, (_, n) => extended(20 + n, start + 90 * minute));
const seenTwice = account(0, start);

let folder: MemoryFolder;
let exports: MemoryExports;

beforeEach(async () => {
  folder = new MemoryFolder();
  exports = new MemoryExports();
  const store = await openStore(folder);
  importRows(store, [...rows, ...sameEnd], { account: 'ann' });
  importRows(store, [seenTwice], { account: 'ann', file: 'b' });
  importRows(store, [extended(1, start)], { account: 'bob', file: 'c' });
  store.dispose();
});

async function write(
  params: ExportHistoryParams,
  { signal = new AbortController().signal, seen = [] as WorkProgress[] } = {},
): Promise<ExportHistoryResult> {
  const { handlers } = historyOver(folder, clockAt(now), exports);
  return handlers['history.export'](params, { signal, progress: (one) => seen.push(one) });
}
interface Line {
  readonly account: string;
  readonly ended_at: string;
  readonly [field: string]: unknown;
}
async function jsonLines(params: ExportHistoryParams): Promise<Line[]> {
  await write({ ...params, format: 'jsonl' });
  const [text] = exports.files.keys();
  return exports
    .text(text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

describe('the history as JSON Lines', () => {
  it('has each listen once, in order, and says how many for each account', async () => {
    const answer = await write({});
    expect(answer).toEqual({
      path: '/exports/listening-history 2025-05-06.jsonl',
      format: 'jsonl',
      rows: 37,
      bytes: exports.files.get('listening-history 2025-05-06.jsonl')?.length,
      seconds: 0,
      accounts: [
        { account: 'ann', rows: 36 },
        { account: 'bob', rows: 1 },
      ],
    });
    const lines = await jsonLines({});
    const ends = lines.filter((line) => line.account === 'ann').map((line) => line.ended_at);
    expect(ends).toEqual([...ends].sort());
  });

  it('reads again as exactly the observations that were stored', async () => {
    const lines = await jsonLines({ account: 'ann', evidence: true });
    const read = lines.map((line) => ({
      source: line['source'],
      kind: line['kind'],
      endedAt: Date.parse((line['reported_at'] as string | undefined) ?? line.ended_at),
      msPlayed: line['ms_played'],
      uri: line['uri'],
      title: line['track'],
      artist: line['artist'],
      album: line['album'] ?? '',
      reasonStart: line['reason_start'],
      reasonEnd: line['reason_end'],
      shuffle: line['shuffle'],
      skipped: line['skipped'],
      offline: line['offline'],
      incognito: line['incognito'],
      offlineAt: line['offline_at'] === undefined ? undefined : Date.parse(line['offline_at'] as string),
      platform: line['platform'],
      country: line['country'],
    }));
    const byKey = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    const stored = [...rows, ...sameEnd, seenTwice];
    expect(read.sort(byKey)).toEqual(stored.sort(byKey));
    expect(lines.filter((line) => line['spoken_for'] === true)).toHaveLength(1);
  });

  it('tells the repaired and the reported time', async () => {
    const endedAt = start + 2000 * minute;
    const late = extended(1, endedAt, {
      reasonEnd: 'unexpected-exit',
      offlineAt: endedAt - 900 * minute,
      msPlayed: 200_000,
    });
    const store = await openStore(folder);
    importRows(store, [late], { account: 'ann', file: 'late' });
    store.dispose();
    const lines = await jsonLines({ account: 'ann' });
    expect(lines.filter((line) => line['reported_at'] !== undefined)).toMatchObject([
      {
        ended_at: new Date(endedAt - 900 * minute + 200_000).toISOString(),
        reported_at: new Date(endedAt).toISOString(),
      },
    ]);
  });

  it('leaves out what is not known', async () => {
    const [line] = (await jsonLines({ account: 'ann' })).filter((one) => one['country'] === 'NZ');
    expect(Object.keys(line ?? {})).not.toContain('ms_played');
    expect(Object.keys(line ?? {})).not.toContain('shuffle');
  });

  it('is of one account where that is asked for', async () => {
    const answer = await write({ account: 'bob' });
    expect(answer).toMatchObject({ path: '/exports/listening-history bob 2025-05-06.jsonl', rows: 1 });
    await expect(write({ account: 'eve' })).rejects.toThrow("There is no account 'eve'");
  });

  it('of nothing is an error, and no file', async () => {
    folder = new MemoryFolder();
    await expect(write({})).rejects.toThrow(HistoryError);
    expect(exports.files.size).toBe(0);
  });
});

describe('the history as CSV', () => {
  it('reads again, and no cell is a formula', async () => {
    await write({ format: 'csv', account: 'ann' });
    const text = exports.text('listening-history ann 2025-05-06.csv');
    expect(text.startsWith('\uFEFFaccount,')).toBe(true);
    const { records, unclosedAt } = readCsv(text.slice(1), ',', 1_000);
    expect(unclosedAt).toBeUndefined();
    expect(records).toHaveLength(37);
    expect(records.every(({ cells }) => cells.length === csvColumns.length)).toBe(true);
    expect(records.flatMap(({ cells }) => cells).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const found = records.find(({ cells }) => cells.includes('NZ'))?.cells.map(unguarded) ?? [];
    const cell = (name: (typeof csvColumns)[number]): string | undefined => found[csvColumns.indexOf(name)];
    expect([cell('track'), cell('artist'), cell('album')]).toEqual([odd.title, odd.artist, '-']);
    expect([cell('ms_played'), cell('skipped'), cell('shuffle'), cell('ended_at')]).toEqual([
      '',
      'true',
      '',
      new Date(odd.endedAt).toISOString(),
    ]);
    expect(text.replaceAll('\r\n', '').includes('\r')).toBe(false);
  });
});

describe('the history as an SQLite file', () => {
  it('is whole, explains itself and holds nothing else of the store', async () => {
    await write({ format: 'sqlite', evidence: true });
    const database = await emptyDatabase(exports.files.get('listening-history 2025-05-06.sqlite'));
    expect(database.row('PRAGMA integrity_check')).toEqual(['ok']);
    expect(database.rows('SELECT account, count(*) FROM history GROUP BY account ORDER BY account')).toEqual([
      ['ann', 37],
      ['bob', 1],
    ]);
    expect(database.row('SELECT count(*) FROM listens WHERE spoken_for_by IS NOT NULL')).toEqual([1]);
    expect(
      database.row(
        "SELECT track, artist, ms_played, skipped, shuffle, ended_at FROM history WHERE country = 'NZ'",
      ),
    ).toEqual([odd.title, odd.artist, null, 1, null, new Date(odd.endedAt).toISOString()]);
    const tables = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").flat();
    expect(tables).toEqual(['about', 'accounts', 'listens', 'sources', 'tracks', 'words']);
    expect(database.rows('SELECT topic FROM about').flat()).toContain('made_at');
    database.close();
  });
});

describe('an export of many listens', () => {
  beforeEach(async () => {
    const store = await openStore(folder);
    const many = Array.from({ length: 20_000 }, (_, n) => extended(n % 300, start + (n + 100) * minute));
    importRows(store, many, { account: 'ann', file: 'many' });
    store.dispose();
  });

  it('is written piece by piece, and tells how far it is', async () => {
    const seen: WorkProgress[] = [];
    const { rows: written, bytes } = await write({}, { seen });
    expect(written).toBe(20_037);
    expect(exports.largestWrite).toBeLessThan(bytes / 2);
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ done: 20_037, total: 20_037 });
  });

  it.each(['jsonl', 'csv', 'sqlite'] as const)('leaves nothing of a cancelled %s', async (format) => {
    const cancel = new AbortController();
    const { handlers } = historyOver(folder, clockAt(now), exports);
    const writing = handlers['history.export'](
      { format },
      {
        signal: cancel.signal,
        progress: () => {
          cancel.abort();
        },
      },
    );
    await expect(writing).rejects.toThrow(CancelledError);
    expect(exports.files.size).toBe(0);
    expect(exports.abandoned).toHaveLength(1);
  });
});
