import { describe, expect, it } from 'vitest';
import { fileChecks } from '../../../src/core/doctor/fileChecks.ts';
import type { FolderFound } from '../../../src/core/doctor/folderChecks.ts';
import { HistoryError } from '../../../src/core/errors.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import {
  clockAt,
  extended,
  handlersOver,
  importRows,
  MemoryFolder,
  openStore,
  start,
} from '../history/stores.ts';

const context = { signal: new AbortController().signal, progress: () => undefined };
const noWasm = (): never => {
  throw new Error('no file needs SQLite');
};
const found: FolderFound = {
  dataDir: '/somewhere/private',
  open: ['history.sqlite'],
  freeBytes: 1024,
  databaseBytes: 1024,
  leftovers: [],
};

async function someHistory(): Promise<MemoryFolder> {
  const folder = new MemoryFolder();
  const store = await openStore(folder);
  importRows(store, [extended(1, start)]);
  store.dispose();
  return folder;
}

describe('a look at the files of a data directory', () => {
  it('finds the same from a terminal and from the host that uses them', async () => {
    const folder = await someHistory();
    folder.files.set('history.damaged-20260101T000000Z.sqlite', new Uint8Array(3));
    const { checks, isSound } = await fileChecks({ folder, sqlWasm: noWasm });
    expect(isSound).toBe(true);
    const host = await handlersOver(folder, clockAt(start))['history.files']({}, context);
    expect(host.checks).toEqual(checks);
    expect(checks.map((check) => check.found)).toEqual([
      expect.stringMatching(/^history\.sqlite is sound/),
      expect.stringMatching(/^history\.journal is sound/),
      'history.damaged-20260101T000000Z.sqlite is a damaged file that was set aside.',
    ]);
  });

  it('tells who may use the directory and how much room there is, without its path', async () => {
    const { checks } = await fileChecks({
      ...{ folder: await someHistory(), sqlWasm: noWasm },
      lookAtFolder: () => found,
    });
    expect(checks.map(({ state }) => state)).toEqual(['ok', 'ok', 'attention', 'failed']);
    expect(JSON.stringify(checks)).not.toContain('/somewhere');
  });

  it('goes on where one of the looks cannot be made', async () => {
    const { checks } = await fileChecks({
      ...{ folder: await someHistory(), sqlWasm: noWasm },
      lookAtFolder: () => {
        throw new HistoryError('unwritable', 'Cannot read it: permission denied.', {
          hint: 'Give yourself access.',
        });
      },
    });
    expect(checks.map(({ state }) => state)).toEqual(['ok', 'ok', 'failed']);
  });

  it('repairs nothing unless it is told to', async () => {
    const folder = await someHistory();
    const bytes = folder.read(storeFiles.snapshot) as Uint8Array;
    bytes[5_000] = (bytes[5_000] as number) ^ 1;
    folder.files.set(storeFiles.snapshot, bytes);
    folder.writes.length = 0;
    const repaired: FolderFound[] = [];
    const look = { folder, sqlWasm: noWasm, lookAtFolder: () => found };
    const first = await fileChecks(look);
    expect([first.isSound, repaired, first.checks[0]?.state]).toEqual([false, [], 'failed']);
    const second = await fileChecks(look, (what) => repaired.push(what));
    expect([second.isSound, repaired, second.checks[0]?.state]).toEqual([false, [found], 'attention']);
    expect(folder.writes).toEqual([]);
  });
});
