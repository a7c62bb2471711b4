/** Clocks further apart than this are not those of one machine, ms; a shared reading may be some seconds old. */
const sameClockMs = 20_000;

/** Puts instants of the host into the time of this page, which may be shown by a browser on another machine. */
export class HostClock {
  readonly #now: () => number;
  #ahead = Infinity;

  /** @param now of this page, Unix ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The instant by the clock of this page. A reading is as old as its way was long: the shortest seen tells how far
   * the clocks are apart.
   * @param instant Unix ms, of a message that has just arrived
   */
  local(instant: number): number {
    this.#ahead = Math.min(this.#ahead, this.#now() - instant);
    return Math.abs(this.#ahead) > sameClockMs ? instant + this.#ahead : Math.min(instant, this.#now());
  }
}
