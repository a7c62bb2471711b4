import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkOpened, type Findings } from '../checkFolder.ts';
import { DiskModel, writeState } from './diskModel.ts';
import type { Instant } from './instants.ts';
import { beginLife } from './life.ts';
import { dataName, type Workload } from './workload.ts';

export interface CutFindings {
  /** Rows that were acknowledged and are gone. */
  readonly lost: number;
  /** In sentences, what the store itself calls damaged included: a power cut damages nothing. */
  readonly problems: readonly string[];
}

/**
 * Opens what is on the medium after a power cut as the next host does, and compares it with what was acknowledged.
 * @param root a name that is free
 * @param isTwice whether the host goes on, closes, and another one looks after it
 */
export async function checkCut(
  workload: Workload,
  { state, done, underWay }: Instant,
  root: string,
  isTwice: boolean,
): Promise<CutFindings> {
  const dataDir = join(root, dataName);
  const look = (isLeftOpen: boolean): Promise<Findings> => {
    const { folder } = beginLife(dataDir);
    const options = { folder, isLeftOpen };
    return checkOpened(dataDir, workload.truthOf(done), underWay, underWay.length, options);
  };
  mkdirSync(root);
  try {
    writeState(state, root);
    const found = [await look(!isTwice), ...(isTwice ? [await look(true)] : [])];
    return {
      lost: found.reduce((sum, { lost }) => sum + lost, 0),
      problems: [
        ...found.flatMap(({ problems, damage }) => [...problems, ...damage]),
        ...done.flatMap((step) => (step.kind === 'delete' ? leftOf(step.account, dataDir) : [])),
      ],
    };
  } catch (error) {
    return { lost: 0, problems: [`It cannot be opened: ${String(error)}`] };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Of an account whose deletion was acknowledged no file may hold anything. */
function leftOf(account: string, dataDir: string): string[] {
  return filesIn(dataDir)
    .filter((path) => readFileSync(path).includes(account))
    .map((path) => `${path.slice(dataDir.length)} still holds something of ${account}.`);
}

/** Sums of all files, as they are and as the recorder has seen them: equal where nothing was written past it. */
export function seenAndThere({ disk, root }: Workload, free: string): readonly [unknown, unknown] {
  const model = new DiskModel();
  for (const event of disk.events) model.apply(event);
  mkdirSync(free);
  writeState(model.current, free);
  const sums = [sumsOf(free), sumsOf(root)] as const;
  rmSync(free, { recursive: true });
  return sums;
}

function sumsOf(folder: string): Record<string, string> {
  const sumOf = (path: string): string => createHash('sha1').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(filesIn(folder).map((path) => [path.slice(folder.length), sumOf(path)]));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
