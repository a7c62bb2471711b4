import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError } from '../../src/core/errors.ts';
import { decodeFrames, encodeFrame } from '../../src/core/history/journalFrames.ts';
import { stampGeneration } from '../../src/core/history/snapshotChecks.ts';
import { storeFiles } from '../../src/core/history/storeFiles.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { checkOpened, type Findings } from './harness/checkFolder.ts';
import { FaultTable } from './harness/faultTable.ts';
import { historyOver, perform } from './harness/historyInProcess.ts';
import { importStep, pollStep, stateStep, type Step } from './harness/step.ts';
import { Truth } from './harness/truth.ts';

const isLong = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300) >= 300;
/** Bytes of a snapshot that are changed, one after the other. */
const samples = isLong ? 400 : 40;
/** So many rows that an import of them is in no journal, and few enough for one snapshot at its end. */
const largeRows = 160;
/** The journal is looked at by every so many-th byte. */
const stride = isLong ? 1 : 23;
const table = new FaultTable();

let parent: string;
/** As a killed process left it: snapshots of two imports, and a journal of all that came after. */
let before: string;
let steps: readonly Step[];
let dataDir: string;

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-damage-'));
  before = join(parent, 'before');
  steps = [
    importStep(parent, 'first.zip', 'listener', [from(0, 200)]),
    importStep(parent, 'second.zip', 'listener', [from(200, largeRows)]),
    pollStep('listener', from(400, 4)),
    stateStep('listener', 'kept', false, Date.now()),
    pollStep('listener', from(404, 4)),
    pollStep('listener', from(408, 4)),
  ];
  const history = historyOver(openDataFolder(before));
  for (const step of steps) await perform(history, step);
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
  console.info(`\n${table.toString()}`);
});
beforeEach(() => {
  dataDir = mkdtempSync(join(parent, 'try-'));
  restore();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function restore(): void {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(before, dataDir, { recursive: true });
}

const path = (name: string): string => join(dataDir, name);
const read = (name: string): Buffer => readFileSync(path(name));
const asides = (): string[] => readdirSync(dataDir).filter((name) => name.includes('.damaged-'));

function truth(done: readonly Step[] = steps): Truth {
  const all = new Truth();
  for (const step of done) all.acknowledge(step);
  return all;
}

function flip(name: string, at: number, bits = 1): void {
  const bytes = read(name);
  bytes[at] = (bytes[at] ?? 0) ^ bits;
  writeFileSync(path(name), bytes);
}

/** Opens what is there; rows are missing only where the store says that something is damaged. */
async function namedOrThere(fault: string, done = steps): Promise<Findings> {
  const began = performance.now();
  const found = await checkOpened(dataDir, truth(done));
  const isSilent = found.problems.length > 0 && found.damage.length === 0;
  table.add(fault, isSilent ? Math.max(1, found.lost) : 0, performance.now() - began);
  expect({ fault, ...(isSilent && { problems: found.problems }) }).toEqual({ fault });
  return found;
}

describe('a byte that is changed', () => {
  it(
    'anywhere in the snapshot is noticed: it is set aside, and only its large import has to be repeated',
    { timeout: 900_000 },
    async () => {
      const random = seededRandom(7);
      const { length } = read(storeFiles.snapshot);
      const places = [...from(0, 100).filter((at) => at % (isLong ? 1 : 9) === 0)];
      while (places.length < samples) places.push(random.int(100, length - 1));
      for (const at of places) {
        restore();
        flip(storeFiles.snapshot, at, 1 << random.int(0, 7));
        const { damage, lost } = await namedOrThere('a byte of the snapshot is changed');
        expect(damage[0], `byte ${at}`).toMatch(/^history\.sqlite could not be used/);
        expect(asides()).toHaveLength(1);
        // All of the first import, and the journal since.
        expect(lost).toBe(largeRows);
      }
    },
  );

  it(
    'in the last records of the journal costs the record that it is in, and is named',
    { timeout: 900_000 },
    async () => {
      const { whole } = decodeFrames(read(storeFiles.journal));
      const end = whole.at(-1)?.[1] ?? 0;
      for (let at = Math.max(0, end - 1_500); at < end; at += isLong ? 7 : 97) {
        restore();
        flip(storeFiles.journal, at);
        const { lost } = await namedOrThere('a byte of the journal is changed');
        expect(lost).toBeLessThanOrEqual(4);
      }
    },
  );
});

describe('a journal that ends too soon', () => {
  it(
    'loses what was not written to its end, at every byte of the last record',
    { timeout: 900_000 },
    async () => {
      const bytes = read(storeFiles.journal);
      const { frames } = decodeFrames(bytes);
      const last = frames.at(-1);
      const lastBytes = encodeFrame(last?.generation ?? 0, last?.schema ?? 0, last?.text() ?? '').length;
      const done = steps.slice(0, -1);
      for (let end = bytes.length - lastBytes; end < bytes.length; end += stride) {
        restore();
        writeFileSync(path(storeFiles.journal), bytes.subarray(0, end));
        const { lost, problems } = await namedOrThere('the journal is torn', done);
        expect([lost, problems]).toEqual([0, []]);
      }
    },
  );
});

describe('damage of whole files', () => {
  it.each([
    ['an empty snapshot', [storeFiles.snapshot], largeRows],
    ['an empty journal', [storeFiles.journal], 0],
    ['empty notes of checksums', [storeFiles.checksums], 0],
    ['an empty snapshot of before', [storeFiles.previousSnapshot], 0],
    ['snapshot and notes empty', [storeFiles.snapshot, storeFiles.checksums], largeRows],
    ['both snapshots empty', [storeFiles.snapshot, storeFiles.previousSnapshot], 200 + largeRows],
  ])('%s: what is left is used, and the rest is named', async (fault, names, lost) => {
    for (const name of names) writeFileSync(path(name), '');
    const found = fault === 'an empty journal' ? undefined : await namedOrThere(fault);
    if (found === undefined) {
      // Like one that was never written to: all that the snapshot holds is there.
      const { lost: missing, problems } = await checkOpened(dataDir, truth(steps.slice(0, 2)));
      expect([missing, problems]).toEqual([0, []]);
      return;
    }
    expect(found.lost).toBe(lost);
    expect(asides().length).toBe(names.filter((name) => name.endsWith('.sqlite') && lost > 0).length);
  });

  it('both snapshots with a changed byte: the newest is used all the same, with a copy, and both are named', async () => {
    const { length } = read(storeFiles.snapshot);
    // In the middle of a page of text, where SQLite finds nothing wrong.
    const at = read(storeFiles.snapshot).indexOf('Song 1');
    expect(at).toBeGreaterThan(0);
    flip(storeFiles.snapshot, at);
    flip(storeFiles.previousSnapshot, read(storeFiles.previousSnapshot).indexOf('Song 1'));
    const { lost, damage } = await namedOrThere('both snapshots with a changed byte');
    expect(lost).toBe(0);
    expect(damage[0]).toContain('is not as it was written, but can be read');
    expect(asides()).toHaveLength(1);
    expect(length).toBeGreaterThan(0);
    // Once: the files are sound again.
    expect((await checkOpened(dataDir, truth())).problems).toEqual([]);
  });

  it('a snapshot and the journal together', async () => {
    flip(storeFiles.snapshot, 5_000);
    flip(storeFiles.journal, 80);
    const { damage } = await namedOrThere('a snapshot and the journal');
    expect(damage.length).toBeGreaterThanOrEqual(2);
  });
});

describe('files that do not belong together', () => {
  it('a journal of an older generation adds nothing', async () => {
    writeFileSync(path(storeFiles.journal), read(storeFiles.previousJournal));
    const { lost, problems } = await checkOpened(dataDir, truth(steps.slice(0, 2)));
    table.add('a journal of an older generation', lost, 0);
    expect([lost, problems]).toEqual([0, []]);
  });

  it('a snapshot that is older than its journal is named, and the journal is used', async () => {
    writeFileSync(path(storeFiles.snapshot), read(storeFiles.previousSnapshot));
    rmSync(path(storeFiles.previousSnapshot));
    const { lost } = await namedOrThere('a snapshot of an older generation');
    expect(lost).toBe(largeRows);
  });

  it('a history of a newer version is never opened, in one sentence', async () => {
    const bytes = read(storeFiles.snapshot);
    bytes.writeUInt32BE(99, 60);
    stampGeneration(bytes, 1_000);
    writeFileSync(path(storeFiles.snapshot), bytes);
    const files = readdirSync(dataDir).sort();
    const history = historyOver(openDataFolder(dataDir));
    for (const step of steps) {
      const error: unknown = await perform(history, step).catch((reason: unknown) => reason);
      expect(HistoryError.is(error, 'newer')).toBe(true);
      expect((error as Error).message).toMatch(/^The listening history was written by a newer Backbeat/);
    }
    expect(readdirSync(dataDir).sort()).toEqual(files);
    expect(read(storeFiles.snapshot).equals(bytes)).toBe(true);
    table.add('a history of a newer version', 0, 0);
  });
});

describe('a world that changes under a history', () => {
  it('the clock goes backwards: everything is stored all the same', async () => {
    const history = historyOver(openDataFolder(dataDir), {
      now: () => Date.UTC(2001, 0, 1),
      timeZone: () => 'UTC',
    });
    const late = pollStep('listener', from(420, 5));
    await perform(history, late);
    await history.close();
    const { lost, problems } = await checkOpened(dataDir, truth([...steps, late]));
    table.add('the clock goes backwards', lost, 0);
    expect([lost, problems]).toEqual([0, []]);
  });

  it('the folder is removed: the next change fails in one sentence, nothing pretends to be stored', async () => {
    const history = historyOver(openDataFolder(dataDir));
    await perform(history, pollStep('listener', from(420, 5)));
    rmSync(dataDir, { recursive: true });
    await expect(perform(history, pollStep('listener', from(425, 5)))).rejects.toSatisfy((error: unknown) =>
      HistoryError.is(error, 'unwritable'),
    );
    table.add('the folder is removed', 0, 0);
  });
});
