import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/core/doctor/check.ts';
import { needsRepair, storeChecks } from '../../../src/core/doctor/storeChecks.ts';
import { examineFiles } from '../../../src/core/history/examineFiles.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import {
  emptyDatabase,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  start,
  writtenElsewhere,
} from '../history/stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const many = (count: number, from = 0): ReturnType<typeof extended>[] =>
  Array.from({ length: count }, (_, n) => extended((from + n) % 50, start + (from + n) * minute));

/** Two snapshots and a journal. */
async function someHistory(): Promise<MemoryFolder> {
  const folder = new MemoryFolder();
  const store = await openStore(folder);
  importRows(store, many(6000), { file: 'first' });
  importRows(store, many(6000, 6000), { file: 'second' });
  importRows(store, many(10, 12_000), { file: 'third' });
  return folder;
}

async function look(folder: MemoryFolder): Promise<{ checks: readonly Check[]; isBad: boolean }> {
  folder.writes.length = 0;
  const found = await examineFiles(folder, () => wasm);
  expect(folder.writes).toEqual([]);
  return { checks: storeChecks(found), isBad: needsRepair(found) };
}

function flip(folder: MemoryFolder, name: string, at: number): void {
  const bytes = folder.read(name) as Uint8Array;
  bytes[at] = (bytes[at] as number) ^ 1;
  folder.files.set(name, bytes);
}

describe('the doctor, before a history is opened,', () => {
  it('says nothing of an empty folder', async () => {
    expect(await look(new MemoryFolder())).toEqual({ checks: [], isBad: false });
  });

  it('finds sound files sound', async () => {
    const { checks, isBad } = await look(await someHistory());
    expect(isBad).toBe(false);
    expect(checks.map(({ state, found }) => [state, found.split(' (')[0]])).toEqual([
      ['ok', 'history.sqlite is sound'],
      ['ok', 'history.journal is sound'],
    ]);
  });

  it('finds one changed byte of a snapshot, and says what a repair takes in its place', async () => {
    const folder = await someHistory();
    flip(folder, storeFiles.snapshot, 50_000);
    const { checks, isBad } = await look(folder);
    expect(isBad).toBe(true);
    expect(checks[0]).toEqual({
      state: 'failed',
      found: 'history.sqlite is damaged: it is not as it was written.',
      next: expect.stringMatching(/--repair.*set aside.*The one before takes its place/) as string,
    });
  });

  it('is content with a database that another program changed properly', async () => {
    const folder = await someHistory();
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    database.run("UPDATE users SET display_name = 'Ann'");
    folder.files.set(storeFiles.snapshot, writtenElsewhere(database));
    expect((await look(folder)).isBad).toBe(false);
  });

  it('says so where the snapshot is missing, and where none is sound', async () => {
    const folder = await someHistory();
    folder.files.delete(storeFiles.snapshot);
    expect((await look(folder)).checks[0]).toMatchObject({
      state: 'failed',
      found: 'history.sqlite is missing.',
    });
    folder.files.set(storeFiles.snapshot, new Uint8Array(10));
    folder.files.set(storeFiles.previousSnapshot, new Uint8Array(10));
    expect((await look(folder)).checks[0]?.next).toContain('There is no sound one before it');
  });

  it('leaves a newer history alone', async () => {
    const folder = await someHistory();
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    database.script('PRAGMA user_version = 99');
    folder.files.set(storeFiles.snapshot, writtenElsewhere(database));
    const { checks, isBad } = await look(folder);
    expect([checks[0]?.state, checks[0]?.next, isBad]).toEqual(['failed', 'Update Backbeat.', false]);
  });

  it('tells the end that a kill leaves from damage', async () => {
    const folder = await someHistory();
    const journal = folder.read(storeFiles.journal) as Uint8Array;
    folder.files.set(storeFiles.journal, journal.subarray(0, journal.length - 3));
    expect(await look(folder)).toMatchObject({
      isBad: false,
      checks: [
        { state: 'ok' },
        { state: 'attention', next: expect.stringContaining('Nothing to do') as string },
      ],
    });
    folder.files.set(storeFiles.journal, journal);
    flip(folder, storeFiles.journal, 100);
    expect(await look(folder)).toMatchObject({ isBad: true, checks: [{ state: 'ok' }, { state: 'failed' }] });
  });

  it('names what was set aside, and notes that cannot be read', async () => {
    const folder = await someHistory();
    folder.files.set('history.damaged-20260101T000000Z.sqlite', new Uint8Array(3));
    folder.files.set(storeFiles.checksums, new Uint8Array(3));
    const { checks } = await look(folder);
    expect(checks.slice(2).map(({ found }) => found)).toEqual([
      'history.checksums.json cannot be read.',
      'history.damaged-20260101T000000Z.sqlite is a damaged file that was set aside.',
    ]);
  });
});
