import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentration } from '../../../../src/core/analytics/insights/concentration.ts';
import { measureSpread } from '../../../../src/core/analytics/insights/spread.ts';
import {
  concentrationParams,
  concentrationResult,
  type Spread,
} from '../../../../src/protocol/history/insights/concentration.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { mixedListens } from './mixedListens.ts';

const now = '2025-04-10T12:00:00Z';
const spreadOf = (plays: readonly number[]): Spread =>
  measureSpread({ plays: Int32Array.from(plays), ms: new Float64Array(plays.length) }, 'plays');

/** Plays of songs A, B …, each as often as the numbers say, on one day of March 2025. */
function plays(counts: readonly number[], day = 10): ListenFixture[] {
  return counts.flatMap((count, song) =>
    Array.from({ length: count }, (_, i) =>
      listen(
        new Date(Date.UTC(2025, 2, day, 0, song * 20 + i)).toISOString(),
        `Song ${song}`,
        `Artist ${song}`,
      ),
    ),
  );
}

describe('measures of concentration', () => {
  it('are those of the books for equal and for unequal shares', () => {
    expect(spreadOf([5, 5, 5, 5])).toMatchObject({
      unique: 4,
      gini: 0,
      hhi: 0.25,
      effective_number: 4,
      effective_number_hhi: 4,
      makes_half: 2,
    });
    // p = ½, ¼, ¼: Σp² = 3/8, H = 1.5·ln 2; Gini = (1·1 + 2·1 + 3·2)·2 / (3·4) − 4/3.
    expect(spreadOf([2, 1, 1])).toMatchObject({
      gini: 0.1667,
      hhi: 0.375,
      effective_number: 2.8284,
      effective_number_hhi: 2.6667,
      makes_half: 1,
    });
  });

  it('say 1 for who plays one track only, and 0 without plays', () => {
    expect(spreadOf([0, 9, 0])).toMatchObject({ unique: 1, gini: 0, hhi: 1, effective_number: 1 });
    expect(Object.values(spreadOf([0, 0]))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('give the shares of the top 10, 100 and 500', () => {
    const thousand = Array.from({ length: 1000 }, (_, i) => (i < 10 ? 91 : i < 100 ? 10 : 1));
    const sum = 910 + 900 + 900;
    expect(spreadOf(thousand)).toMatchObject({
      top_10_share: Math.round((910 / sum) * 10_000) / 10_000,
      top_100_share: Math.round((1810 / sum) * 10_000) / 10_000,
      top_500_share: Math.round((2210 / sum) * 10_000) / 10_000,
    });
  });
});

describe('concentration', () => {
  const ask = (listens: readonly ListenFixture[], params = {}) =>
    concentration(contextOf(listens, now), concentrationParams.parse(params));

  it('counts days for the Eddington number', () => {
    const days = [3, 1, 2, 3].flatMap((count, day) => plays([count], 10 + day));
    expect(ask(days).eddington).toBe(2);
    expect(ask([...days, ...plays([3], 20)]).eddington).toBe(3);
  });

  it('compares with the equally long window before, and leaves it out where it has no plays', () => {
    const all = [...plays([4], 1), ...plays([1, 1], 10)];
    const march = ask(all, { from: '2025-03-08', to: '2025-03-15' });
    expect(march).toMatchObject({ plays: 2, tracks: { unique: 2, hhi: 0.5 } });
    expect(march.previous).toMatchObject({
      start: '2025-03-01T00:00:00+00:00',
      end: '2025-03-08T00:00:00+00:00',
      plays: 4,
      tracks: { unique: 1, hhi: 1 },
    });
    const first = ask(all, { from: '2025-02-25', to: '2025-03-03' });
    expect(first).not.toHaveProperty('previous');
    expect(first.note).toContain('nothing of the other period is known');
  });

  it('agrees with a slow, independent one on random histories', () => {
    fc.assert(
      fc.property(
        mixedListens('2025-04-05T00:00:00Z'),
        fc.constantFrom('plays' as const, 'time' as const),
        fc.constantFrom('UTC', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
        (listens, by, timezone) => {
          const answer = ask(listens, { from: '2025-04-04', to: '2025-04-07', by, timezone });
          const current = inDays(listens, ['2025-04-04', '2025-04-05', '2025-04-06'], timezone);
          const previous = inDays(listens, ['2025-04-01', '2025-04-02', '2025-04-03'], timezone);
          expect(concentrationResult.parse(answer)).toStrictEqual(answer);
          check(answer, current, by, timezone);
          expect(answer.previous === undefined).toBe(previous.length === 0);
          if (answer.previous !== undefined) check(answer.previous, previous, by, timezone);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const dateOf = (at: number, zone: string): string =>
  new Date(at).toLocaleDateString('en-CA', { timeZone: zone });

/** The plays of some dates on the wall calendar, one question to Intl each. */
function inDays(listens: readonly ListenFixture[], dates: readonly string[], zone: string): ListenFixture[] {
  return listens.filter(
    ({ endedAt, msPlayed }) => msPlayed! >= 30_000 && dates.includes(dateOf(Number(endedAt), zone)),
  );
}

function check(
  answer: { plays: number; tracks: Spread; artists: Spread; eddington: number },
  listens: readonly ListenFixture[],
  by: 'plays' | 'time',
  zone: string,
): void {
  const valuesOf = (keyOf: (play: ListenFixture) => string): number[] => {
    const keys = [...new Set(listens.map(keyOf))].filter((key) => key !== '');
    return keys.map((key) =>
      listens
        .filter((play) => keyOf(play) === key)
        .reduce((sum, { msPlayed }) => sum + (by === 'time' ? msPlayed! : 1), 0),
    );
  };
  expect(answer.plays).toBe(listens.length);
  checkSpread(
    answer.tracks,
    valuesOf(({ title }) => title),
  );
  checkSpread(
    answer.artists,
    valuesOf(({ artist }) => artist),
  );
  const days = [...new Set(listens.map(({ endedAt }) => dateOf(Number(endedAt), zone)))];
  const perDay = days.map(
    (day) => listens.filter(({ endedAt }) => dateOf(Number(endedAt), zone) === day).length,
  );
  const numbers = Array.from({ length: days.length + 1 }, (_, n) => n);
  expect(answer.eddington).toBe(
    Math.max(...numbers.filter((n) => perDay.filter((count) => count >= n).length >= n)),
  );
}

/** By the definitions: Gini as the mean difference of all pairs, entropy term by term. */
function checkSpread(spread: Spread, values: readonly number[]): void {
  const sum = values.reduce((a, b) => a + b, 0);
  const shares = values.map((value) => value / (sum || 1)).sort((a, b) => b - a);
  const differences = shares.flatMap((a) => shares.map((b) => Math.abs(a - b)));
  const n = values.length;
  const hhi = shares.reduce((total, p) => total + p ** 2, 0);
  const entropy = shares.reduce((total, p) => total - (p > 0 ? p * Math.log(p) : 0), 0);
  const some = n > 0 && sum > 0;
  const expected = {
    unique: n,
    top_10_share: shares.slice(0, 10).reduce((a, b) => a + b, 0),
    top_100_share: some ? 1 : 0,
    top_500_share: some ? 1 : 0,
    gini: some ? differences.reduce((a, b) => a + b, 0) / (2 * n) : 0,
    hhi,
    effective_number: some ? Math.exp(entropy) : 0,
    effective_number_hhi: some ? 1 / hhi : 0,
  };
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs(spread[name as keyof Spread] - value), name).toBeLessThanOrEqual(0.000_050_1);
  }
  let half = 0;
  const whole = [...values].sort((a, b) => b - a);
  while (2 * whole.slice(0, half).reduce((a, b) => a + b, 0) < sum) half++;
  expect(spread.makes_half).toBe(half);
}
