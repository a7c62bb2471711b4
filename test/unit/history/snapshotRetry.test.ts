import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { historyChecks } from '../../../src/core/doctor/historyChecks.ts';
import { HistoryError } from '../../../src/core/errors.ts';
import { createHistory } from '../../../src/core/history/createHistory.ts';
import { HistoryStore, type StorePorts } from '../../../src/core/history/historyStore.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { MemoryFiles } from '../../fixtures/memoryFiles.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { poll } from './collected.ts';
import { MemoryFolder, minute, openStore, start } from './stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** A disk with room for a record, and none for a second database. */
class NarrowFolder extends MemoryFolder {
  isNarrow = true;
  attempts = 0;

  override replace(name: string, bytes: Uint8Array, keepAs?: string): void {
    if (this.isNarrow) {
      this.attempts++;
      throw new HistoryError('unwritable', 'Cannot write the file: the disk is full.', {
        hint: 'Free some space.',
      });
    }
    super.replace(name, bytes, keepAs);
  }
}

interface Narrow {
  readonly folder: NarrowFolder;
  readonly clock: Clock & { at: number };
  readonly ports: StorePorts & { readonly folder: NarrowFolder };
  /** Log lines with a text, but for those of the level debug. */
  readonly told: (text: string) => number;
}

function narrowStore(): Narrow {
  const folder = new NarrowFolder();
  const logger = recordingLogger();
  const clock: Narrow['clock'] = { at: start, now: () => clock.at, timeZone: () => 'UTC' };
  const ports = { clock, logger, folder, sqlWasm: () => wasm, limits: { records: 2, bytesPerRecord: 1e12 } };
  const told = (text: string): number =>
    logger.lines.filter(({ level, message }) => level !== 'debug' && message.includes(text)).length;
  return { folder, clock, ports, told };
}

describe('a due snapshot that cannot be written', () => {
  it('is tried again after waits that double up to an hour, while every change is kept', async () => {
    const { folder, clock, ports, told } = narrowStore();
    const store = await HistoryStore.open(ports);
    const attemptsWithin = (ms: number): number => {
      const before = folder.attempts;
      for (const end = clock.at + ms; clock.at < end; clock.at += 10_000) poll(store, []);
      return folder.attempts - before;
    };
    expect(attemptsWithin(20_000)).toBe(0);
    // 0 s, 30 s, 90 s, 210 s, 450 s
    expect(attemptsWithin(10 * minute)).toBe(5);
    attemptsWithin(120 * minute);
    expect(attemptsWithin(240 * minute)).toBe(4);
    expect(told('a snapshot could not be written')).toBe(1);
    const runs = Number(store.database.row('SELECT count(*) FROM job_runs')?.[0]);
    const later = await openStore(folder.copy());
    expect(later.damage).toEqual([]);
    expect(later.database.row('SELECT count(*) FROM job_runs')?.[0]).toBe(runs);
  });

  it('is written as soon as it can be, and the log says so once', async () => {
    const { folder, clock, ports, told } = narrowStore();
    const store = await HistoryStore.open(ports);
    for (let n = 0; n < 5; n++) poll(store, []);
    expect(store.status().snapshotTrouble).toEqual({
      since: start,
      retryAt: start + 30_000,
      hint: 'Free some space.',
    });
    folder.isNarrow = false;
    poll(store, []);
    expect(store.status().snapshotTrouble).toBeDefined();
    clock.at += 30_000;
    poll(store, []);
    expect(store.status().snapshotTrouble).toBeUndefined();
    expect(told('snapshots can be written again')).toBe(1);
    clock.at += 30_000;
    for (let n = 0; n < 5; n++) poll(store, []);
    expect(told('snapshots can be written again')).toBe(1);
  });

  it('is not put off by a clock that was set back', async () => {
    const { folder, clock, ports } = narrowStore();
    const store = await HistoryStore.open(ports);
    for (let n = 0; n < 3; n++) poll(store, []);
    const before = folder.attempts;
    clock.at -= 24 * 60 * minute;
    poll(store, []);
    expect(folder.attempts).toBe(before + 1);
  });

  it('stands in the status, and the doctor says that nothing is lost and what to do', async () => {
    const { ports } = narrowStore();
    const { handlers } = createHistory({
      ...ports,
      version: '0.0.0',
      exportFiles: new MemoryFiles({}),
      inflateRaw,
      queries: memoryQueries(ports.folder, wasm),
      historyExports: new MemoryExports(),
      settings: () => ({
        timeZone: undefined,
        minPlaySeconds: 30,
        maxZipSizeMb: 500,
        maxRecords: 5_000_000,
        keepOptionalFields: false,
      }),
      yieldToOthers: () => Promise.resolve(),
    });
    const context = { signal: new AbortController().signal, progress: () => undefined };
    for (let n = 0; n < 4; n++) {
      const state = {
        id: `${n}`,
        account: 'mara',
        savedAt: start,
        pinned: true,
        label: 'items',
        content: '{}',
      };
      await handlers['states.put']({ state }, context);
    }
    const status = await handlers['app.status']({}, context);
    expect(status.snapshot_trouble).toEqual({
      since: '2024-01-01T12:00:00.000Z',
      retry_at: '2024-01-01T12:00:30.000Z',
      hint: 'Free some space.',
    });
    const found = historyChecks(status).find(({ next }) => next === 'Free some space.');
    expect(found).toMatchObject({
      state: 'attention',
      found: expect.stringContaining('nothing is lost') as string,
    });
  });
});
