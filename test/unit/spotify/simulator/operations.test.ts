import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '../../../spotify/apiService.ts';
import { removedOperations } from '../../../spotify/removedOperations.ts';
import type { Simulator } from '../../../spotify/simulator.ts';
import { askFor, read, startOfTest, startStill } from './asking.ts';
import type { Ask, PageOf } from './asking.ts';

interface Named {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
}

const endpointList = join(import.meta.dirname, '../../../../../shared/specs/spotify-endpoints.csv');

let simulator: Simulator;
let ask: Ask;
beforeEach(async () => {
  simulator = await startStill();
  ask = askFor(simulator);
});
afterEach(() => simulator.close());

async function found<Type extends string>(query: string, type: Type): Promise<readonly Named[]> {
  const path = `/search?q=${encodeURIComponent(query)}&type=${type}&limit=10`;
  const pages = await read<Readonly<Record<string, PageOf<Named>>>>(ask, path);
  return pages[`${type}s`]?.items ?? [];
}

describe('the operations', () => {
  it.skipIf(!existsSync(endpointList))(
    'are exactly those of the list of endpoints (skipped where that list is absent)',
    () => {
      const rows = readFileSync(endpointList, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      const listed = (deprecated: string) =>
        rows.filter((row) => row[2] === deprecated).map(([method, path]) => `${method} ${path}`);
      const names = (list: readonly { readonly method: string; readonly path: string }[]) =>
        list.map(({ method, path }) => `${method} ${path}`).sort();
      expect(names(routes)).toEqual(listed('False').sort());
      expect(names(removedOperations)).toEqual(listed('True').sort());
    },
  );

  it('that were removed answer 403, those gone since 2024 answer 404', async () => {
    const answers = await Promise.all(
      removedOperations.map(async ({ method, path, status }) => {
        const filled = path.replace(/\{\w+\}/g, '0000000000000000000000');
        return (await ask(`${method} ${filled}`)).status === status ? undefined : path;
      }),
    );
    expect(answers.filter(Boolean)).toEqual([]);
  });

  it('each want their scopes', async () => {
    const none = askFor(simulator, []);
    const scoped = routes.filter(({ scopes }) => scopes.length > 0);
    for (const { method, path } of scoped) {
      const answer = await none(`${method} ${path.replace(/\{\w+\}/g, '0000000000000000000000')}`);
      expect([path, answer.status, answer.text]).toEqual([
        path,
        403,
        expect.stringContaining('Insufficient client scope'),
      ]);
    }
    expect((await none('GET /me')).status).toBe(200);
  });

  it('are closed to users who are not on the list of the app', async () => {
    const [ada] = simulator.users;
    if (ada !== undefined) ada.onUserList = false;
    for (const path of ['/me', '/me/player', '/search?q=a&type=track']) {
      const answer = await ask(`GET ${path}`);
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('may not be registered')]);
    }
  });

  it('want a token, a path and a method that exist', async () => {
    expect((await fetch(`${simulator.apiUrl}/me`)).status).toBe(401);
    expect((await ask('GET /me', { token: 'made-up' })).json).toMatchObject({
      error: { message: 'Invalid access token' },
    });
    expect((await ask('GET /nowhere')).status).toBe(404);
    expect((await ask('POST /me/player/pause')).status).toBe(405);
  });
});

describe('search', () => {
  it('finds all seven kinds, five of each unless told otherwise, ten at most', async () => {
    const types = 'album,artist,playlist,track,show,episode,audiobook';
    const pages = await read<Readonly<Record<string, PageOf<Named>>>>(ask, `/search?q=e&type=${types}`);
    expect(Object.keys(pages)).toEqual(types.split(',').map((type) => `${type}s`));
    expect(pages['tracks']?.items).toHaveLength(5);
    expect((await ask('GET /search?q=e&type=track&limit=11')).status).toBe(400);
    expect((await ask('GET /search?q=e&type=track&offset=1001')).status).toBe(400);
    expect((await ask('GET /search?q=e&type=song')).status).toBe(400);
    expect((await ask('GET /search?type=track')).status).toBe(400);
  });

  it('puts the closest name first and forgives accents and half of the words', async () => {
    expect((await found('kathe ombrelle', 'artist'))[0]?.name).toBe('Käthe Ombrelle');
    expect((await found('tin observatory xyz', 'artist'))[0]?.name).toBe('Tin Observatory');
    expect(await found('qqqq zzzz', 'artist')).toEqual([]);
  });

  it('filters', async () => {
    const [track] = simulator.catalogue.tracks;
    expect((await found(`isrc:${track?.isrc}`, 'track')).map(({ uri }) => uri)).toEqual([track?.uri]);
    expect((await found(`upc:${track?.album.upc}`, 'album')).map(({ uri }) => uri)).toEqual([
      track?.album.uri,
    ]);
    const byArtist = await found(`artist:"${track?.artists[0]?.name}"`, 'track');
    expect(byArtist.map(({ id }) => id)).toContain(track?.id);
    expect((await found('tag:new', 'album')).length).toBeGreaterThan(0);
    expect(await found('year:1900-1901', 'album')).toEqual([]);
  });

  it('holds names that try to trip their reader', async () => {
    expect((await found('Bold', 'artist'))[0]?.name).toBe('<b>Bold</b><img src=x onerror=alert(1)>');
    const names = simulator.catalogue.artists.map(({ name }) => name);
    expect(names.some((name) => name.includes('\u202e'))).toBe(true);
    expect(names.some((name) => name.length > 400)).toBe(true);
    expect(names.some((name) => name.includes('\u001b['))).toBe(true);
  });

  it('is the same for the same seed', async () => {
    const twin = await startStill();
    try {
      expect(twin.catalogue.tracks.map(({ uri }) => uri)).toEqual(
        simulator.catalogue.tracks.map(({ uri }) => uri),
      );
    } finally {
      await twin.close();
    }
  });
});

describe('single items', () => {
  it('of each kind are found by id, without the fields that new apps no longer get', async () => {
    const { tracks, albums, artists, shows, episodes, audiobooks, chapters } = simulator.catalogue;
    const gone = ['popularity', 'available_markets', 'followers', 'label', 'publisher', 'preview_url'];
    for (const [path, item] of Object.entries({
      tracks,
      albums,
      artists,
      shows,
      episodes,
      audiobooks,
      chapters,
    })) {
      const body = await read<Named>(ask, `/${path}/${item[0]?.id}`);
      expect([body.id, body.name]).toEqual([item[0]?.id, item[0]?.name]);
      for (const field of gone) expect(body).not.toHaveProperty(field);
    }
    expect(await read(ask, `/tracks/${tracks[0]?.id}`)).toMatchObject({
      external_ids: { isrc: tracks[0]?.isrc },
      album: { id: tracks[0]?.album.id },
    });
  });

  it('with an unknown id are 404, with no id at all 400, audiobooks in other countries 404', async () => {
    expect((await ask('GET /tracks/0000000000000000000000')).status).toBe(404);
    expect((await ask('GET /tracks/kettle')).status).toBe(400);
    const path = `/audiobooks/${simulator.catalogue.audiobooks[0]?.id}`;
    expect((await ask(`GET ${path}?market=GB`)).status).toBe(200);
    expect((await ask(`GET ${path}?market=DE`)).status).toBe(404);
  });

  it('of an artist come ten at most, of a record fifty', async () => {
    const [artist] = simulator.catalogue.artists;
    const albums = await read<PageOf<Named>>(ask, `/artists/${artist?.id}/albums?limit=10`);
    expect([albums.items.length, albums.total > 10, albums.next === null]).toEqual([10, true, false]);
    expect((await ask(`GET /artists/${artist?.id}/albums?limit=11`)).status).toBe(400);
    const long = simulator.catalogue.albums.find(({ tracks }) => tracks.length > 50);
    const page = await read<{ tracks: PageOf<Named> }>(ask, `/albums/${long?.id}`);
    const rest = await read<PageOf<Named>>(ask, page.tracks.next?.slice(simulator.apiUrl.length) ?? '');
    expect(page.tracks.items.length + rest.items.length).toBe(long?.tracks.length);
  });

  it('remember how far an episode was heard', async () => {
    const [episode] = simulator.catalogue.episodes;
    const player = simulator.users[0]?.player;
    player?.play(episode?.uri ?? '');
    simulator.clock.advance(90_000);
    player?.play(simulator.catalogue.tracks[0]?.uri ?? '');
    expect(await read(ask, `/episodes/${episode?.id}`)).toMatchObject({
      resume_point: { fully_played: false, resume_position_ms: 90_000 },
    });
  });
});

describe('the library', () => {
  it('saves, tells and removes by URIs of the query, forty at most', async () => {
    const unsaved = simulator.catalogue.tracks.filter(
      ({ uri }) => simulator.users[0]?.library.has(uri) === false,
    );
    const uris = unsaved.slice(0, 2).map(({ uri }) => uri);
    const query = `uris=${uris.join(',')}`;
    expect(await read(ask, `/me/library/contains?${query}`)).toEqual([false, false]);
    const saved = await ask(`PUT /me/library?${query}`);
    expect([saved.status, saved.text]).toEqual([200, '']);
    expect(await read(ask, `/me/library/contains?${query}`)).toEqual([true, true]);
    const { items } = await read<PageOf<{ added_at: string; track: Named }>>(ask, '/me/tracks?limit=2');
    expect(items[0]?.added_at).toBe(new Date(startOfTest).toISOString().replace('.000', ''));
    await ask(`DELETE /me/library?uris=${uris[0]}`);
    expect(await read(ask, `/me/library/contains?${query}`)).toEqual([false, true]);
    const many = Array.from({ length: 41 }, () => uris[0]).join(',');
    expect((await ask(`PUT /me/library?uris=${many}`)).json).toMatchObject({
      error: { message: 'Too many uris' },
    });
    expect((await ask('PUT /me/library', { body: { uris } })).status).toBe(400);
  });

  it('asks for the scope of each kind, and does not follow artists', async () => {
    const narrow = askFor(simulator, ['user-library-modify', 'user-library-read']);
    const [artist] = simulator.catalogue.artists;
    const [playlist] = simulator.playlists.all;
    expect((await narrow(`PUT /me/library?uris=${playlist?.uri}`)).status).toBe(403);
    expect((await narrow(`GET /me/library/contains?uris=${artist?.uri}`)).status).toBe(403);
    expect((await ask(`PUT /me/library?uris=${artist?.uri}`)).status).toBe(400);
  });

  it('follows and leaves playlists', async () => {
    const followed = simulator.playlists.all.find(({ name }) => name === 'Paper Jazz Weekly');
    const names = async () =>
      (await read<PageOf<Named>>(ask, '/me/playlists?limit=50')).items.map(({ name }) => name);
    expect(await names()).not.toContain(followed?.name);
    await ask(`PUT /me/library?uris=${followed?.uri}`);
    expect(await names()).toContain(followed?.name);
    await ask(`DELETE /me/library?uris=${followed?.uri}`);
    expect(await names()).not.toContain(followed?.name);
  });

  it('lists followed artists by cursor', async () => {
    interface Followed {
      readonly artists: PageOf<Named> & { readonly cursors: { readonly after: string | null } };
    }
    const ids: string[] = [];
    let after = '';
    for (;;) {
      const { artists } = await read<Followed>(ask, `/me/following?type=artist&limit=7${after}`);
      ids.push(...artists.items.map(({ id }) => id));
      if (artists.cursors.after === null) {
        expect(new Set(ids).size).toBe(artists.total);
        break;
      }
      after = `&after=${artists.cursors.after}`;
    }
    expect((await ask('GET /me/following?type=user')).status).toBe(400);
  });

  it('keeps accounts apart', async () => {
    const bea = simulator.addUser({ id: 'bea', displayName: 'Bea' });
    const token = simulator.signIn('bea').accessToken;
    const uri = simulator.catalogue.tracks.find((track) => !bea.library.has(track.uri))?.uri;
    await ask(`PUT /me/library?uris=${uri}`);
    expect((await ask(`GET /me/library/contains?uris=${uri}`, { token })).json).toEqual([false]);
    await ask('PUT /me/player/pause', { token });
    expect([bea.player.isPlaying, simulator.users[0]?.player.isPlaying]).toEqual([false, true]);
  });
});

it('ranks the top items by range, the same each time', async () => {
  const top = async (query: string) =>
    (await read<PageOf<Named>>(ask, `/me/top/artists${query}`)).items.map(({ id }) => id);
  expect(await top('')).toEqual(await top('?time_range=medium_term'));
  expect(await top('?time_range=short_term')).not.toEqual(await top('?time_range=long_term'));
  expect((await ask('GET /me/top/tracks?time_range=forever')).status).toBe(400);
});
