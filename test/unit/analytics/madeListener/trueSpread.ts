import type { By } from '../../../../src/protocol/history/window.ts';
import { decimals } from '../insights/slowHistory.ts';
import { countItems } from './items.ts';
import { daysBefore } from './trueCompare.ts';
import { daysWithPlays } from './trueDays.ts';
import { answered, valueBy, type Count, type Window } from './truth.ts';

/** n / d to four decimals, for numbers that no double holds. */
function exactly(n: bigint, d: bigint): number {
  return d === 0n ? 0 : Number((2n * n * 10_000n + d) / (2n * d)) / 10_000;
}

function spread(counts: Iterable<Count>, by: By): object {
  const values = Array.from(counts, valueBy(by)).sort((a, b) => b - a);
  const sum = values.reduce((a, b) => a + b, 0);
  const top = (n: number): number =>
    decimals(
      values.slice(0, n).reduce((a, b) => a + b, 0),
      sum,
      4,
    );
  // Gini as half the mean difference of all pairs: of n numbers from the greatest, the k-th is less than k others.
  let differences = 0n;
  let squares = 0n;
  let entropy = 0;
  let half = 0;
  let part = 0;
  values.forEach((value, k) => {
    differences += BigInt(values.length - 1 - 2 * k) * BigInt(value);
    squares += BigInt(value) ** 2n;
    const p = value / sum;
    if (p > 0) entropy += p * -Math.log(p);
    if (2 * part < sum) half++;
    part += value;
  });
  const square = BigInt(sum) ** 2n;
  return {
    unique: values.length,
    top_10_share: top(10),
    top_100_share: top(100),
    top_500_share: top(500),
    gini: exactly(differences, BigInt(values.length) * BigInt(sum)),
    hhi: exactly(squares, square),
    effective_number: sum === 0 ? 0 : Math.round(Math.exp(entropy) * 10_000) / 10_000,
    effective_number_hhi: exactly(square, squares),
    makes_half: half,
  };
}

function measured(window: Window, by: By): object {
  const { made } = window.history;
  const days = daysWithPlays(window)
    .map(({ first, end }) => end - first)
    .sort((a, b) => b - a);
  return {
    plays: window.plays.length,
    tracks: spread(countItems(made, 'tracks', window.plays).values(), by),
    artists: spread(countItems(made, 'artists', window.plays).values(), by),
    eddington: days.filter((plays, k) => plays > k).length,
  };
}

export function concentration(window: Window, by: By): object {
  const before = daysBefore(window);
  const { clock } = window.history;
  return {
    ...answered(window),
    by,
    ...measured(window, by),
    ...(before.plays.length > 0 && {
      previous: { start: clock.iso(before.start), end: clock.iso(before.end), ...measured(before, by) },
    }),
  };
}
