import { describe, expect, it } from 'vitest';
import { minSessions } from '../../../../src/core/analytics/clusters/listeningModes.ts';
import { maxSessions } from '../../../../src/core/analytics/clusters/sampledSessions.ts';
import { tasteSummary } from '../../../../src/core/analytics/tasteSummary.ts';
import {
  tasteSummaryResult,
  type TasteSummaryResult,
} from '../../../../src/protocol/history/tasteSummary.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { seededRandom } from '../../../fixtures/seededRandom.ts';
import { contextOf } from '../context.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const firstDay = Date.parse('2025-01-06T00:00:00Z'); // a Monday
const now = '2025-12-31T12:00:00Z';

interface Plan {
  readonly hour: number;
  readonly plays: number;
  readonly songs: number;
  readonly artists: readonly string[];
  readonly isDay: (weekday: number) => boolean;
}

/** A listener of three habits: news songs at work, one band late at night, long weekends of everything. */
const plans: readonly Plan[] = [
  { hour: 9, plays: 8, songs: 400, artists: ['Ana', 'Bo', 'Cy', 'Di'], isDay: (at) => at < 5 },
  { hour: 23, plays: 12, songs: 3, artists: ['Night Band'], isDay: () => true },
  {
    hour: 15,
    plays: 40,
    songs: 2000,
    artists: ['Ed', 'Flo', 'Gil', 'Hal', 'Ida', 'Jo'],
    isDay: (at) => at >= 5,
  },
];

function listening(days: number, seed = 1, chosen = plans): ListenFixture[] {
  const random = seededRandom(seed);
  return Array.from({ length: days }, (_, at) => at).flatMap((at) =>
    chosen
      .filter(({ isDay }) => isDay(at % 7))
      .flatMap(({ hour, plays, songs, artists }) => {
        const start = firstDay + at * day + hour * 60 * minute + random.int(-20, 20) * minute;
        return Array.from({ length: plays }, (_, play) => {
          const song = random.int(1, songs);
          return {
            endedAt: start + play * 3 * minute,
            title: `Song ${song}`,
            artist: artists[song % artists.length]!,
          };
        });
      }),
  );
}
function clustersOf(listens: readonly ListenFixture[], params = {}): TasteSummaryResult['clusters'] {
  const answer = tasteSummary(contextOf(listens, now), { from: '2025-01-01', ...params });
  expect(tasteSummaryResult.parse(answer)).toStrictEqual(answer);
  return answer.clusters;
}

describe('the clusters of the taste summary', () => {
  it('are the habits of the listener, named by rules, with hours, artists and their part of the plays', () => {
    const clusters = clustersOf(listening(84))!;
    const all = 12 * (5 * 8 + 7 * 12 + 2 * 40);
    const share = (plays: number): number => Math.round((12 * plays * 10_000) / all) / 10_000;
    expect(clusters).toHaveLength(3);
    expect(clusters).toMatchObject([
      {
        name: expect.stringMatching(/^late evenings, few artists on repeat/) as string,
        share: share(7 * 12),
      },
      { name: expect.stringMatching(/^weekend afternoons, /) as string, share: share(2 * 40) },
      { name: expect.stringMatching(/^weekday mornings/) as string, share: share(5 * 8) },
    ]);
    expect(clusters.map(({ when }) => when)).toEqual([
      expect.stringMatching(/^2[23]:00–/),
      expect.stringMatching(/^1[56]:00–/),
      expect.stringMatching(/^0[89]:00–/),
    ]);
    expect(clusters[0]!.top_artists).toEqual(['Night Band']);
    expect(clusters[2]!.top_artists.every((name) => ['Ana', 'Bo', 'Cy', 'Di'].includes(name))).toBe(true);
  });

  it('follow the zone of the question', () => {
    const abroad = clustersOf(listening(84), { timezone: 'Pacific/Auckland' })!;
    expect(abroad[0]).toMatchObject({
      name: expect.stringMatching(/(mornings|afternoons), few artists on repeat/) as string,
      when: expect.stringMatching(/^1[12]:00–/) as string,
    });
  });

  it('tell music apart that is heard at the same hours', () => {
    const always = { hour: 20, plays: 10, songs: 300, isDay: () => true };
    const turns = ['A', 'B', 'C'].map((band, turn) => ({
      ...always,
      artists: [`${band}1`, `${band}2`, `${band}3`],
      isDay: (at: number) => at % 3 === turn,
    }));
    const clusters = clustersOf(listening(90, 3, turns))!;
    const bandsOf = (names: readonly string[]): string =>
      [...new Set(names.map((name) => name[0]!))].sort().join('');
    const apart = clusters.filter(({ top_artists: names }) => bandsOf(names).length === 1);
    expect(bandsOf(apart.flatMap(({ top_artists: names }) => names))).toBe('ABC');
    expect(apart.reduce((sum, { share }) => sum + share, 0)).toBeGreaterThan(0.8);
    expect(new Set(clusters.map(({ name }) => name)).size).toBe(clusters.length);
  });

  it('are the same for the same plays', () => {
    expect(clustersOf(listening(84))).toEqual(clustersOf(listening(84)));
  });

  it(`are absent with fewer than ${minSessions} sessions`, () => {
    const nights = listening(minSessions, 1, plans.slice(1, 2));
    expect(clustersOf(nights.slice(0, -12))).toBeUndefined();
    expect(clustersOf([])).toBeUndefined();
  });

  it('come from evenly spread sessions where there are many, and say so', () => {
    const hours = Array.from({ length: 1200 }, (_, at) => at);
    const many = hours.flatMap((at) =>
      [0, 1, 2].map((play) => ({
        endedAt: firstDay + at * 4 * 60 * minute + play * 3 * minute,
        title: `Song ${at % 50}`,
        artist: `Artist ${(at + play) % 7}`,
      })),
    );
    const { note, clusters } = tasteSummary(contextOf(many, '2025-12-31T00:00:00Z'), { from: '2025-01-01' });
    expect(note).toContain(`The clusters were found in ${maxSessions} of 1200 sessions`);
    const shares = clusters!.reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 3);
  });
});
