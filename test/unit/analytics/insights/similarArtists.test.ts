import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarArtists } from '../../../../src/core/analytics/insights/similarArtists.ts';
import {
  similarArtistsParams,
  similarArtistsResult,
  type SimilarArtistsParams,
  type SimilarArtistsResult,
} from '../../../../src/protocol/history/insights/similarArtists.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf } from '../context.ts';

const now = '2025-06-14T12:00:00Z';
const hour = 3_600_000;
const start = Date.parse('2025-01-01T08:00:00Z');

/** One session a day, of one song by each artist that is named. */
function listening(sessions: readonly (readonly string[])[]): ListenFixture[] {
  return sessions.flatMap((artists, day) =>
    artists.map((artist, at) => ({
      endedAt: start + day * 24 * hour + at * 180_000,
      title: `song ${at} of ${artist}`,
      artist,
    })),
  );
}
function ask(listens: readonly ListenFixture[], params: SimilarArtistsParams): SimilarArtistsResult {
  const answer = similarArtists(contextOf(listens, now), similarArtistsParams.parse(params));
  expect(similarArtistsResult.parse(answer)).toStrictEqual(answer);
  return answer;
}
const similarTo = (listens: readonly ListenFixture[], artist: string): string[] =>
  ask(listens, { artist }).artists.flatMap(({ similar }) => similar.map(({ name }) => name));

const days = [
  ['Ana', 'Bo', 'Hit'],
  ['Ana', 'Bo', 'Hit'],
  ['Ana', 'Bo', 'Cy'],
  ['Ana', 'Cy'],
  ['Di', 'Hit'],
  ['Ed', 'Hit'],
  ['Di', 'Ed', 'Hit'],
  ['Di', 'Ed', 'Hit'],
];

describe('similar artists', () => {
  it('are those of the same sessions, closest first, and said to be from there', () => {
    const { artists, rule, sessions } = ask(listening(days), { artist: 'ana' });
    expect(sessions).toBe(8);
    expect(rule).toMatch(/^From the user's own listening sessions/);
    expect(artists).toMatchObject([
      {
        name: 'Ana',
        plays: 4,
        sessions: 4,
        similar: [
          { name: 'Bo', plays: 3, sessions: 3, together: 3 },
          { name: 'Cy', plays: 2, sessions: 2, together: 2 },
        ],
      },
    ]);
  });

  it('leave out who is in every session', () => {
    expect(similarTo(listening(days), 'Ana')).not.toContain('Hit');
  });

  it('are told for the top artists where none is named', () => {
    const { artists } = ask(listening(days), {});
    expect(artists.map(({ name }) => name)).toEqual(['Hit', 'Ana', 'Bo', 'Di', 'Ed']);
    expect(artists[3]?.similar.map(({ name }) => name)).toEqual(['Hit', 'Ed']);
  });

  it('count only the sessions of the window', () => {
    const window = { from: '2025-01-03', to: '2025-01-09', artist: 'Ana' };
    expect(ask(listening(days), window).artists).toMatchObject([
      { plays: 2, sessions: 2, similar: [{ name: 'Cy', together: 2 }] },
    ]);
  });

  it('are none, with a reason, where there is too little', () => {
    const reasonFor = (sessions: readonly string[][], artist: string): string | undefined =>
      ask(listening(sessions), { artist }).artists[0]?.reason;
    expect(reasonFor([['Ana'], ['Ana', 'Ana']], 'Ana')).toContain('in no session');
    expect(reasonFor([['Ana', 'Bo'], ['Cy']], 'Ana')).toContain('in one session');
    expect(
      reasonFor(
        [
          ['Ana', 'Bo'],
          ['Ana', 'Cy'],
        ],
        'Ana',
      ),
    ).toContain('In its 2 sessions (of 2) no other artist');
    expect(ask(listening(days), { artist: 'Nobody' })).toMatchObject({
      artists: [],
      note: expect.stringContaining('no such artist') as string,
    });
  });

  it('do not take podcasts or artists without a name for artists', () => {
    const nameless = [
      ['Ana', '', 'Bo'],
      ['Ana', '', 'Bo'],
      ['Cy', ''],
      ['Cy', 'Di'],
    ];
    expect(similarTo(listening(nameless), 'Ana')).toEqual(['Bo']);
  });

  it('agree with a slow, independent measure on random sessions', () => {
    const names = ['Ana', 'Bo', 'Cy', 'Di', 'Ed', ''];
    const someListen = fc.record({
      minutes: fc.integer({ min: 0, max: 40 * 60 }),
      artist: fc.constantFrom(...names),
      msPlayed: fc.constantFrom(-1, 20_000, 30_000, 180_000, 1_200_000),
    });
    fc.assert(
      fc.property(fc.array(someListen, { maxLength: 60 }), (all) => {
        const listens = all.map(({ minutes, ...rest }) => ({
          ...rest,
          endedAt: start + minutes * 60_000,
          title: `by ${rest.artist}`,
        }));
        const { artists } = ask(listens, { limit: 50 });
        for (const { name, similar } of artists) {
          const expected = oracle(listens, name);
          expect(similar.map((row) => row.name).sort()).toEqual(Object.keys(expected).sort());
          for (const row of similar) {
            expect(Math.abs(row.score - expected[row.name]!.score)).toBeLessThan(0.000_051);
            expect(row.together).toBe(expected[row.name]!.together);
          }
          const scores = similar.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** By the definition, over sets of names: Σ over common sessions of 1/√n, divided by the norms, times n / (n + 2). */
function oracle(
  listens: readonly ListenFixture[],
  seed: string,
): Record<string, { score: number; together: number }> {
  const plays = listens
    .filter(({ msPlayed }) => msPlayed! >= 30_000)
    .sort((a, b) => Number(a.endedAt) - Number(b.endedAt));
  const all: ListenFixture[][] = [];
  for (const play of plays) {
    const before = all.at(-1)?.at(-1);
    const silence =
      before === undefined ? Infinity : Number(play.endedAt) - play.msPlayed! - Number(before.endedAt);
    if (silence > hour / 2) all.push([play]);
    else all.at(-1)!.push(play);
  }
  const sessions = all
    .map((session) => new Set(session.map(({ artist }) => artist).filter((name) => name !== '')))
    .filter((names) => names.size > 1);
  const weigh = (chosen: Set<string>[]): number =>
    chosen.reduce((sum, names) => sum + 1 / Math.sqrt(names.size), 0);
  const own = sessions.filter((names) => names.has(seed));
  const found: Record<string, { score: number; together: number }> = {};
  for (const name of new Set(own.flatMap((names) => [...names]))) {
    const theirs = sessions.filter((names) => names.has(name));
    const both = own.filter((names) => names.has(name));
    const lift = (both.length * sessions.length) / (own.length * theirs.length);
    if (name === seed || both.length < 2 || lift <= 1) continue;
    const cosine = weigh(both) / Math.sqrt(weigh(own) * weigh(theirs));
    found[name] = { score: cosine * (both.length / (both.length + 2)), together: both.length };
  }
  return found;
}
