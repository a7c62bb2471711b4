import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareTops } from '../../../../src/core/spotify/composite/compareTops.ts';
import { listeningSummary } from '../../../../src/core/spotify/composite/listeningSummary.ts';
import { AuthError, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import { listeningSummaryResult } from '../../../../src/protocol/spotify/compositeListeningSummary.ts';
import { topOf } from '../../../spotify/userPast.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { heard, ownHistory } from './ownHistory.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

describe('the listening summary', () => {
  /** The first three of Spotify's short list, heard the other way round, until a week ago. */
  function listenTo(): void {
    const now = bed.simulator.clock.now();
    const top = topOf(bed.simulator.catalogue.tracks, bed.user, 'short_term').slice(0, 3);
    const listens = top.flatMap((track, at) =>
      Array.from({ length: at + 1 }, (_, time) => heard(track, now - 7 * 86_400_000 - (time * 3 + at) * 1e6)),
    );
    bed.history = ownHistory(listens, now);
  }

  it("lays Spotify's lists beside those of the history, with the rule of each", async () => {
    listenTo();
    const summary = await listeningSummary(bed.context, { limit: 3 });
    expect(summary.lists.map(({ of, range }) => `${of} ${range}`)).toEqual(
      ['short_term', 'medium_term', 'long_term'].flatMap((range) => [`artists ${range}`, `tracks ${range}`]),
    );
    const tracks = summary.lists[1];
    expect(tracks?.in_both).toBe(3);
    expect(
      tracks?.rows.map(({ rank_at_spotify, own_rank, plays }) => [rank_at_spotify, own_rank, plays]),
    ).toEqual([
      [1, 3, 1],
      [3, 1, 3],
      [2, 2, 2],
    ]);
    expect(summary.rules.spotify).toContain('affinity');
    expect(summary.rules.history).toContain('30 seconds');
    expect(summary.note).toContain('3 tracks of short_term');
    expect(summary.note).toContain('history ends at');
    expect(summary.recent).toMatchObject({ plays: 50 });
    expect(listeningSummaryResult.parse(summary)).toEqual(summary);
    expect(bed.newRequests()).toHaveLength(7);
  });

  it('asks for no more than the ranges that are wanted', async () => {
    listenTo();
    const { lists } = await listeningSummary(bed.context, { ranges: ['long_term'] });
    expect(lists.map(({ range }) => range)).toEqual(['long_term', 'long_term']);
    expect(bed.newRequests()).toHaveLength(3);
  });

  it("is Spotify's side alone where there is no history", async () => {
    const summary = await listeningSummary(bed.context, { limit: 2, ranges: ['short_term'] });
    expect(summary.missing?.map(({ item }) => item)).toEqual(['history']);
    expect(summary.lists[0]?.rows).toHaveLength(2);
    expect(summary.lists[0]).not.toHaveProperty('in_both');
    expect(summary.rules).not.toHaveProperty('history');
  });

  it('is what could be read where a part fails, and fails where nothing can', async () => {
    listenTo();
    bed.simulator.troubles.always(
      { kind: 'quota', retryAfterSeconds: 80_000 },
      { match: 'GET /me/top/artists' },
    );
    const summary = await listeningSummary(bed.context, { ranges: ['short_term'] });
    expect(summary.missing?.map(({ item }) => item)).toContain("Spotify's top artists, short_term");
    expect(summary.recent?.plays).toBe(50);
    bed.simulator.clock.advance(90_000_000);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 80_000 });
    bed.history = () => Promise.reject(new QuotaExceeded('closed', { until: 0 }));
    expect(QuotaExceeded.is(await errorOf(listeningSummary(bed.context, {})))).toBe(true);
  });

  it('wants somebody who is signed in', async () => {
    const error = await errorOf(listeningSummary({ ...bed.context, account: undefined }, {}));
    expect(AuthError.is(error, 'needsUser')).toBe(true);
  });
});

describe('comparing two lists', () => {
  it('knows a thing by its URI, or by its name without what a release adds', () => {
    const spotify = [
      { name: 'Rain - Remastered 2011', by: 'Mira', uri: 'spotify:track:1' },
      { name: 'Fog', by: 'Mira', uri: 'spotify:track:2' },
      { name: 'Sun', by: 'Else' },
    ];
    const history = [
      { name: 'FOG (Live)', by: 'Mira', uri: 'spotify:track:2', plays: 9 },
      { name: 'Rain', by: 'mira', plays: 4 },
      { name: 'Sun', by: 'Mira', plays: 1 },
    ];
    expect(compareTops(spotify, history, 2)).toEqual({
      in_both: 2,
      rows: [
        {
          name: 'Rain - Remastered 2011',
          by: 'Mira',
          rank_at_spotify: 1,
          own_rank: 2,
          plays: 4,
          uri: 'spotify:track:1',
        },
        { name: 'Fog', by: 'Mira', rank_at_spotify: 2, own_rank: 1, plays: 9, uri: 'spotify:track:2' },
      ],
    });
  });

  it('tells the place in the longer list of what is first in one only', () => {
    const spotify = ['a', 'b', 'c'].map((name) => ({ name }));
    const history = ['x', 'y', 'a'].map((name) => ({ name, plays: 1 }));
    expect(compareTops(spotify, history, 1)).toEqual({
      in_both: 0,
      rows: [
        { name: 'a', rank_at_spotify: 1, own_rank: 3, plays: 1 },
        { name: 'x', own_rank: 1, plays: 1 },
      ],
    });
  });
});
