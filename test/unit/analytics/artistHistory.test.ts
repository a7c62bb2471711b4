import { describe, expect, it } from 'vitest';
import { artistHistory } from '../../../src/core/analytics/artistHistory.ts';
import { artistHistoryResult } from '../../../src/protocol/history/artistHistory.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import { contextOf } from './context.ts';

const now = '2025-06-14T12:00:00Z';
const listens: readonly ListenFixture[] = [
  { endedAt: '2021-03-01T10:00:00Z', artist: 'Mira Sol', title: 'Tide', album: 'Harbour' },
  { endedAt: '2025-06-01T10:00:00Z', artist: 'mira sol', title: 'Tide', album: 'Harbour' },
  { endedAt: '2025-06-02T10:00:00Z', artist: 'Mira Sol', title: 'Foam', album: 'Harbour' },
  { endedAt: '2025-06-02T11:00:00Z', artist: 'Mira Sol', title: 'Tide', album: 'Live' },
  { endedAt: '2025-06-03T10:00:00Z', artist: 'Mira Sol', title: 'Salt', msPlayed: 10_000 },
  ...[1, 2, 3, 4, 5].map((hour) => ({
    endedAt: `2025-06-04T0${hour}:00:00Z`,
    artist: 'Often',
    title: 'Short',
    msPlayed: 60_000,
  })),
  { endedAt: '2025-06-05T10:00:00Z', artist: 'Rarely', title: 'Once' },
];
const about = (artist: string, rest: object = {}) =>
  artistHistory(contextOf(listens, now), { artist, ...rest });

describe('what the history tells of an artist', () => {
  it('is counted over the whole history, however the name is spelled', () => {
    const answer = about('MIRA SÓL');
    expect(answer).toMatchObject({
      artist: 'Mira Sol',
      window_start: '2021-03-01T10:00:00+00:00',
      plays: 4,
      hours: 0.2,
      share: 0.4,
      rank: 2,
      rank_by_time: 1,
      artists: 4,
      tracks: 4,
      first_play: '2021-03-01T10:00:00+00:00',
      last_play: '2025-06-02T11:00:00+00:00',
      plays_last_90_days: 3,
    });
    expect(artistHistoryResult.parse(answer)).toEqual(answer);
  });

  it('names tracks and albums, the most played first', () => {
    const { top_tracks, top_albums } = about('Mira Sol', { limit: 1 });
    expect(top_tracks).toHaveLength(1);
    expect(top_albums).toEqual([{ name: 'Harbour', plays: 2, hours: 0.1 }]);
  });

  it('can be of one period only', () => {
    expect(about('Mira Sol', { from: '2025-06-02', to: '2025-06-03' })).toMatchObject({ plays: 2, rank: 1 });
  });

  it('is nothing for an artist that was never played, without a rank', () => {
    const answer = about('Nobody Known');
    expect(answer).toMatchObject({ plays: 0, artists: 4, top_tracks: [], top_albums: [] });
    expect(answer).not.toHaveProperty('rank');
    expect(answer).not.toHaveProperty('first_play');
    expect(answer).not.toHaveProperty('artist');
  });

  it('does not take another artist of that name for the one with the URI', () => {
    const twins = [
      { endedAt: '2025-06-01T10:00:00Z', artist: 'Twin', artistUri: 'spotify:artist:one', title: 'A' },
    ];
    const plays = (uri: string): number =>
      artistHistory(contextOf(twins, now), { artist: 'Twin', uri }).plays;
    expect([plays('spotify:artist:one'), plays('spotify:artist:two')]).toEqual([1, 0]);
  });
});
