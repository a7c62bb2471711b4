import { collectorLimits } from './collectorLimits.ts';

/**
 * Wait before the next attempt, ms: full jitter, a random part of a bound that doubles with each failure in a row.
 * @param failures in a row, from 1
 * @param random 0 ≤ n < 1
 */
export function backoffMs(failures: number, random: () => number): number {
  const { backoffFirstMs, backoffLongestMs } = collectorLimits;
  const bound = Math.min(backoffLongestMs, backoffFirstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(bound * random());
}
