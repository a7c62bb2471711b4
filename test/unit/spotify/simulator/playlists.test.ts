import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../spotify/simulator.ts';
import { askFor, read, startStill } from './asking.ts';
import type { Ask, PageOf } from './asking.ts';

interface Entry {
  readonly item: { readonly uri: string; readonly type: string; readonly id: string | null } | null;
  readonly is_local: boolean;
  readonly added_at: string | null;
}
interface Playlist {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly public: boolean;
  readonly collaborative: boolean;
  readonly snapshot_id: string;
  readonly items?: PageOf<Entry>;
}

let simulator: Simulator;
let ask: Ask;
beforeEach(async () => {
  simulator = await startStill();
  ask = askFor(simulator);
});
afterEach(() => simulator.close());

const track = (index: number): string => simulator.catalogue.tracks[index]?.uri ?? '';
const named = (name: string): string => simulator.users[0]?.playlists.byName(name)?.id ?? '';
async function create(uris: readonly string[] = [], details: object = {}): Promise<string> {
  const made = await ask('POST /me/playlists', { body: { name: 'Test', ...details } });
  expect(made.status).toBe(201);
  const { id } = made.json as Playlist;
  if (uris.length > 0) await ask(`POST /playlists/${id}/items`, { body: { uris } });
  return id;
}
const urisOf = async (id: string): Promise<readonly unknown[]> =>
  (await read<PageOf<Entry>>(ask, `/playlists/${id}/items?limit=50`)).items.map(({ item }) => item?.uri);
const snapshotOf = async (id: string): Promise<string> =>
  (await read<Playlist>(ask, `/playlists/${id}`)).snapshot_id;

describe('a playlist', () => {
  it('is public unless told otherwise, and then in the list of the user', async () => {
    const id = await create();
    expect(await read(ask, `/playlists/${id}`)).toMatchObject({
      public: true,
      collaborative: false,
      owner: { id: 'ada-lovelace' },
      items: { total: 0 },
    });
    const list = await read<PageOf<Playlist>>(ask, '/me/playlists?limit=50');
    expect(list.items.map((playlist) => playlist.id)).toContain(id);
    expect(list.items.every((playlist) => typeof playlist.items?.total === 'number')).toBe(true);
  });

  it('changes its snapshot id at each write', async () => {
    const id = await create([track(0), track(1), track(2)]);
    const seen = [await snapshotOf(id)];
    const write = async (operation: string, body: unknown) => {
      const { status, json } = await ask(operation, { body });
      expect(status).toBeLessThan(300);
      seen.push((json as Playlist).snapshot_id);
    };
    await write(`POST /playlists/${id}/items`, { uris: [track(3)], position: 0 });
    await write(`PUT /playlists/${id}/items`, { range_start: 0, insert_before: 4 });
    await write(`DELETE /playlists/${id}/items`, { items: [{ uri: track(1) }] });
    expect((await ask(`PUT /playlists/${id}`, { body: { name: 'Renamed' } })).text).toBe('');
    seen.push(await snapshotOf(id));
    expect(new Set(seen).size).toBe(seen.length);
    expect(await urisOf(id)).toEqual([track(0), track(2), track(3)]);
    expect(await read(ask, `/playlists/${id}`)).toMatchObject({ name: 'Renamed' });
  });

  it('takes at most a hundred items, at a place that exists', async () => {
    const id = await create([track(0)]);
    const add = async (body: unknown) => (await ask(`POST /playlists/${id}/items`, { body })).status;
    expect(await add({ uris: Array.from({ length: 101 }, (_, at) => track(at)) })).toBe(400);
    expect(await add({ uris: [track(1)], position: 5 })).toBe(400);
    expect(await add({ uris: ['spotify:album:x'] })).toBe(400);
    const query = `uris=${track(5)}&position=0`;
    await ask(`POST /playlists/${id}/items?${query}`, { body: { uris: [track(6)] } });
    expect(await urisOf(id)).toEqual([track(5), track(0)]);
  });

  it('is replaced or reordered, never both', async () => {
    const id = await create([0, 1, 2, 3, 4].map(track));
    const put = (body: unknown) => ask(`PUT /playlists/${id}/items`, { body });
    await put({ range_start: 1, range_length: 2, insert_before: 5 });
    expect(await urisOf(id)).toEqual([0, 3, 4, 1, 2].map(track));
    await put({ range_start: 4, insert_before: 0 });
    expect(await urisOf(id)).toEqual([2, 0, 3, 4, 1].map(track));
    expect((await put({ range_start: 0, insert_before: 1, uris: [track(0)] })).status).toBe(400);
    expect((await put({ range_start: 9, insert_before: 0 })).status).toBe(400);
    await put({ uris: [track(7)] });
    expect(await urisOf(id)).toEqual([track(7)]);
    await put({ uris: [] });
    expect(await urisOf(id)).toEqual([]);
  });

  it('moves by the positions of the version that the caller saw', async () => {
    const id = await create([0, 1, 2, 3].map(track));
    const seen = await snapshotOf(id);
    await ask(`POST /playlists/${id}/items`, { body: { uris: [track(9)], position: 0 } });
    const body = { range_start: 0, insert_before: 4, snapshot_id: seen };
    await ask(`PUT /playlists/${id}/items`, { body });
    expect(await urisOf(id)).toEqual([9, 1, 2, 3, 0].map(track));
    const unknown = await ask(`PUT /playlists/${id}/items`, { body: { ...body, snapshot_id: 'x' } });
    expect(unknown.status).toBe(400);
  });

  it('loses every occurrence of what is removed', async () => {
    const id = await create([0, 1, 0, 2].map(track));
    const body = { items: [{ uri: track(0) }], snapshot_id: await snapshotOf(id) };
    expect((await ask(`DELETE /playlists/${id}/items`, { body })).status).toBe(200);
    expect(await urisOf(id)).toEqual([track(1), track(2)]);
    const old = { tracks: [{ uri: track(1) }] };
    expect((await ask(`DELETE /playlists/${id}/items`, { body: old })).status).toBe(400);
  });

  it('is collaborative only if it is not public', async () => {
    const details = { name: 'Ours', collaborative: true };
    expect((await ask('POST /me/playlists', { body: details })).status).toBe(400);
    expect((await ask('POST /me/playlists', { body: { ...details, public: false } })).status).toBe(201);
  });

  it('holds episodes, files of the owner and what is gone, each at its place', async () => {
    const { items } = await read<PageOf<Entry>>(ask, `/playlists/${named('Odds and Ends')}/items?limit=50`);
    expect(items[2]?.item?.type).toBe('episode');
    expect(items.at(-2)).toMatchObject({ is_local: true, item: { id: null } });
    expect(items.at(-1)).toMatchObject({ item: null, added_at: null });
  });

  it('pages, and answers only the fields that were asked for', async () => {
    const id = named('Deep Work');
    let path: string | undefined = `/playlists/${id}/items?limit=50&fields=next,total,items(is_local)`;
    let count = 0;
    while (path !== undefined) {
      const page: PageOf<object> = await read<PageOf<object>>(ask, path);
      expect(page.items[0]).toEqual({ is_local: false });
      count += page.items.length;
      path = page.next?.slice(simulator.apiUrl.length);
    }
    expect(count).toBe(130);
    expect(await read(ask, `/playlists/${id}?fields=name,owner.display_name`)).toEqual({
      name: 'Deep Work',
      owner: { display_name: 'Ada' },
    });
    const noAlbum = 'items(item(uri,album(!images)))';
    const [first] = (
      await read<PageOf<{ item: { album: object } }>>(ask, `/playlists/${id}/items?fields=${noAlbum}`)
    ).items;
    expect(first?.item.album).not.toHaveProperty('images');
    expect(first?.item.album).toHaveProperty('name');
    expect((await ask(`GET /playlists/${id}?fields=name(`)).status).toBe(400);
  });
});

describe('playlists of others', () => {
  it('are listed and described, but their items are not given', async () => {
    const id = named('Harbour Nights');
    const playlist = await read<Playlist>(ask, `/playlists/${id}`);
    expect(playlist.name).toBe('Harbour Nights');
    expect(playlist).not.toHaveProperty('items');
    expect((await ask(`GET /playlists/${id}/items`)).status).toBe(403);
    expect((await ask(`POST /playlists/${id}/items`, { body: { uris: [track(0)] } })).status).toBe(403);
  });

  it('can be written by a collaborator, who needs a scope to see them', async () => {
    const id = named('Shared Kitchen');
    expect((await ask(`POST /playlists/${id}/items`, { body: { uris: [track(0)] } })).status).toBe(201);
    const narrow = askFor(simulator, ['playlist-read-private']);
    const names = (await read<PageOf<Playlist>>(narrow, '/me/playlists')).items.map(({ name }) => name);
    expect(names).not.toContain('Shared Kitchen');
  });

  it('made by Spotify do not exist, and are holes in the search', async () => {
    const editorial = simulator.playlists.all.find((playlist) => playlist.editorial);
    expect((await ask(`GET /playlists/${editorial?.id}`)).status).toBe(404);
    const { playlists } = await read<{ playlists: PageOf<unknown> }>(
      ask,
      '/search?q=drizzle%20pop&type=playlist',
    );
    expect(playlists.items).toContain(null);
  });
});

describe('rights', () => {
  it('to write go by the kind of playlist', async () => {
    const onlyPublic = askFor(simulator, ['playlist-modify-public']);
    const body = { name: 'Secret', public: false };
    expect((await onlyPublic('POST /me/playlists', { body })).status).toBe(403);
    expect((await onlyPublic('POST /me/playlists', { body: { name: 'Open' } })).status).toBe(201);
    const add = { uris: [track(0)] };
    expect((await onlyPublic(`POST /playlists/${named('Deep Work')}/items`, { body: add })).status).toBe(403);
  });
});

describe('a cover', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]).toString('base64');

  it('is uploaded as base64 JPEG and then shown', async () => {
    const id = await create();
    expect(await read(ask, `/playlists/${id}/images`)).toEqual([]);
    const headers = { 'content-type': 'image/jpeg' };
    const put = (body: string) => ask(`PUT /playlists/${id}/images`, { body, headers });
    expect((await put(jpeg)).status).toBe(202);
    const [image] = await read<readonly { url: string }[]>(ask, `/playlists/${id}/images`);
    const shown = await fetch(image?.url ?? '');
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await shown.arrayBuffer()).toString('base64')).toBe(jpeg);
    expect((await put('bm8gcGljdHVyZQ==')).status).toBe(400);
    expect((await put(jpeg.repeat(50_000))).status).toBe(413);
  });

  it('of everything else is a picture too, without the network', async () => {
    const [album] = (await read<PageOf<{ album: { images: readonly { url: string }[] } }>>(ask, '/me/albums'))
      .items;
    const shown = await fetch(album?.album.images[2]?.url ?? '');
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await shown.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});
