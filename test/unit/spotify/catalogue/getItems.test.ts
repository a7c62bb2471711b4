import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '../../../../src/core/errors.ts';
import { getItems } from '../../../../src/core/spotify/catalogue/getItems.ts';
import { NotFound, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import {
  getItemsParams,
  getItemsResult,
  type GetItemsParams,
  type GetItemsResult,
} from '../../../../src/protocol/spotify/getItems.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const get = async (params: GetItemsParams): Promise<GetItemsResult> =>
  getItemsResult.strict().parse(await getItems(bed.context, getItemsParams.parse(params)));
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('The simulator has none.');
  return one;
};
/** One of each kind. */
const oneOfEach = (): readonly { readonly kind: string; readonly id: string; readonly uri: string }[] => {
  const { tracks, albums, artists, shows, episodes, audiobooks, chapters } = bed.simulator.catalogue;
  return [tracks, albums, artists, shows, episodes, audiobooks, chapters].map((list) =>
    first<{ kind: string; id: string; uri: string }>(list),
  );
};

describe('looking things up', () => {
  it('reads every kind, by URI, link or id, in the order in which they were named', async () => {
    const things = oneOfEach();
    const playlist = first(bed.user.playlists.list());
    const items = [
      ...things.map(({ kind, id, uri }, at) =>
        at % 2 === 0 ? uri : `https://open.spotify.com/intl-de/${kind}/${id}?si=x`,
      ),
      `spotify:playlist:${playlist.id}`,
    ];
    const answer = await get({ items });
    expect(answer.items.map(({ type }) => type)).toEqual([...things.map(({ kind }) => kind), 'playlist']);
    expect(
      answer.items.every(
        ({ name, url }) => name !== undefined && url.startsWith('https://open.spotify.com/'),
      ),
    ).toBe(true);
    expect(bed.newRequests()).toHaveLength(8);
  });

  it('tells what a search does not', async () => {
    const { tracks, albums, audiobooks, chapters, shows } = bed.simulator.catalogue;
    const track = first(tracks);
    const answer = await get({
      items: [track, first(albums), first(audiobooks), first(chapters), first(shows)].map(({ uri }) => uri),
    });
    const [song, album, book, chapter, show] = answer.items;
    expect(song).toMatchObject({ isrc: track.isrc, number: track.trackNumber, album: track.album.name });
    expect(album).toMatchObject({ upc: first(albums).upc, items: first(albums).tracks.length });
    expect(album?.also?.join()).toContain('℗');
    expect(book?.also).toEqual(['read by Rowan Ashpole', 'Unabridged', 'in en']);
    expect(chapter).toMatchObject({ type: 'chapter', album: first(audiobooks).name, number: 0 });
    expect(show?.description).toContain('every week');
    expect(JSON.stringify(answer)).not.toMatch(/null|image|""/);
  });

  it('tells where the user left an episode or a chapter, as it is now', async () => {
    const { episodes, chapters, shows } = bed.simulator.catalogue;
    const [episode, chapter] = [first(episodes), first(chapters)];
    const { resumePoints } = bed.user.player;
    resumePoints.set(episode.uri, 90_000);
    resumePoints.set(chapter.uri, chapter.durationMs);
    const answer = await get({ items: [episode.uri, chapter.uri] });
    expect(answer.items[0]?.resume_ms).toBe(90_000);
    expect(answer.items[1]?.also).toContain('heard to the end');
    resumePoints.set(episode.uri, 120_000);
    bed.simulator.clock.advance(10 * 60_000);
    const { items } = await get({ items: [first(shows).uri], include: ['episodes'], include_limit: 5 });
    expect(items.find(({ uri }) => uri === episode.uri)?.resume_ms).toBe(120_000);
  });

  it('reads each once, however often it is named, and again from memory', async () => {
    const { uri, id } = first(bed.simulator.catalogue.tracks);
    const answer = await get({ items: [uri, `https://open.spotify.com/track/${id}`, id], type: 'track' });
    expect(answer.items).toHaveLength(1);
    expect(answer.note).toBe('2 named twice, listed once.');
    await get({ items: [uri] });
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('shows what belongs to a thing behind it', async () => {
    const { albums, artists, shows, audiobooks } = bed.simulator.catalogue;
    const [artist, show, book] = [first(artists), first(shows), first(audiobooks)];
    const album = albums.find(({ tracks }) => tracks.length === 60) ?? first(albums);
    const include = ['albums', 'tracks', 'episodes', 'chapters'] as const;
    const things = [artist, album, show, book];
    const { items } = await get({
      items: things.map(({ uri }) => uri),
      include: [...include],
      include_limit: 12,
    });
    for (const { uri, kind } of things) {
      const parts = items.filter(({ part_of: whole }) => whole === uri);
      expect(parts, kind).toHaveLength(12);
      expect(items.findIndex((item) => item === parts[0])).toBe(
        items.findIndex((item) => item.uri === uri) + 1,
      );
    }
    // Four things, two pages of ten albums, episodes, chapters; the album brings its tracks along.
    expect(bed.newRequests()).toHaveLength(8);
    const whole = await get({ items: [album.uri], include: ['tracks'], include_limit: 200 });
    expect(whole.items).toHaveLength(61);
    expect(new Set(whole.items.map(({ uri }) => uri)).size).toBe(61);
  });

  it('goes on at a cursor before the answer becomes too long, without a gap or a repetition', async () => {
    const albums = bed.simulator.catalogue.albums.slice(0, 50);
    const params = { items: albums.map(({ uri }) => uri), include: ['tracks' as const] };
    const uris: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const answer = await get({ ...params, ...(cursor !== undefined && { cursor }) });
      expect(JSON.stringify(answer).length).toBeLessThan(61_000);
      uris.push(...answer.items.map(({ uri }) => uri));
      cursor = answer.next_cursor;
      pages += 1;
      if (cursor !== undefined) expect(answer.note).toContain('pass next_cursor');
      expect(answer.note).toContain('up to 50 of the few hundred requests');
    } while (cursor !== undefined);
    expect(pages).toBeGreaterThan(1);
    expect(uris).toEqual(albums.flatMap(({ uri, tracks }) => [uri, ...tracks.map((track) => track.uri)]));
    expect(bed.newRequests()).toHaveLength(50);
  });
});

describe('what cannot be looked up', () => {
  const missing = 'spotify:track:0000000000000000000000';

  it('says so in its place; the others answer', async () => {
    const { uri } = first(bed.simulator.catalogue.tracks);
    const { items } = await get({ items: [missing, uri] });
    expect(items[0]).toMatchObject({ type: 'track', uri: missing });
    expect(items[0]?.error).toBeDefined();
    expect(items[0]?.name).toBeUndefined();
    expect(items[1]).toMatchObject({ uri });
  });

  it('keeps the thing where only what belongs to it fails', async () => {
    const { uri, name } = first(bed.simulator.catalogue.shows);
    bed.simulator.troubles.always({ kind: '500' }, { match: 'GET /shows/{id}/episodes' });
    const { items } = await get({ items: [uri], include: ['episodes'] });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ name });
    expect(items[0]?.error).toBeDefined();
  });

  it('is the failure of the call where it is all', async () => {
    expect(NotFound.is(await errorOf(get({ items: [missing] })))).toBe(true);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /tracks' });
    const { uri } = first(bed.simulator.catalogue.tracks);
    expect(QuotaExceeded.is(await errorOf(get({ items: [uri, missing] })))).toBe(true);
  });

  it('stops when the caller does', async () => {
    const { uri } = first(bed.simulator.catalogue.tracks);
    const error = await errorOf(getItems(bed.contextWith(AbortSignal.abort()), { items: [uri] }));
    expect(CancelledError.is(error)).toBe(true);
  });

  it.each([
    ['paper lantern', undefined, 'items[0]: this is not a Spotify URI or link.'],
    ['spotify:user:ada', undefined, 'items[0]: a URI of kind user does not fit here.'],
    ['spotify:track:../../me', undefined, 'items[0]: this is not a Spotify URI or link.'],
    ['4iV5W9uYEdYUVa79Axb7Rh', undefined, 'items[0] is an id without a kind.'],
  ] as const)('%s is refused before anything is asked', async (item, type, message) => {
    const error = await errorOf(get({ items: [item], ...(type !== undefined && { type }) }));
    expect(InputError.is(error)).toBe(true);
    expect((error as InputError).message).toBe(message);
    expect(bed.newRequests()).toEqual([]);
  });

  it('is more than 120 requests at once', async () => {
    const items = bed.simulator.catalogue.artists.slice(0, 30).map(({ uri }) => uri);
    const error = await errorOf(get({ items, include: ['albums'], include_limit: 50 }));
    expect((error as InputError).message).toBe(
      'This may take 180 requests to Spotify; 120 is the most for one call.',
    );
    expect(bed.newRequests()).toEqual([]);
  });

  it('is what the arguments do not allow', () => {
    for (const params of [
      { items: [] },
      { items: Array.from({ length: 51 }, () => missing) },
      { items: [missing], ids: [] },
    ]) {
      expect(getItemsParams.safeParse(params).success).toBe(false);
    }
  });

  it('is something that is not there to include', async () => {
    const { uri } = first(bed.simulator.catalogue.tracks);
    expect((await get({ items: [uri], include: ['chapters'] })).note).toBe(
      'Nothing here has chapters to include.',
    );
  });

  it('cleans what strangers wrote', async () => {
    const { artists } = bed.simulator.catalogue;
    const nasty = artists.filter(({ name }) => /\p{Cc}|\u202e|Very/u.test(name));
    const { items } = await get({ items: nasty.map(({ uri }) => uri) });
    for (const { name = '' } of items) {
      expect(name).not.toMatch(/[\p{Cc}\u202e\u2066\u200b]/u);
      expect(name.length).toBeLessThanOrEqual(200);
    }
  });
});
