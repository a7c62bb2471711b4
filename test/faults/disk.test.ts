import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { checkOpened } from './harness/checkFolder.ts';
import { FailingDisk, type DiskCall, type DiskFault } from './harness/failingDisk.ts';
import { FaultTable } from './harness/faultTable.ts';
import { historyOver, perform } from './harness/historyInProcess.ts';
import { deleteStep, importStep, pollStep, stateStep, type Step } from './harness/step.ts';
import { Truth } from './harness/truth.ts';

/** Places at which each fault is tried; all of them where there are no more. */
const most = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300) >= 300 ? 25 : 4;
const table = new FaultTable();

let parent: string;
/** A folder with two snapshots and a journal, and what is in it. */
let before: string;
let known: readonly Step[];
/** What is done while the disk fails. */
let steps: readonly Step[];

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-disk-'));
  before = join(parent, 'before');
  known = [
    importStep(parent, 'first.zip', 'listener', [from(0, 100), from(100, 120)]),
    pollStep('listener', from(220, 8)),
    importStep(parent, 'second.zip', 'listener', [from(228, 180)]),
    pollStep('guest-account-0', from(0, 8)),
  ];
  steps = [
    pollStep('listener', from(405, 6)),
    stateStep('listener', 'kept', false, Date.now()),
    importStep(parent, 'small.zip', 'listener', [from(380, 60), from(440, 20)]),
    pollStep('listener', from(458, 5)),
    importStep(parent, 'large.zip', 'listener', [from(460, 90), from(550, 90), from(640, 90)]),
    pollStep('guest-account-0', from(4, 8)),
    deleteStep('guest-account-0'),
    stateStep('listener', 'kept', true, Date.now()),
    pollStep('listener', from(730, 3)),
  ];
  const history = historyOver(openDataFolder(before));
  for (const step of known) await perform(history, step);
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
  console.info(`\n${table.toString()}`);
});

function truthOf(done: readonly Step[]): Truth {
  const truth = new Truth();
  for (const step of [...known, ...done]) truth.acknowledge(step);
  return truth;
}

/** Does all steps over a disk with a fault, leaves them as a killed process would, and looks at what is there. */
async function tryFault(
  fault: DiskFault | undefined,
): Promise<{ counts: Record<DiskCall, number>; lost: number }> {
  const dataDir = mkdtempSync(join(parent, 'try-'));
  cpSync(before, dataDir, { recursive: true });
  const { disk, counts } = new FailingDisk(fault);
  const history = historyOver(openDataFolder(dataDir, { disk }));
  const done: Step[] = [];
  const failed: Step[] = [];
  for (const step of steps) {
    try {
      await perform(history, step);
      done.push(step);
    } catch (error) {
      expect(AppError.is(error), `${step.kind}: ${String(error)}`).toBe(true);
      failed.push(step);
    }
  }
  const truth = truthOf(done);
  const found = await checkOpened(dataDir, truth, failed, failed.length);
  expect({ fault, problems: found.problems, damage: found.damage }).toEqual({
    ...{ fault, problems: [], damage: [] },
  });
  // What failed is done again, and then everything is there once.
  const later = historyOver(openDataFolder(dataDir));
  for (const step of failed) {
    // It was deleted although that failed in the end.
    const isDone = step.kind === 'delete' && found.begun.includes(step);
    if (!isDone) await perform(later, step);
    truth.acknowledge(step);
  }
  await later.close();
  const atLast = await checkOpened(dataDir, truth, [], failed.length);
  expect({ fault, problems: atLast.problems }).toEqual({ fault, problems: [] });
  rmSync(dataDir, { recursive: true, force: true });
  return { counts, lost: found.lost + atLast.lost };
}

describe('a disk that fails', () => {
  const faults: readonly [string, Omit<DiskFault, 'nth'>][] = [
    ['full for one write', { call: 'write', code: 'ENOSPC', lasts: false }],
    ['full after a part of one write', { call: 'write', code: 'ENOSPC', lasts: false, isPartial: true }],
    ['full from a write on', { call: 'write', code: 'ENOSPC', lasts: true, isPartial: true }],
    ['fsync fails once', { call: 'fsync', code: 'EIO', lasts: false }],
    ['fsync fails from then on', { call: 'fsync', code: 'EIO', lasts: true }],
    ['one renaming fails', { call: 'rename', code: 'EPERM', lasts: false }],
    ['every renaming fails from then on', { call: 'rename', code: 'EBUSY', lasts: true }],
    ['no second names for files', { call: 'link', code: 'EPERM', lasts: true }],
    ['one file cannot be opened', { call: 'open', code: 'EMFILE', lasts: false }],
    ['one file cannot be removed', { call: 'remove', code: 'EBUSY', lasts: false }],
  ];

  it.each(faults)(
    '%s: what was acknowledged is there, and what failed can be done again',
    { timeout: 900_000 },
    async (name, fault) => {
      const { counts } = await tryFault(undefined);
      const total = counts[fault.call];
      const began = performance.now();
      let lost = 0;
      const places =
        total <= most ? from(0, total) : from(0, most).map((n) => Math.floor((n * total) / most));
      for (const nth of places) lost += (await tryFault({ ...fault, nth })).lost;
      table.add(name, lost, performance.now() - began, places.length);
      expect(lost).toBe(0);
    },
  );
});
