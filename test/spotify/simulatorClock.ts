/** The simulator's time: real time (or the test's own) plus what was advanced by hand. */
export interface SimulatorClock {
  /** Unix time in ms. */
  now(): number;
  /** Lets time pass at once; tokens expire and players play on accordingly. */
  advance(ms: number): void;
}

export function simulatorClock(base: () => number): SimulatorClock {
  let advanced = 0;
  return {
    now: () => Math.round(base() + advanced),
    advance: (ms) => {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('Time only moves forward.');
      advanced += ms;
    },
  };
}
