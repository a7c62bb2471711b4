import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreLimits } from '../../../src/core/history/storeLimits.ts';
import { seededRandom, type SeededRandom } from '../../fixtures/seededRandom.ts';
import { deleteStep, importStep, pollStep, stateStep, type Step } from './step.ts';
import { Truth } from './truth.ts';

/** Small, so that a few listens are enough for several snapshots and for what an import does between them. */
export const smallLimits: Partial<StoreLimits> = {
  journalBytes: 16 * 1024,
  journalShare: 1 / 64,
  records: 30,
  smallImportRows: 150,
  checkpointRows: 200,
};

const mainAccount = 'listener';

/** A data directory, what was done to it, and what is done next. */
export class World {
  readonly dataDir: string;
  readonly truth = new Truth();
  readonly random: SeededRandom;
  /** Asked for and not acknowledged: they are asked for again. */
  pending: Step[] = [];
  readonly #folder: string;
  readonly #done: Step[] = [];
  #listens = 0;
  #imports = 0;
  #states = 0;
  #guests = 0;

  constructor(seed: number) {
    this.#folder = mkdtempSync(join(tmpdir(), 'backbeat-faults-'));
    this.dataDir = join(this.#folder, 'data');
    mkdirSync(this.dataDir, { mode: 0o700 });
    this.random = seededRandom(seed);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  acknowledge(step: Step): void {
    this.truth.acknowledge(step);
    this.#done.push(step);
  }

  /** @param fromClient only what a process may ask that is not the host */
  nextStep(fromClient = false): Step {
    const { random } = this;
    const kind = random.pickWeighted(
      ['poll', 'import', 'state', 'delete', 'repeat'] as const,
      (one) => ({ poll: 45, import: 25, state: fromClient ? 0 : 15, delete: 6, repeat: 9 })[one],
    );
    switch (kind) {
      case 'poll':
        return pollStep(this.#account(), this.#page());
      case 'import':
        return this.importStep(this.#account());
      case 'state':
        return this.#stateStep();
      case 'delete':
        return this.#deleteStep() ?? pollStep(mainAccount, this.#page());
      case 'repeat': {
        const again = this.#done.filter((step) => step.kind === 'poll' || step.kind === 'import');
        // What was deleted meanwhile would come back, as it should: that is another truth.
        const alive = again.filter(({ account }) => account === mainAccount);
        return alive.length > 0 ? random.pick(alive) : pollStep(mainAccount, this.#page());
      }
    }
  }

  importStep(account: string): Step {
    const { random } = this;
    const files = Array.from({ length: random.int(2, 5) }, () => {
      const from = random.chance(0.4) ? random.int(0, this.#listens) : this.#listens;
      const count = random.int(10, 120);
      this.#listens = Math.max(this.#listens, from + count);
      return Array.from({ length: count }, (_, n) => from + n);
    });
    return importStep(this.#folder, `export-${this.#imports++}.zip`, account, distinct(files));
  }

  #page(): number[] {
    const { random } = this;
    const known = Math.min(this.#listens, random.int(0, 5));
    const news = random.int(1, 8);
    const from = this.#listens - known;
    this.#listens += news;
    return Array.from({ length: known + news }, (_, n) => from + n);
  }

  #account(): string {
    if (!this.random.chance(0.15)) return mainAccount;
    return `guest-account-${this.#guests}`;
  }

  #stateStep(): Step {
    const ids = [...(this.truth.states.get(mainAccount) ?? [])];
    if (ids.length > 3 && this.random.chance(0.4))
      return stateStep(mainAccount, this.random.pick(ids), true, Date.now());
    return stateStep(mainAccount, `state-${this.#states++}`, false, Date.now());
  }

  #deleteStep(): Step | undefined {
    const guest = `guest-account-${this.#guests}`;
    if (!this.truth.listens.has(guest)) return undefined;
    this.#guests++;
    return deleteStep(guest);
  }
}

/** A listen is in one file of an export only. */
function distinct(files: readonly (readonly number[])[]): number[][] {
  const seen = new Set<number>();
  return files
    .map((file) => file.filter((listen) => !seen.has(listen) && seen.add(listen)))
    .filter((file) => file.length > 0);
}
