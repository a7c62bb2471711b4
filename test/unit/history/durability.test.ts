import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { decodeFrames, encodeFrame } from '../../../src/core/history/journalFrames.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import { poll } from './collected.ts';
import {
  account,
  batchOf,
  begin,
  emptyDatabase,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  start,
  writtenElsewhere,
} from './stores.ts';

const schema = migrations.at(-1)?.version ?? 0;
const many = (count: number, from = 0): ReturnType<typeof extended>[] =>
  Array.from({ length: count }, (_, n) => extended((from + n) % 50, start + (from + n) * minute));

/** A folder with a snapshot, the snapshot before it, and a journal after it: 6000, 6000 and 10 rows. */
async function threeImports(): Promise<MemoryFolder> {
  const folder = new MemoryFolder();
  const store = await openStore(folder);
  importRows(store, many(6000), { file: 'first' });
  importRows(store, many(6000, 6000), { file: 'second' });
  importRows(store, many(10, 12_000), { file: 'third' });
  return folder;
}

/** `toEqual` looks at each element by itself. */
function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}

/** What a later process finds in a folder as a killed one left it. */
async function reopened(folder: MemoryFolder): Promise<{ length: number; damage: readonly string[] }> {
  const store = await openStore(folder);
  return { length: store.columns().length, damage: store.damage };
}

describe('an acknowledged import', () => {
  it('survives a kill: a small one by the journal alone', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start), account(2, start + minute)]);
    expect([...folder.files.keys()]).toEqual([storeFiles.journal]);
    const later = await openStore(folder.copy());
    expect(playsOf(later)).toEqual(playsOf(store));
    expect(later.damage).toEqual([]);
    expect(later.latestImportJobs(9)).toEqual(store.latestImportJobs(9));
  });

  it('survives a kill: a large one by a snapshot, without a record of each row', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(6000));
    expect(folder.files.has(storeFiles.snapshot)).toBe(true);
    expect(folder.size(storeFiles.journal)).toBeLessThan(1000);
    expect(await reopened(folder.copy())).toEqual({ length: 6000, damage: [] });
  });

  it('costs no snapshot while the journal is short', async () => {
    const folder = await threeImports();
    const store = await openStore(folder);
    folder.writes.length = 0;
    importRows(store, many(50, 20_000), { file: 'poll' });
    expect(new Set(folder.writes)).toEqual(new Set([`append ${storeFiles.journal}`]));
  });

  it('is folded into a snapshot when the journal has grown', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    for (let n = 0; n < 5; n++) importRows(store, many(3000, n * 3000), { file: `file ${n}` });
    expect(folder.files.has(storeFiles.snapshot)).toBe(true);
    expect(await reopened(folder.copy())).toEqual({ length: 15_000, damage: [] });
  });

  it('is folded when it has many short records, as those of polls without news', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    for (let polls = 0; polls < 1_100; polls++) poll(store, []);
    expect(folder.writes.filter((write) => write === `replace ${storeFiles.snapshot}`)).toHaveLength(1);
    expect((await openStore(folder.copy())).collection.checkpoints()).toEqual(store.collection.checkpoints());
  });

  it('is folded into a snapshot when the store is closed', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(10));
    store.dispose();
    store.dispose();
    folder.files.delete(storeFiles.journal);
    expect(await reopened(folder)).toEqual({ length: 10, damage: [] });
  });
});

describe('a kill between the writes of a snapshot', () => {
  it('after the snapshot, before the journal is emptied: nothing counts twice', async () => {
    const folder = await threeImports();
    const journal = folder.read(storeFiles.journal) as Uint8Array;
    const store = await openStore(folder);
    const before = { plays: playsOf(store), jobs: store.latestImportJobs(9) };
    store.dispose();
    folder.files.set(storeFiles.journal, journal);
    const later = await openStore(folder);
    expect(playsOf(later)).toEqual(before.plays);
    expect(later.latestImportJobs(9)).toEqual(before.jobs);
    importRows(later, many(5, 13_000), { file: 'fourth' });
    expect(await reopened(folder.copy())).toEqual({ length: 12_015, damage: [] });
  });

  it('a journal without its snapshot applies what it can', async () => {
    const folder = await threeImports();
    for (const name of [storeFiles.snapshot, storeFiles.previousSnapshot]) folder.files.delete(name);
    const { length } = await reopened(folder);
    expect(length).toBe(10);
  });
});

describe('a torn journal', () => {
  it('loses nothing but the record that was not written to its end, at every byte of it', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(2), { file: 'a' });
    const whole = folder.size(storeFiles.journal);
    begin(store, { file: 'b' });
    const bytes = folder.read(storeFiles.journal) as Uint8Array;
    for (let end = whole; end <= bytes.length; end++) {
      const cut = new MemoryFolder([[storeFiles.journal, bytes.subarray(0, end)]]);
      const later = await openStore(cut);
      const isWhole = end === whole || end === bytes.length;
      expect(later.columns().length).toBe(2);
      expect(later.latestImportJobs(9).length).toBe(end === bytes.length ? 2 : 1);
      expect(later.damage.length).toBe(isWhole ? 0 : 1);
      expect(cut.size(storeFiles.journal)).toBe(isWhole ? end : whole);
    }
  }, 30_000);

  it('with a changed byte loses the record that it is in, and a copy is kept', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(2), { file: 'a' });
    const whole = folder.size(storeFiles.journal);
    importRows(store, many(2, 2), { file: 'b' });
    const bytes = folder.read(storeFiles.journal) as Uint8Array;
    bytes[whole + 100] = (bytes[whole + 100] as number) ^ 1;
    folder.files.set(storeFiles.journal, bytes);
    const { length, damage } = await reopened(folder);
    expect(length).toBe(2);
    expect(damage).toEqual([
      // What was lost is the beginning of the import; its rows hang in the air.
      expect.stringContaining('could not be applied again') as string,
      expect.stringMatching(/^history\.journal was damaged; .* copy was kept as history\.damaged-/),
    ]);
    const copy = [...folder.files.keys()].find((name) => name.startsWith('history.damaged-')) as string;
    expect(sameBytes(folder.files.get(copy), bytes)).toBe(true);
  });

  it('by a full disk is repaired before the next record', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(2), { file: 'a' });
    const run = begin(store, { file: 'b' });
    folder.full = true;
    expect(() => run.store(batchOf(many(2, 2), { file: 'b' }))).toThrow('no space');
    expect(() => {
      run.abandon('error', 'The disk is full.');
    }).toThrow('no space');
    expect(store.columns().length).toBe(2);
    folder.full = false;
    importRows(store, many(3, 2), { file: 'b' });
    expect(await reopened(folder.copy())).toEqual({ length: 5, damage: [] });
  });
});

describe('a damaged snapshot', () => {
  it.each([
    ['no database', () => new TextEncoder().encode('no database at all'.repeat(10))],
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 5000)],
    ['an empty file', () => new Uint8Array()],
    ['zeroes in the middle', (bytes: Uint8Array) => bytes.slice().fill(0, 8192, 8192 + 65_536)],
  ])('(%s) is set aside, and the one before takes its place', async (_, damageOf) => {
    const folder = await threeImports();
    const damaged = damageOf(folder.read(storeFiles.snapshot) as Uint8Array);
    folder.files.set(storeFiles.snapshot, damaged);
    const { length, damage } = await reopened(folder);
    expect(length).toBe(6010);
    expect(damage.join(' ')).toMatch(
      /^history\.sqlite could not be used \(.+\); it was set aside as (history\.damaged-\d{8}T\d{6}Z\.sqlite)\. The snapshot before/,
    );
    const aside = [...folder.files.keys()].find((name) => name.includes('damaged')) as string;
    expect(sameBytes(folder.files.get(aside), damaged)).toBe(true);
    expect(await reopened(folder)).toEqual({ length: 6010, damage: [] });
  });

  it('lets the lost import be repeated', async () => {
    const folder = await threeImports();
    folder.files.set(storeFiles.snapshot, new Uint8Array(5000));
    const store = await openStore(folder);
    expect(store.latestImportJobs(3).map(({ status }) => status)).toEqual([
      'success',
      'interrupted',
      'success',
    ]);
    importRows(store, many(6000, 6000), { file: 'second' });
    expect(store.columns().length).toBe(12_010);
    expect(store.latestImportJobs(3).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
  });

  it('that is missing is replaced by the one before', async () => {
    const folder = await threeImports();
    folder.files.delete(storeFiles.snapshot);
    const { length, damage } = await reopened(folder);
    expect(length).toBe(6010);
    expect(damage[0]).toBe('history.sqlite is missing.');
  });

  it('together with the one before leaves what was recorded since, and says so', async () => {
    const folder = await threeImports();
    folder.files.set(storeFiles.snapshot, new Uint8Array(10));
    folder.files.set(storeFiles.previousSnapshot, new Uint8Array(10));
    const { length, damage } = await reopened(folder);
    expect(length).toBe(10);
    expect(damage.at(-1)).toContain('No readable snapshot is left.');
    expect([...folder.files.keys()].filter((name) => name.includes('damaged')).length).toBe(2);
  });

  it('is not what another program wrote properly', async () => {
    const folder = await threeImports();
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    database.run("UPDATE users SET display_name = 'Ann'");
    folder.files.set(storeFiles.snapshot, writtenElsewhere(database));
    expect(await reopened(folder)).toEqual({ length: 12_010, damage: [] });
  });
});

describe('a snapshot or journal of a newer Backbeat', () => {
  it('is refused with the next step, and left as it is', async () => {
    const folder = await threeImports();
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    database.script('PRAGMA user_version = 99');
    folder.files.set(storeFiles.snapshot, writtenElsewhere(database));
    const before = new Map(folder.files);
    folder.writes.length = 0;
    const error: unknown = await openStore(folder).catch((reason: unknown) => reason);
    expect(HistoryError.is(error, 'newer')).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringContaining(`schema 99; this one knows ${schema}`) as string,
      hint: 'Update Backbeat, or start it with another data directory.',
    });
    expect(folder.writes).toEqual([]);
    for (const [name, bytes] of before) expect(sameBytes(folder.files.get(name), bytes)).toBe(true);
  });

  it('is refused even if the newest snapshot is damaged and only the one before is newer', async () => {
    const folder = await threeImports();
    const database = await emptyDatabase(folder.read(storeFiles.previousSnapshot));
    database.script('PRAGMA user_version = 99');
    folder.files.set(storeFiles.previousSnapshot, writtenElsewhere(database));
    folder.files.set(storeFiles.snapshot, new Uint8Array(10));
    folder.writes.length = 0;
    await expect(openStore(folder)).rejects.toThrow(HistoryError);
    expect(folder.writes).toEqual([]);
  });

  it('is refused for one record', async () => {
    const folder = new MemoryFolder();
    importRows(await openStore(folder), many(2));
    const { frames } = decodeFrames(folder.read(storeFiles.journal) as Uint8Array);
    const last = frames.at(-1);
    folder.append(storeFiles.journal, encodeFrame(0, schema + 1, last?.text() ?? ''));
    await expect(openStore(folder)).rejects.toThrow(HistoryError);
  });
});
