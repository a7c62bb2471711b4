import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { perform } from '../historyInProcess.ts';
import type { Step } from '../step.ts';
import { keyOf, Truth } from '../truth.ts';
import type { ToldListen } from '../madeListens.ts';
import type { Life } from './life.ts';
import { RecordedFs } from './recordedFs.ts';

/** Steps that are done to a data directory, and all that this does to the disk. */
export class Workload {
  /** Holds the data directory, which may not be there yet. */
  readonly root: string;
  readonly dataDir: string;
  readonly disk: RecordedFs;
  readonly steps: Step[] = [];
  /** By account: what was there before the first step. */
  readonly #before = new Map<string, Set<string>>();

  constructor(root: string) {
    mkdirSync(root);
    this.root = root;
    this.dataDir = join(root, dataName);
    this.disk = new RecordedFs(root);
  }

  /** From here on all that is on the disk is on the medium. */
  hadBefore(account: string, listens: readonly ToldListen[]): void {
    this.#before.set(account, new Set(listens.map(keyOf)));
    this.disk.settle();
  }

  async do(life: Life, ...steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      const at = this.steps.push(step) - 1;
      this.disk.step(at, false);
      await perform(life.history, step);
      this.disk.step(at, true);
    }
  }

  /** Asked for and not acknowledged. */
  unanswered(): readonly Step[] {
    const answered = new Set<number>();
    for (const event of this.disk.events) if (event.kind === 'step' && event.isDone) answered.add(event.step);
    return this.steps.filter((_, n) => !answered.has(n));
  }

  /** What must be there once these are acknowledged. */
  truthOf(done: readonly Step[]): Truth {
    const truth = new Truth();
    for (const [account, keys] of this.#before) truth.listens.set(account, new Set(keys));
    for (const step of done) truth.acknowledge(step);
    return truth;
  }
}

/** Name of the data directory in the root of a workload. */
export const dataName = 'data';
