import fc from 'fast-check';
import { budgetMs, fuzzSeed } from './budget.ts';
import { watchBlocks, type BlocksReached } from './blocksReached.ts';
import { keepFound, keptInputs } from './corpus.ts';
import { startWatchdog } from './watchdog.ts';

/** Something that takes inputs. */
export interface FuzzTarget<Plan> {
  /** Also the folder of its corpus. */
  readonly name: string;
  /** Whose blocks are counted: parts of paths. */
  readonly folders: readonly string[];
  /** How an input comes to be: what fast-check makes, and makes smaller once it broke something. */
  readonly plans: fc.Arbitrary<Plan>;
  /** Makes an input; `pool` holds those that reached something new, the corpus first. */
  readonly build: (plan: Plan, pool: readonly Uint8Array[]) => Uint8Array;
  /** Tries one. @returns what it came to, in a few words @throws where something is broken */
  readonly attempt: (input: Uint8Array) => Promise<string> | string;
}

export interface FuzzReport {
  readonly runs: number;
  /** How often each outcome was reached. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Between two counts of the blocks, ms, at least. */
const leastPauseMs = 500;
const mostPooled = 600;
/** Larger inputs are slow, and those made of them are larger. */
const mostPooledBytes = 8 * 1024;

/**
 * Tries all that is kept for the target, then new inputs until the time is over. Inputs that reach a new outcome, or
 * were tried when a new block was reached, are what the next ones are made of. One that breaks something is made as
 * small as may be, and kept.
 */
export async function fuzz<Plan>(target: FuzzTarget<Plan>): Promise<FuzzReport> {
  const run = new FuzzRun(target, await watchBlocks(target.folders));
  try {
    await run.tryKept();
    await run.tryNew();
  } finally {
    await run.stop();
  }
  return run.report();
}

class FuzzRun<Plan> {
  readonly #target: FuzzTarget<Plan>;
  readonly #blocks: BlocksReached;
  readonly #watchdog;
  readonly #outcomes = new Map<string, number>();
  readonly #pool: Uint8Array[] = [];
  #sinceCount: Uint8Array[] = [];
  #countedAt = performance.now();
  #pause = leastPauseMs;
  #reached = 0;
  #known = 0;
  #atStart = 0;
  #runs = 0;
  #kept = 0;
  #broken: Uint8Array | undefined;

  constructor(target: FuzzTarget<Plan>, blocks: BlocksReached) {
    this.#target = target;
    this.#blocks = blocks;
    this.#watchdog = startWatchdog(target.name);
  }

  async tryKept(): Promise<void> {
    for (const { name, bytes } of keptInputs(this.#target.name)) {
      this.#pool.push(bytes);
      this.#kept += 1;
      try {
        await this.#try(bytes);
      } catch (cause) {
        throw new Error(`corpus/${this.#target.name}/${name} breaks it`, { cause });
      }
    }
    await this.#count();
    this.#atStart = this.#reached;
  }

  async tryNew(): Promise<void> {
    const { name, plans, build } = this.#target;
    try {
      await fc.assert(
        fc.asyncProperty(plans, async (plan) => {
          const input = build(plan, this.#pool);
          try {
            await this.#try(input);
          } catch (error) {
            this.#broken = input;
            throw error;
          }
          await this.#learn(input);
        }),
        {
          seed: fuzzSeed,
          numRuns: Number.MAX_SAFE_INTEGER,
          interruptAfterTimeLimit: budgetMs,
          markInterruptAsFailure: false,
          maxSkipsPerRun: Number.MAX_SAFE_INTEGER,
        },
      );
    } catch (error) {
      if (this.#broken === undefined) throw error;
      const path = keepFound(name, this.#broken);
      throw new Error(`${name} broke (seed ${fuzzSeed}); the input is kept as ${path}`, { cause: error });
    }
  }

  report(): FuzzReport {
    const outcomes = [...this.#outcomes].sort(([, a], [, b]) => b - a);
    const lines = outcomes.map(([outcome, times]) => `  ${String(times).padStart(8)}  ${outcome}`);
    const blocks = `${this.#reached} of ${this.#known} known blocks reached, ${this.#atStart} by the corpus`;
    process.stdout.write(
      `${this.#target.name}: seed ${fuzzSeed}, ${this.#kept} kept inputs, ${this.#runs} runs, ${outcomes.length} distinct outcomes, ${blocks}, ${this.#pool.length} in the pool\n${lines.slice(0, 40).join('\n')}\n`,
    );
    return { runs: this.#runs, outcomes: this.#outcomes };
  }

  async stop(): Promise<void> {
    await this.#count();
    await this.#blocks.stop();
    await this.#watchdog.stop();
  }

  async #try(input: Uint8Array): Promise<void> {
    this.#watchdog.begin(input);
    try {
      const outcome = await this.#target.attempt(input);
      const times = this.#outcomes.get(outcome) ?? 0;
      this.#outcomes.set(outcome, times + 1);
      if (times === 0) this.#keep(input);
    } finally {
      this.#runs += 1;
      this.#watchdog.end();
    }
  }

  async #learn(input: Uint8Array): Promise<void> {
    this.#sinceCount.push(input);
    if (this.#sinceCount.length > 64) this.#sinceCount.shift();
    if (performance.now() - this.#countedAt < this.#pause) return;
    const before = this.#reached;
    await this.#count();
    if (this.#reached > before) for (const recent of this.#sinceCount) this.#keep(recent);
    this.#sinceCount = [];
  }

  async #count(): Promise<void> {
    const begun = performance.now();
    const { reached, known } = await this.#blocks.take();
    this.#reached = reached;
    this.#known = known;
    this.#countedAt = performance.now();
    // Counting in a large program takes long: a tenth of the time is enough for it.
    this.#pause = Math.max(leastPauseMs, 10 * (this.#countedAt - begun));
  }

  #keep(input: Uint8Array): void {
    if (input.length > mostPooledBytes) return;
    if (this.#pool.length < mostPooled) this.#pool.push(input);
    else this.#pool[this.#kept + (this.#runs % (mostPooled - this.#kept))] = input;
  }
}
