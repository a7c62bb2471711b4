import type { Spread } from '../../../protocol/history/insights/concentration.ts';
import type { By } from '../../../protocol/history/window.ts';
import { toRatio } from '../format.ts';
import type { Tally } from '../tally.ts';

/**
 * Measures how plays or time are spread over what was played. Gini of the values x₁ ≤ … ≤ xₙ: Σ (2i − n − 1)·xᵢ / (n·Σx).
 * Herfindahl–Hirschman: Σp². Effective numbers after Hill, "Diversity and Evenness" (1973): of order 1, exp(−Σ p·ln p),
 * and of order 2, 1/Σp².
 */
export function measureSpread(tally: Tally, by: By): Spread {
  const values = sortedValues(tally, by);
  const unique = values.length;
  let sum = 0;
  for (let i = 0; i < unique; i++) sum += values[i]!;
  let ranked = 0;
  let squares = 0;
  let entropy = 0;
  for (let i = 0; i < unique; i++) {
    const value = values[i]!;
    ranked += (2 * i + 1 - unique) * value;
    squares += value * value;
    if (value > 0) entropy -= (value / sum) * Math.log(value / sum);
  }
  return {
    unique,
    top_10_share: toRatio(sumOfTop(values, 10), sum),
    top_100_share: toRatio(sumOfTop(values, 100), sum),
    top_500_share: toRatio(sumOfTop(values, 500), sum),
    gini: toRatio(ranked, unique * sum),
    hhi: toRatio(squares, sum * sum),
    effective_number: sum === 0 ? 0 : toRatio(Math.exp(entropy), 1),
    effective_number_hhi: toRatio(sum * sum, squares),
    makes_half: countForHalf(values, sum),
  };
}

/** Of all that was played at all, smallest first. */
function sortedValues({ plays, ms }: Tally, by: By): Int32Array | Float64Array {
  const all = by === 'time' ? ms : plays;
  const values = all.slice();
  let count = 0;
  for (let id = 0; id < plays.length; id++) if (plays[id]! > 0) values[count++] = all[id]!;
  return values.subarray(0, count).sort();
}

function sumOfTop(values: Int32Array | Float64Array, count: number): number {
  let sum = 0;
  for (let i = Math.max(0, values.length - count); i < values.length; i++) sum += values[i]!;
  return sum;
}

function countForHalf(values: Int32Array | Float64Array, sum: number): number {
  let count = 0;
  for (let part = 0; count < values.length && 2 * part < sum; count++) {
    part += values[values.length - 1 - count]!;
  }
  return count;
}
