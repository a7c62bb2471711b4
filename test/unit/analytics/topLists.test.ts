import { describe, expect, it } from 'vitest';
import { topAlbums } from '../../../src/core/analytics/topAlbums.ts';
import { topArtists } from '../../../src/core/analytics/topArtists.ts';
import { topTracks } from '../../../src/core/analytics/topTracks.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import { contextOf } from './context.ts';

const now = '2025-06-14T12:00:00Z';
let minute = 0;
/** Several listens of one track, one after the other. */
const played = (times: number, track: Partial<ListenFixture>): ListenFixture[] =>
  Array.from({ length: times }, () => ({
    endedAt: Date.parse('2025-06-14T00:00:00Z') + minute++ * 60_000,
    msPlayed: 60_000,
    title: 'Song',
    artist: 'Artist',
    ...track,
  }));
const rows = (list: { name: string; plays: number }[]): [string, number][] =>
  list.map((r) => [r.name, r.plays]);

describe('topArtists', () => {
  const listens = [
    ...played(3, { artist: 'Often', msPlayed: 60_000 }),
    ...played(1, { artist: 'Long', msPlayed: 3_600_000, artistUri: 'spotify:artist:long' }),
  ];

  it('ranks by plays, with hours and the share of all plays', () => {
    expect(topArtists(contextOf(listens, now), {})).toMatchObject({
      by: 'plays',
      plays: 4,
      total: 2,
      top_artists: [
        { name: 'Often', plays: 3, hours: 0.05, share: 0.75 },
        { name: 'Long', plays: 1, hours: 1, share: 0.25, uri: 'spotify:artist:long' },
      ],
    });
  });

  it('ranks by time, with the share of all time', () => {
    const { top_artists } = topArtists(contextOf(listens, now), { by: 'time' });
    expect(top_artists.map(({ name, share }) => [name, share])).toEqual([
      ['Long', 0.9524],
      ['Often', 0.0476],
    ]);
  });

  it('breaks ties by the other value, then by name', () => {
    const tied = [
      ...played(1, { artist: 'Zoe', msPlayed: 90_000 }),
      ...played(1, { artist: 'Bob' }),
      ...played(1, { artist: 'Abe' }),
    ];
    expect(rows(topArtists(contextOf(tied, now), {}).top_artists).map(([name]) => name)).toEqual([
      'Zoe',
      'Abe',
      'Bob',
    ]);
  });

  it('counts plays without an artist, but in no row', () => {
    const result = topArtists(contextOf([...played(1, { artist: '' }), ...played(1, {})], now), {});
    expect(result).toMatchObject({ plays: 2, total: 1, top_artists: [{ name: 'Artist', share: 0.5 }] });
  });
});

describe('topTracks', () => {
  const listens = [
    ...played(2, { uri: 'spotify:track:single' }),
    ...played(1, { uri: 'spotify:track:album' }),
    ...played(3, { album: 'Album' }),
  ];

  it('puts the releases of a recording in one row, under the most played URI', () => {
    const { top_tracks, total } = topTracks(contextOf(listens, now), {});
    expect(top_tracks).toEqual([
      { name: 'Song', artists: ['Artist'], plays: 6, hours: 0.1, uri: 'spotify:track:single', releases: 3 },
    ]);
    expect(total).toBe(1);
  });

  it('keeps releases with different URIs apart on request, tracks without one together by their names', () => {
    const { top_tracks } = topTracks(contextOf(listens, now), { releases: 'apart' });
    expect(top_tracks).toEqual([
      { name: 'Song', artists: ['Artist'], plays: 3, hours: 0.05 },
      { name: 'Song', artists: ['Artist'], plays: 2, hours: 0.03, uri: 'spotify:track:single' },
      { name: 'Song', artists: ['Artist'], plays: 1, hours: 0.02, uri: 'spotify:track:album' },
    ]);
  });
});

describe('topAlbums', () => {
  it('counts plays without an album, but in no row', () => {
    const listens = [
      ...played(2, { album: 'Debut' }),
      ...played(1, { album: 'Debut', artist: 'Other' }),
      ...played(1, {}),
    ];
    expect(topAlbums(contextOf(listens, now), {})).toMatchObject({
      plays: 4,
      plays_without_album: 1,
      total: 2,
      top_albums: [
        { name: 'Debut', artists: ['Artist'], plays: 2, share: 0.5 },
        { name: 'Debut', artists: ['Other'], plays: 1, share: 0.25 },
      ],
    });
  });
});

describe('pages', () => {
  const listens = Array.from({ length: 45 }, (_, i) => played((i % 4) + 1, { artist: `Artist ${i}` })).flat();
  const context = contextOf(listens, now);

  it('are 20 rows unless asked otherwise, and say how to go on', () => {
    const result = topArtists(context, {});
    expect(result.top_artists).toHaveLength(20);
    expect(result.note).toBe(`20 of 45 artists; pass cursor ${result.next_cursor} for the next ones.`);
  });

  it('join to the whole list, without a cursor at the end', () => {
    const whole = topArtists(context, { limit: 100 });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = topArtists(context, { limit: 7, cursor });
      names.push(...page.top_artists.map(({ name }) => name));
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(names).toEqual(whole.top_artists.map(({ name }) => name));
    expect(whole).not.toHaveProperty('next_cursor');
    expect(whole).not.toHaveProperty('note');
  });

  it('past the end are empty and say so', () => {
    const result = topArtists(context, { cursor: 'after-45' });
    expect(result.top_artists).toEqual([]);
    expect(result.note).toBe('The cursor lies past the end: there are 45 artists.');
  });

  it.each(['', 'next', 'after-', 'after--1', 'after-1.5', 'after-99999999999'])(
    'refuse the cursor %j',
    (cursor) => {
      expect(() => topArtists(context, { cursor })).toThrow(InputError);
    },
  );
});
