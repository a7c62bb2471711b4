import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { artistTopTracks, relatedArtists } from '../../../../src/core/spotify/extended/artistQuestions.ts';
import { audioFeatures } from '../../../../src/core/spotify/extended/audioFeatures.ts';
import { browse } from '../../../../src/core/spotify/extended/browse.ts';
import { recommendations } from '../../../../src/core/spotify/extended/recommendations.ts';
import { severalItems } from '../../../../src/core/spotify/extended/severalItems.ts';
import { user } from '../../../../src/core/spotify/extended/user.ts';
import { EndpointUnavailable, NotFound, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import { extendedRequests } from '../../../../src/protocol/spotify/extendedRequests.ts';
import type { SimCatalogue } from '../../../spotify/catalogue.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
let catalogue: SimCatalogue;
beforeEach(async () => {
  bed = await openSpotifyBed();
  ({ catalogue } = bed.simulator);
});
afterEach(() => bed.close());

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('there is none');
  return one;
};

describe('an app with extended quota', () => {
  beforeEach(() => {
    bed.simulator.extendedQuota = true;
  });

  it('gets recommendations for tracks, artists and genres, within bounds', async () => {
    const { uri } = first(catalogue.tracks);
    const seeds = [uri, `https://open.spotify.com/artist/${first(catalogue.artists).id}`, 'Paper Jazz'];
    const tune = [{ attribute: 'tempo' as const, max: 90 }];
    const answer = await recommendations(bed.context, { seeds, tune, limit: 3 });
    expect(answer.tracks).toHaveLength(3);
    expect(extendedRequests['spotify.recommendations'].result.parse(answer)).toEqual(answer);
    const { query } = first(bed.simulator.requests);
    expect(Object.fromEntries(query)).toMatchObject({
      seed_genres: 'paper-jazz',
      max_tempo: '90',
      limit: '3',
    });
    const none = await recommendations(bed.context, { seeds: ['no-such-genre'] });
    expect(none).toMatchObject({ tracks: [], note: expect.stringContaining('wider bounds') as string });
  });

  it('gets artists like one and the top tracks of one, by URI or name', async () => {
    const artist = first(catalogue.artists);
    const related = await relatedArtists(bed.context, { artist: artist.uri });
    expect(related.artists.every(({ type }) => type === 'artist')).toBe(true);
    const top = await artistTopTracks(bed.context, { artist: artist.name, market: 'DE' });
    expect(top.artist).toBe(artist.name);
    expect(top.tracks).toHaveLength(10);
    expect(bed.newRequests()).toEqual([
      `GET /artists/${artist.id}/related-artists`,
      'GET /search',
      `GET /artists/${artist.id}/top-tracks`,
    ]);
  });

  it('is told how tracks sound, and of which it is not', async () => {
    const [one, two] = catalogue.tracks;
    const unknown = 'spotify:track:0000000000000000000000';
    const tracks = [two?.uri ?? '', one?.id ?? '', unknown, one?.uri ?? ''];
    const answer = await audioFeatures(bed.context, { tracks });
    expect(answer.tracks.map(({ uri }) => uri)).toEqual([two?.uri, one?.uri]);
    expect(answer.tracks[0]).toMatchObject({ tempo: expect.any(Number) as number, beats_in_bar: 4 });
    expect(answer.unknown).toEqual([unknown]);
    expect(answer).not.toHaveProperty('sections');
    expect(bed.newRequests()).toEqual(['GET /audio-features']);
    const alone = await audioFeatures(bed.context, { tracks: [one?.uri ?? ''], sections: true });
    expect(alone.sections).toMatchObject([{ start: 0, key: 'A minor' }, { key: 'A minor' }]);
    expect(extendedRequests['spotify.audioFeatures'].result.parse(alone)).toEqual(alone);
  });

  it.each([
    ['new_releases', 'album'],
    ['featured_playlists', 'playlist'],
  ] as const)('browses %s page by page', async (shelf, type) => {
    const page = await browse(bed.context, { shelf, limit: 2 });
    expect(page.items?.map((item) => item.type)).toEqual([type, type]);
    expect(page.note).toMatch(/^2 of \d+; pass next_cursor/);
    const next = await browse(bed.context, { shelf, limit: 2, cursor: page.next_cursor });
    expect(next.items?.[0]?.uri).not.toBe(page.items?.[0]?.uri);
    expect(extendedRequests['spotify.browse'].result.parse(next)).toEqual(next);
  });

  it('browses categories, cleaned, and one of them', async () => {
    const { categories = [] } = await browse(bed.context, { shelf: 'categories', locale: 'de_DE' });
    expect(categories.map(({ name }) => name)).toEqual(['Rain', 'Harbour ybbol', 'Focus']);
    bed.newRequests();
    const focus = await browse(bed.context, { shelf: 'category', category: 'focus', limit: 1 });
    expect(focus).toMatchObject({ title: 'Focus', items: [{ type: 'playlist' }] });
    expect(bed.newRequests()).toEqual([
      'GET /browse/categories/focus',
      'GET /browse/categories/focus/playlists',
    ]);
  });

  it('lists countries and genres', async () => {
    expect((await browse(bed.context, { shelf: 'markets' })).values).toContain('DE');
    expect((await browse(bed.context, { shelf: 'genre_seeds' })).values).toContain('paper-jazz');
  });

  it('reads several things of all kinds in the order of the question, a request for each kind', async () => {
    const things = [
      first(catalogue.chapters),
      first(catalogue.tracks),
      first(catalogue.albums),
      first(catalogue.shows),
      first(catalogue.episodes),
      first(catalogue.audiobooks),
      first(catalogue.artists),
    ];
    const uris = [...things.map(({ uri }) => uri), first(catalogue.tracks).uri];
    const answer = await severalItems(bed.context, { uris });
    expect(answer.items.map(({ uri }) => uri)).toEqual(things.map(({ uri }) => uri));
    expect(answer.items[0]).toMatchObject({ type: 'chapter', by: [first(catalogue.audiobooks).name] });
    expect(answer).not.toHaveProperty('failed');
    expect(answer.note).toBe('7 of 7 things were read with 7 requests.');
    expect(extendedRequests['spotify.severalItems'].result.parse(answer)).toEqual(answer);
  });

  it('reads albums in twenties, names what Spotify does not know, and what one request did not reach', async () => {
    const albums = catalogue.albums.slice(0, 21).map(({ uri }) => uri);
    const unknown = 'spotify:album:0000000000000000000000';
    const answer = await severalItems(bed.context, { uris: [...albums, unknown] });
    expect(answer.items).toHaveLength(21);
    expect(answer.failed).toEqual([
      { item: unknown, why: expect.stringContaining('no such item') as string },
    ]);
    expect(bed.newRequests()).toHaveLength(2);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 80_000 }, { match: 'GET /artists' });
    const partly = await severalItems(bed.context, {
      uris: [first(catalogue.artists).uri, first(catalogue.tracks).uri],
    });
    expect(partly.items.map(({ type }) => type)).toEqual(['track']);
    expect(partly.failed?.map(({ item }) => item)).toEqual(['1 of kind artist']);
    const all = await errorOf(severalItems(bed.context, { uris: [first(catalogue.artists).uri] }));
    expect(QuotaExceeded.is(all)).toBe(true);
  });

  it('sees another user and the public playlists', async () => {
    const answer = await user(bed.context, {
      user: 'https://open.spotify.com/user/harbour-radio?si=x',
      limit: 1,
    });
    expect(answer).toMatchObject({ name: 'Harbour Radio', uri: 'spotify:user:harbour-radio', followers: 12 });
    expect(answer.playlists).toHaveLength(1);
    const next = await user(bed.context, { user: 'harbour-radio', cursor: answer.next_cursor, limit: 1 });
    expect(next).not.toHaveProperty('name');
    expect(next.playlists?.[0]?.uri).not.toBe(answer.playlists?.[0]?.uri);
    expect(bed.newRequests()).toHaveLength(3);
    expect(extendedRequests['spotify.user'].result.parse(answer)).toEqual(answer);
  });

  it('sees a user whose id is no plain text', async () => {
    bed.simulator.addUser({ id: 'jörg.o', displayName: 'Jörg' });
    const answer = await user(bed.context, { user: 'spotify:user:j%C3%B6rg.o' });
    expect(answer).toMatchObject({ name: 'Jörg', uri: 'spotify:user:j%C3%B6rg.o' });
  });

  it('is told that nobody has that name', async () => {
    const error = await errorOf(relatedArtists(bed.context, { artist: 'Qqqq Zzzz' }));
    expect(NotFound.is(error)).toBe(true);
  });
});

describe('the switch of the simulator', () => {
  it('can be thrown from outside', async () => {
    const throwIt = (on: boolean): Promise<Response> =>
      fetch(`${bed.simulator.accountsUrl}/_simulator/extended`, {
        method: 'POST',
        body: JSON.stringify({ on }),
      });
    expect(await (await throwIt(true)).json()).toMatchObject({ extended_quota: true });
    expect((await browse(bed.context, { shelf: 'markets' })).values).toContain('SE');
    expect(await (await throwIt(false)).json()).toMatchObject({ extended_quota: false });
  });
});

describe('an app without it', () => {
  const track = (): string => first(catalogue.tracks).uri;
  const artist = (): string => first(catalogue.artists).uri;

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['recommendations', () => recommendations(bed.context, { seeds: [track()] }), /spotify_radio/],
    ['related artists', () => relatedArtists(bed.context, { artist: artist() }), /spotify_radio/],
    ['top tracks', () => artistTopTracks(bed.context, { artist: artist() }), /spotify_artist_profile/],
    ['audio features', () => audioFeatures(bed.context, { tracks: [track()] }), /Nothing replaces them/],
    ['new releases', () => browse(bed.context, { shelf: 'new_releases' }), /spotify_search with tag new/],
    ['featured playlists', () => browse(bed.context, { shelf: 'featured_playlists' }), /spotify_search/],
    ['categories', () => browse(bed.context, { shelf: 'categories' }), /spotify_search/],
    ['a category', () => browse(bed.context, { shelf: 'category', category: 'focus' }), /spotify_search/],
    ['markets', () => browse(bed.context, { shelf: 'markets' }), /own country/],
    ['genres', () => browse(bed.context, { shelf: 'genre_seeds' }), /spotify_search takes a genre/],
    ['several tracks', () => severalItems(bed.context, { uris: [track(), artist()] }), /spotify_get_items/],
    ['another user', () => user(bed.context, { user: 'harbour-radio' }), /spotify_get_profile/],
  ])('is told which tool does it here: %s', async (_, call, hint) => {
    const error = await errorOf(call());
    expect(EndpointUnavailable.is(error)).toBe(true);
    const { message, hint: said } = error as EndpointUnavailable;
    expect(message).toContain('extended quota');
    expect(said).toMatch(hint);
    expect(`${message} ${said}`).not.toMatch(/GET|get-|\/v1|\{/);
    // Tools that are not there unless their toolset is chosen say so.
    for (const [tool] of said?.matchAll(/spotify_(?:radio|artist_profile)/g) ?? []) {
      expect(said).toContain(`${tool} (toolset composite)`);
    }
  });
});

describe('a question that cannot be', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a seed of another kind', () => recommendations(bed.context, { seeds: [first(catalogue.albums).uri] })],
    ['a seed that is neither', () => recommendations(bed.context, { seeds: ['<what> is/this'] })],
    [
      'bounds the wrong way round',
      () => recommendations(bed.context, { seeds: ['jazz'], tune: [{ attribute: 'tempo', min: 2, max: 1 }] }),
    ],
    ['a track for an artist', () => relatedArtists(bed.context, { artist: first(catalogue.tracks).uri })],
    ['an artist for a track', () => audioFeatures(bed.context, { tracks: [first(catalogue.artists).uri] })],
    [
      'sections of two tracks',
      () =>
        audioFeatures(bed.context, {
          tracks: catalogue.tracks.slice(0, 2).map(({ uri }) => uri),
          sections: true,
        }),
    ],
    [
      'a playlist among the items',
      () => severalItems(bed.context, { uris: ['spotify:playlist:0000000000000000000000'] }),
    ],
    ['a path for an id', () => severalItems(bed.context, { uris: ['spotify:track:../../me'] })],
    ['a shelf without its category', () => browse(bed.context, { shelf: 'category' })],
    ['a category without its shelf', () => browse(bed.context, { shelf: 'markets', category: 'focus' })],
    ['a category that leads elsewhere', () => browse(bed.context, { shelf: 'category', category: '..' })],
    ['a cursor of another list', () => browse(bed.context, { shelf: 'new_releases', cursor: 'zzz-20' })],
    ['a user that leads elsewhere', () => user(bed.context, { user: '..' })],
    ['a user with a path', () => user(bed.context, { user: 'a/b' })],
    ['a user with a damaged id', () => user(bed.context, { user: 'spotify:user:%E0%A4%A' })],
  ])('sends nothing: %s', async (_, call) => {
    expect(InputError.is(await errorOf(call()))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});
