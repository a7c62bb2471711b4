import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { listPlaylists } from '../../../../src/core/spotify/playlists/listPlaylists.ts';
import {
  listPlaylistsParams,
  listPlaylistsResult,
  type ListPlaylistsParams,
  type ListPlaylistsResult,
} from '../../../../src/protocol/spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const list = async (params: ListPlaylistsParams = {}): Promise<ListPlaylistsResult> =>
  listPlaylistsResult.strict().parse(await listPlaylists(bed.context, listPlaylistsParams.parse(params)));
const namesOf = ({ playlists }: ListPlaylistsResult): readonly string[] => playlists.map(({ name }) => name);
const pageReads = (): number => bed.newRequests().filter((request) => request === 'GET /me/playlists').length;

describe('the list of playlists', () => {
  it('says of each what it is and what may be done with it', async () => {
    const { playlists, total, note } = await list();
    expect(total).toBe(bed.user.playlists.list().length);
    const named = (name: string): object | undefined => playlists.find((one) => one.name === name);
    const id = bed.user.playlists.byName('Deep Work')?.id ?? '';
    expect(named('Deep Work')).toEqual({
      name: 'Deep Work',
      owner: bed.user.displayName,
      items: 130,
      own: true,
      writable: true,
      public: false,
      uri: `spotify:playlist:${id}`,
      url: `https://open.spotify.com/playlist/${id}`,
    });
    expect(named('Shared Kitchen')).toMatchObject({ own: false, writable: true, collaborative: true });
    expect(named('Empty for now')).toMatchObject({ items: 0, contents: 'empty' });
    expect(note).toContain(`${total} of ${total}.`);
  });

  it('tells those whose contents Spotify hides from empty ones, and reads descriptions as people do', async () => {
    const { playlists, note } = await list({ search: 'harbour' });
    expect(playlists).toEqual([
      expect.objectContaining({
        name: 'Harbour Nights',
        description: 'Boats & rain',
        own: false,
        writable: false,
        contents: 'hidden',
      }),
    ]);
    expect(note).toContain('own and shared playlists only');
  });

  it('leaves out what would turn a name around', async () => {
    expect(namesOf(await list({ search: 'loud' }))).toEqual(['<h1>Loud</h1> yltcaxe "mix"']);
  });

  it('is filtered by whose they are', async () => {
    expect(namesOf(await list({ filter: 'followed' }))).toEqual(
      expect.arrayContaining(['Harbour Nights', 'Shared Kitchen']),
    );
    expect(namesOf(await list({ filter: 'own' }))).not.toContain('Harbour Nights');
    expect(namesOf(await list({ filter: 'collaborative' }))).toEqual(['Shared Kitchen']);
  });

  it('finds a part of a name without case and accents', async () => {
    bed.user.playlists.create({ name: 'Café Müde' });
    const result = await list({ search: 'CAFE mud' });
    expect(namesOf(result)).toEqual(['Café Müde']);
    expect(result.note).toMatch(/^1 of \d+ playlists fit\.$/);
    expect((await list({ search: 'nowhere' })).note).toMatch(/^None of the \d+ playlists fits\.$/);
  });
});

describe('a long list of playlists', () => {
  beforeEach(() => {
    for (let at = 0; at < 230; at += 1) bed.user.playlists.create({ name: `List ${at}` });
  });

  it('is reached to its end by the cursor, nothing twice and nothing left out', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 70, ...(cursor !== undefined && { cursor }) });
      all.push(...page.playlists.map(({ uri }) => uri));
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(all).toEqual(bed.user.playlists.list().map(({ uri }) => uri));
    expect(pageReads(), 'whole pages, each read once').toBe(Math.ceil(all.length / 50));
  });

  it('takes several of Spotify’s pages for one answer, and says where it stands', async () => {
    const first = await list({ limit: 100 });
    expect(first.playlists).toHaveLength(100);
    expect(first.note).toContain(`100 of ${first.total}; pass next_cursor for more.`);
    const second = await list({ limit: 100, cursor: first.next_cursor });
    expect(second.note).toContain(`101 to 200 of ${first.total}`);
  });

  it('stops asking when it has enough', async () => {
    await list();
    expect(pageReads()).toBe(1);
  });

  it('goes on with a search where it stopped', async () => {
    const first = await list({ search: 'list 1', limit: 60 });
    expect(first.playlists).toHaveLength(60);
    expect(first.note).toMatch(/^60 fit among playlists 1 to \d+ of \d+; pass next_cursor to look on\.$/);
    const second = await list({ search: 'list 1', limit: 60, cursor: first.next_cursor });
    const names = [...namesOf(first), ...namesOf(second)];
    expect(names).toHaveLength(111);
    expect(new Set(names).size).toBe(111);
    expect(second.note).toBe('51 more fit, and those were the last.');
  });

  it('notices the cursor of another list', async () => {
    const { next_cursor: cursor } = await list();
    bed.newRequests();
    for (const params of [{ cursor, filter: 'own' as const }, { cursor: 'x' }, { cursor: '../me' }]) {
      expect(InputError.is(await errorOf(list(params)))).toBe(true);
    }
    expect(bed.newRequests()).toEqual([]);
  });
});

it('stays short enough for a model, whatever the names', async () => {
  for (let at = 0; at < 100; at += 1) {
    const name = `${'"\\'.repeat(150)} ${at}`;
    bed.user.playlists.create({ name, description: '"'.repeat(300) });
  }
  const first = await list({ limit: 100 });
  expect(JSON.stringify(first).length).toBeLessThan(100_000);
  expect(first.playlists.length).toBeLessThan(100);
  const second = await list({ limit: 100, cursor: first.next_cursor });
  const uris = [...first.playlists, ...second.playlists].map(({ uri }) => uri);
  expect(uris).toEqual(
    bed.user.playlists
      .list()
      .map(({ uri }) => uri)
      .slice(0, uris.length),
  );
});
