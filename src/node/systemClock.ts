import type { Clock } from '../core/ports.ts';

/** The machine's clock and zone. */
export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};
