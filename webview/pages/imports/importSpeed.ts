/** How far an import was at some time. */
export interface Sample {
  /** Unix ms. */
  readonly at: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Speeds are of this last stretch. */
const stretchMs = 5_000;
/** Below this a speed is a guess. */
const leastMs = 500;

/** Speed of one import over the last seconds, and what it makes of the rest. */
export class ImportSpeed {
  #samples: Sample[] = [];

  /** Samples come in the order of time; one that goes back begins anew. */
  add(sample: Sample): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && (sample.bytes < last.bytes || sample.at < last.at)) this.#samples = [];
    this.#samples.push(sample);
    // The last one before the stretch stays: it says where the stretch began.
    const second = this.#samples.findIndex(({ at }) => at > sample.at - stretchMs);
    this.#samples = this.#samples.slice(Math.max(0, second - 1));
  }

  /** Rows a second up to `now`; `undefined` before enough is known. */
  rowsPerSecond(now: number): number | undefined {
    return this.#perSecond(now, ({ rows }) => rows);
  }

  bytesPerSecond(now: number): number | undefined {
    return this.#perSecond(now, ({ bytes }) => bytes);
  }

  /** Seconds until `total` bytes are read; `undefined` while nothing moves. */
  secondsLeft(total: number, now: number): number | undefined {
    const speed = this.bytesPerSecond(now);
    const last = this.#samples.at(-1);
    if (last === undefined || speed === undefined || speed <= 0) return undefined;
    return Math.max(0, total - last.bytes) / speed;
  }

  #perSecond(now: number, of: (sample: Sample) => number): number | undefined {
    const last = this.#samples.at(-1);
    const begin = this.#samples.findLast(({ at }) => at <= now - stretchMs) ?? this.#samples[0];
    if (begin === undefined || last === undefined) return undefined;
    // One sample that is fresh says nothing; one that is old says that nothing moves.
    if (begin === last && last.at > now - stretchMs) return undefined;
    const elapsed = now - begin.at;
    return elapsed < leastMs ? undefined : ((of(last) - of(begin)) * 1000) / elapsed;
  }
}
