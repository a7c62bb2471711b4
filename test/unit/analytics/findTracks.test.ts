import { describe, expect, it } from 'vitest';
import { findTracks } from '../../../src/core/analytics/findTracks.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import {
  findTracksParams,
  findTracksResult,
  type FindTracksResult,
} from '../../../src/protocol/history/findTracks.ts';
import { contextOf } from './context.ts';

const heard = (
  title: string,
  artist: string,
  times = 1,
  rest: Partial<ListenFixture> = {},
): ListenFixture[] =>
  Array.from({ length: times }, (_, at) => ({
    ...{ endedAt: Date.UTC(2025, 0, 1) + at * 600_000, title, artist },
    uri: `spotify:track:${`${title}${artist}`
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 22)
      .padEnd(22, '0')}`,
    ...rest,
  }));

const listens = [
  ...heard('Paper Lantern', 'Tin Observatory', 9, { album: 'Weather Maps' }),
  ...heard('Paper Lantern - Live', 'Tin Observatory', 2),
  ...heard('Paper Lantern', 'Kettle Forecast', 1),
  ...heard('Intro', 'Bright Gravel', 1),
  ...heard('Intro', 'Hollow Almanac', 30),
  ...heard('(I Can’t Find) The Ferry', 'Polite Tornado Club', 3),
  ...heard('夜行図書室のテーマ', '夜行図書室', 2),
  ...heard('Salted Window', 'The Municipal Swans', 4),
  ...heard('Own Recording', 'Ada', 4, { uri: 'spotify:local:Ada::Own+Recording:120' }),
  ...heard('No Address', 'Ada', 4, { uri: 'local:1' }),
];
const context = contextOf(listens, '2025-02-01T00:00:00Z');

type Found = FindTracksResult['lines'][number]['tracks'];
const find = (...lines: readonly string[]): readonly Found[] =>
  findTracksResult
    .strict()
    .parse(findTracks(context, findTracksParams.parse({ lines: lines.map((text) => ({ text })) })))
    .lines.map(({ tracks }) => tracks);
const bestOf = (line: string): string | undefined => {
  const [best] = find(line)[0] ?? [];
  return best && `${best.name} / ${best.artists.join()}`;
};

describe('what a line means among what was listened to', () => {
  it.each([
    ['Tin Observatory – Paper Lantern', 'Paper Lantern / Tin Observatory'],
    ['paper lantern by kettle forecast', 'Paper Lantern / Kettle Forecast'],
    ['TIN OBSERVATORY - PAPER LANTERN (LIVE)', 'Paper Lantern - Live / Tin Observatory'],
    ['Tin Observatory - Papper Lantren', 'Paper Lantern / Tin Observatory'],
    ['Tin Observatry - Paper Lantern', 'Paper Lantern / Tin Observatory'],
    ['Tin Observatory Paper Lantern', 'Paper Lantern / Tin Observatory'],
    ['Polite Tornado Club: The Ferry', '(I Can’t Find) The Ferry / Polite Tornado Club'],
    ['夜行図書室 - 夜行図書室のテーマ', '夜行図書室のテーマ / 夜行図書室'],
    ['municipal swans, salted window', 'Salted Window / The Municipal Swans'],
    ['Intro', 'Intro / Hollow Almanac'],
    ['Own Recording', undefined],
    ['Ada - No Address', undefined],
    ['Umbrella Season', undefined],
    ['', undefined],
    ['!!!', undefined],
  ])('%s → %s', (line, expected) => {
    expect(bestOf(line)).toBe(expected);
  });

  it('is answered for each line, in order, with listens and a score', () => {
    const [first, second, third] = find('Intro', 'nothing of the kind', 'Tin Observatory - Paper Lantern');
    expect(first?.map(({ listens: count }) => count)).toEqual([30, 1]);
    expect(second).toEqual([]);
    expect(third?.[0]).toMatchObject({ album: 'Weather Maps', listens: 9, score: 1 });
    expect(third?.[0]?.uri).toMatch(/^spotify:track:/);
    expect(third?.map(({ score }) => score)).toEqual(
      [...(third ?? [])].map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it('takes title and artist apart where they are given so', () => {
    const params = findTracksParams.parse({ lines: [{ title: 'Paper Lantern', by: 'Kettle Forecast' }] });
    expect(findTracks(context, params).lines[0]?.tracks[0]).toMatchObject({
      artists: ['Kettle Forecast'],
      score: 1,
    });
  });

  it('finds 200 lines among 10,000 tracks of artists of nearly the same name', () => {
    const many = contextOf(
      Array.from({ length: 10_000 }, (_, at) => ({
        ...{
          endedAt: Date.UTC(2024, 0, 1) + at * 60_000,
          title: `Love Song ${at}`,
          artist: `The Lovers ${at % 300}`,
        },
        uri: `spotify:track:${String(at).padStart(22, '0')}`,
      })),
      '2025-01-01T00:00:00Z',
    );
    const lines = Array.from({ length: 200 }, (_, at) => ({ text: `The Lovers ${at} - Love Song ${at}` }));
    const { lines: found } = findTracks(many, { lines });
    expect(found.every(({ tracks: [best] }, at) => best?.name === `Love Song ${at}`)).toBe(true);
  });
});
