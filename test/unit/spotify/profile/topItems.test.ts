import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { topItems } from '../../../../src/core/spotify/profile/topItems.ts';
import {
  topItemsParams,
  topItemsResult,
  type TopItemsResult,
} from '../../../../src/protocol/spotify/profile.ts';
import { topOf } from '../../../spotify/userPast.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const top = async (params: object): Promise<TopItemsResult> =>
  topItemsResult.strict().parse(await topItems(bed.context, topItemsParams.parse(params)));
const expected = (type: 'tracks' | 'artists', range: string): readonly string[] =>
  topOf<{ readonly id: string; readonly uri: string }>(bed.simulator.catalogue[type], bed.user, range).map(
    ({ uri }) => uri,
  );
const urisOf = ({ items }: TopItemsResult): readonly string[] => items.map(({ uri }) => uri);

describe('the favourites', () => {
  it('come in Spotify’s order, with their rank and what the range means', async () => {
    const result = await top({ type: 'tracks' });
    expect(urisOf(result)).toEqual(expected('tracks', 'medium_term').slice(0, 20));
    expect(result).toMatchObject({ account: 'ada-lovelace', period: 'about the last 6 months' });
    expect(result.items[0]).toMatchObject({ rank: 1, by: expect.any(Array) as string[] });
    expect(result.note).toContain('20 of 99; pass next_cursor for more.');
    expect(result.note).toContain('history_top_tracks counts every play');
  });

  it.each([
    ['weeks', 'short_term', 'about the last 4 weeks'],
    ['months', 'medium_term', 'about the last 6 months'],
    ['year', 'long_term', 'about the last year'],
  ])('has the range %s, which Spotify calls %s', async (range, spotifys, period) => {
    const result = await top({ type: 'artists', range });
    expect(result.period).toBe(period);
    expect(urisOf(result)).toEqual(expected('artists', spotifys).slice(0, 20));
    bed.newRequests();
    expect(await top({ type: 'artists', range: spotifys })).toEqual(result);
    expect(bed.newRequests()).toEqual([]);
  });

  it('are 99 in two requests, none of which begins behind the 50th', async () => {
    const result = await top({ type: 'tracks', range: 'year', limit: 99 });
    expect(urisOf(result)).toEqual(expected('tracks', 'long_term'));
    expect(result.items.map(({ rank }) => rank)).toEqual(Array.from({ length: 99 }, (_, at) => at + 1));
    expect(result.next_cursor).toBeUndefined();
    expect(result.note).toMatch(/^99 of 99\. /);
    expect(bed.simulator.requests.map(({ query }) => query.get('offset'))).toEqual(['0', '49']);
  });

  it('go on where an answer ended', async () => {
    const parts = [await top({ type: 'tracks', limit: 30 })];
    for (let last = parts[0]; last?.next_cursor !== undefined; last = parts.at(-1)) {
      parts.push(await top({ type: 'tracks', limit: 30, cursor: last.next_cursor }));
    }
    expect(parts.flatMap(urisOf)).toEqual(expected('tracks', 'medium_term'));
    expect(parts.map(({ items }) => items.length)).toEqual([30, 30, 30, 9]);
    expect(bed.newRequests()).toHaveLength(2);
  });

  it('end where the list does', async () => {
    const result = await top({ type: 'artists', limit: 99 });
    expect(urisOf(result)).toEqual(expected('artists', 'medium_term'));
    expect(result.next_cursor).toBeUndefined();
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('are 99 even where the first page is called the only one', async () => {
    const send = (async (operation, params, options) => {
      const page = await bed.context.send(operation, params, options);
      return { ...page, total: 50, next: undefined };
    }) as typeof bed.context.send;
    const { items, note } = await topItems({ ...bed.context, send }, { type: 'tracks', limit: 99 });
    expect(items).toHaveLength(99);
    expect(note).toMatch(/^99 of 99\. /);
  });

  it('may be none', async () => {
    const nothing = { items: [], total: 0, offset: 0 };
    const send = (() => Promise.resolve(nothing)) as unknown as typeof bed.context.send;
    const result = await topItems({ ...bed.context, send }, { type: 'tracks' });
    expect(result.items).toEqual([]);
    expect(result.note).toMatch(/^Spotify knows none here\./);
  });

  it('take no cursor of another list', async () => {
    const { next_cursor: cursor } = await top({ type: 'tracks' });
    bed.newRequests();
    expect(InputError.is(await errorOf(top({ type: 'artists', cursor })))).toBe(true);
    expect(InputError.is(await errorOf(top({ type: 'tracks', range: 'weeks', cursor })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('stay small enough to be read, however long the names are', async () => {
    for (const { artists, album } of bed.simulator.catalogue.tracks) {
      for (const named of [...artists, album]) Object.assign(named, { name: 'ÜX'.repeat(400) });
    }
    for (const track of bed.simulator.catalogue.tracks) {
      Object.assign(track, { artists: Array.from({ length: 6 }, () => track.artists[0]) });
    }
    const result = await top({ type: 'tracks', limit: 99 });
    expect(JSON.stringify(result).length).toBeLessThan(100_000);
    const rest = await top({ type: 'tracks', limit: 99, cursor: result.next_cursor });
    expect([...urisOf(result), ...urisOf(rest)]).toEqual(expected('tracks', 'medium_term'));
  });

  it.each([{}, { type: 'albums' }, { type: 'tracks', limit: 100 }, { type: 'tracks', range: 'decade' }])(
    'refuse %j',
    (params) => {
      expect(topItemsParams.safeParse(params).success).toBe(false);
    },
  );
});
