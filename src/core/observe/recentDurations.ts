/** Smallest duration that is told from nothing, seconds. */
const smallest = 1e-5;
/** Each step is 5 % longer than the one before it, so that what is told is off by 2.5 % at most. */
const growth = 1.05;
/** Up to about 20 minutes. */
const steps = 380;

/** What is forgotten at once, ms, and how many of them are remembered: ten minutes. */
const windowMs = 120_000;
const windows = 5;

interface Window {
  readonly begun: number;
  readonly counts: Uint32Array;
}

/** How long things took lately: quantiles of the last ten minutes, in a few kilobytes whatever their number. */
export class RecentDurations {
  readonly #elapsed: () => number;
  #windows: Window[] = [];

  /** @param elapsed ms of a clock that only goes forward */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  note(seconds: number): void {
    const step = Math.ceil(Math.log(Math.max(seconds, smallest) / smallest) / Math.log(growth));
    const { counts } = this.#newest();
    const at = Math.min(step, steps - 1);
    counts[at] = (counts[at] ?? 0) + 1;
  }

  /** Seconds within which that share was done, one for each share asked; 0 where nothing was done lately. */
  quantiles(shares: readonly number[]): readonly number[] {
    this.#forget();
    const counts = new Float64Array(steps);
    for (const window of this.#windows)
      for (const [at, count] of window.counts.entries()) counts[at] = (counts[at] ?? 0) + count;
    const total = counts.reduce((sum, count) => sum + count, 0);
    return shares.map((share) => quantile(counts, share * total));
  }

  #newest(): Window {
    const newest = this.#windows.at(-1);
    const now = this.#elapsed();
    if (newest !== undefined && now - newest.begun < windowMs) return newest;
    const next = { begun: now, counts: new Uint32Array(steps) };
    this.#windows.push(next);
    this.#forget();
    return next;
  }

  #forget(): void {
    const oldest = this.#elapsed() - windows * windowMs;
    this.#windows = this.#windows.filter(({ begun }) => begun > oldest);
  }
}

function quantile(counts: Float64Array, rank: number): number {
  let seen = 0;
  for (const [at, count] of counts.entries()) {
    seen += count;
    if (count > 0 && seen >= rank) return smallest * growth ** (at - 0.5);
  }
  return 0;
}
