import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kMeans, type Points } from '../../../../src/core/analytics/clusters/kMeans.ts';
import { seededRandom } from '../../../fixtures/seededRandom.ts';

function pointsOf(rows: readonly (readonly number[])[]): Points {
  return { count: rows.length, width: rows[0]!.length, values: Float64Array.from(rows.flat()) };
}
const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, at) => value - b[at]!));

describe('k-means', () => {
  it('finds groups that lie apart, whatever their order', () => {
    const random = seededRandom(7);
    const centres = [
      [0, 0],
      [10, 0],
      [0, 10],
      [10, 10],
    ];
    const rows = Array.from({ length: 200 }, (_, i) => ({
      group: i % 4,
      row: centres[i % 4]!.map((value) => value + random.next()),
    }));
    const { clusterOf, sizes, silhouette } = kMeans(pointsOf(rows.map(({ row }) => row)), 4);
    const pairs = rows.map(({ group }, at) => `${group} in ${clusterOf[at]}`);
    expect(new Set(pairs).size).toBe(4);
    expect([...sizes]).toEqual([50, 50, 50, 50]);
    expect(silhouette).toBeGreaterThan(0.9);
    const three = kMeans(pointsOf(rows.map(({ row }) => row)), 3);
    expect(three.silhouette).toBeLessThan(silhouette);
  });

  it('puts each point to the nearest mean, and measures the silhouette as its definition says', () => {
    const row = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 2, max: 4 }),
        (rows, k) => {
          const { clusterOf, sizes, silhouette } = kMeans(pointsOf(rows), k);
          const groups = Array.from({ length: k }, (_, cluster) =>
            rows.filter((_row, at) => clusterOf[at] === cluster),
          );
          expect([...sizes]).toEqual(groups.map(({ length }) => length));
          if (groups.some(({ length }) => length === 0)) return;
          const means = groups.map((own) =>
            [0, 1].map((at) => own.reduce((sum, point) => sum + point[at]!, 0) / own.length),
          );
          const values = rows.map((point, at) => {
            const own = distance(point, means[clusterOf[at]!]!);
            const other = Math.min(
              ...means.filter((_, cluster) => cluster !== clusterOf[at]).map((mean) => distance(point, mean)),
            );
            expect(own).toBeLessThanOrEqual(other + 1e-9);
            return Math.max(own, other) === 0 ? 0 : (other - own) / Math.max(own, other);
          });
          expect(silhouette).toBeCloseTo(values.reduce((a, b) => a + b, 0) / rows.length, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes points that are all the same', () => {
    const same = pointsOf(Array.from({ length: 10 }, () => [3, 3]));
    expect([...kMeans(same, 3).sizes].reduce((a, b) => a + b, 0)).toBe(10);
  });
});
