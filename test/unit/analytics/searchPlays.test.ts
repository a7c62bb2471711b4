import { describe, expect, it } from 'vitest';
import { searchPlays } from '../../../src/core/analytics/searchPlays.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { SearchPlaysParams } from '../../../src/protocol/history/searchPlays.ts';
import { contextOf } from './context.ts';

const listens = [
  { endedAt: '2019-01-01T10:00:00Z', title: 'Jóga', artist: 'Björk', album: 'Homogenic' },
  {
    endedAt: '2025-06-01T10:00:00Z',
    title: 'Jóga',
    artist: 'Björk',
    album: 'Homogenic',
    uri: 'spotify:track:1',
  },
  { endedAt: '2025-06-02T10:00:00Z', title: 'Don’t Stop', artist: 'Fleetwood Mac', album: 'Rumours' },
  { endedAt: '2025-06-03T10:00:00Z', title: 'Halo', artist: 'Beyoncé', msPlayed: 61_999 },
  { endedAt: '2025-06-04T10:00:00Z', title: 'Rumours of Halo', artist: 'Straße', msPlayed: -1 },
  { endedAt: '2025-06-05T10:00:00Z', title: 'On Björk', artist: 'A Show', kind: 'podcast' as const },
];
const ask = (params: SearchPlaysParams) => searchPlays(contextOf(listens, '2025-06-15T12:00:00Z'), params);
const found = (params: SearchPlaysParams): string[] =>
  ask({ min_seconds: 0, ...params }).plays.map(({ name }) => name);

describe('searchPlays', () => {
  it.each<[SearchPlaysParams, string[]]>([
    [{ query: 'bjork' }, ['Jóga']],
    [{ query: 'BJÖRK joga' }, ['Jóga']],
    [{ query: 'homogenic jóga' }, ['Jóga']],
    [{ query: 'homogenic' }, ['Jóga']],
    [{ query: "don't" }, ['Don’t Stop']],
    [{ query: 'rumours' }, ['Rumours of Halo', 'Don’t Stop']],
    [{ album: 'rumours' }, ['Don’t Stop']],
    [{ track: 'rumours' }, ['Rumours of Halo']],
    [{ query: 'halo', artist: 'beyonce' }, ['Halo']],
    [{ artist: 'strasse' }, ['Rumours of Halo']],
    [{ query: 'bjork', kind: 'all' }, ['On Björk', 'Jóga']],
    [{ query: 'björk', order: 'oldest', kind: 'all' }, ['Jóga', 'On Björk']],
    [{ query: 'nothing like it' }, []],
  ])('finds by %j: %j', (params, names) => {
    expect(found(params)).toEqual(names);
  });

  it('finds one among many, whichever of its words comes first', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      endedAt: '2025-06-01T10:00:00Z',
      title: `Song number ${i}`,
      artist: `Band of ${i % 10}`,
      ...(i % 2 === 0 && { album: `Album ${i}` }),
    }));
    const context = contextOf(many, '2025-06-15T12:00:00Z');
    const ask = (params: SearchPlaysParams): string[] =>
      searchPlays(context, params).plays.map(({ name }) => name);
    expect(ask({ query: 'number 77' })).toEqual(['Song number 77']);
    expect(ask({ query: '77 band' })).toEqual(['Song number 77']);
    expect(ask({ query: '77', artist: 'band of 7' })).toEqual(['Song number 77']);
    expect(ask({ query: '77', artist: 'band of 8' })).toEqual([]);
    expect(ask({ query: 'number 77', album: 'a' })).toEqual([]);
    expect(ask({ query: 'number 78', album: 'a' })).toEqual(['Song number 78']);
  });

  it('lists every play where nothing is looked for', () => {
    expect(found({})).toEqual(['Rumours of Halo', 'Halo', 'Don’t Stop', 'Jóga']);
  });

  it('describes a play without what is not known', () => {
    expect(ask({ query: 'joga' }).plays).toEqual([
      {
        played_at: '2025-06-01T10:00:00+00:00',
        name: 'Jóga',
        artists: ['Björk'],
        album: 'Homogenic',
        seconds: 180,
        uri: 'spotify:track:1',
      },
    ]);
    const [unknown, rounded] = ask({ query: 'halo', min_seconds: 0 }).plays;
    expect(unknown).not.toHaveProperty('seconds');
    expect(unknown).not.toHaveProperty('album');
    expect(rounded).toHaveProperty('seconds', 61);
    expect(ask({ query: 'show', kind: 'podcast' }).plays[0]).toHaveProperty('kind', 'podcast');
  });

  it('counts what matches outside the window', () => {
    expect(ask({ query: 'joga' })).toMatchObject({ total: 1, total_outside: 1, hours: 0.05 });
  });

  it('says where to look when only plays outside the window match', () => {
    expect(ask({ query: 'joga', days: 2 }).note).toContain(
      '2 outside it, the first on 2019-01-01: pass from=2019-01-01',
    );
  });

  it('goes through pages in either order', () => {
    const first = ask({ limit: 2, min_seconds: 0 });
    expect(first.note).toContain('2 of 4 plays');
    expect(found({ limit: 2, cursor: first.next_cursor })).toEqual(['Don’t Stop', 'Jóga']);
    expect(found({ limit: 2, order: 'oldest' })).toEqual(['Jóga', 'Don’t Stop']);
  });

  it.each([{ query: ' ' }, { artist: '\t' }, { track: '\u0301' }, { cursor: 'x' }])(
    'refuses %j',
    (params) => {
      expect(() => ask(params)).toThrow(InputError);
    },
  );
});
