import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { listLibrary } from '../../../../src/core/spotify/library/listLibrary.ts';
import {
  libraryKinds,
  listLibraryParams,
  listLibraryResult,
  type ListLibraryResult,
} from '../../../../src/protocol/spotify/library.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const list = async (params: object): Promise<ListLibraryResult> =>
  listLibraryResult.strict().parse(await listLibrary(bed.context, listLibraryParams.parse(params)));

const savedUris = (kind: string): readonly string[] => bed.user.library.list(kind).map(({ uri }) => uri);
const urisOf = ({ items }: ListLibraryResult): readonly string[] => items.map(({ uri }) => uri);

/** Follows the cursors to the end. */
async function listAll(params: object): Promise<readonly ListLibraryResult[]> {
  const parts = [await list(params)];
  for (let last = parts[0]; last?.next_cursor !== undefined && parts.length < 100; last = parts.at(-1)) {
    parts.push(await list({ ...params, cursor: last.next_cursor }));
  }
  return parts;
}

describe('a list of the library', () => {
  it('comes newest first, with names, links and the local time of saving', async () => {
    const [newest] = bed.user.library.list('track');
    const { items, total, note } = await list({ kind: 'tracks', limit: 5 });
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({
      uri: newest?.uri,
      url: newest?.uri.replace('spotify:track:', 'https://open.spotify.com/track/'),
      by: expect.any(Array) as string[],
      saved_at: bed.context.localTime(new Date(newest?.addedAt ?? 0).toISOString().replace(/\.\d+/, '')),
    });
    expect(items[0]?.saved_at).toMatch(/\+0[12]:00$/);
    expect(total).toBe(savedUris('track').length);
    expect(note).toBe(`5 of ${total}; pass next_cursor for more.`);
  });

  it.each(libraryKinds)('is whole and without repeats when its cursors are followed: %s', async (kind) => {
    const parts = await listAll({ kind, limit: 7 });
    const expected = savedUris(kind.slice(0, -1));
    expect(parts.flatMap(urisOf)).toEqual(expected);
    expect(parts.at(-1)?.note).toMatch(new RegExp(`${expected.length} of ${expected.length}\\.$`));
  });

  it('takes several pages of 50 for one answer, and no more than it needs', async () => {
    const { items, next_cursor: next } = await list({ kind: 'tracks', limit: 105 });
    expect(items.map(({ uri }) => uri)).toEqual(savedUris('track').slice(0, 105));
    expect(bed.newRequests()).toHaveLength(3);
    const rest = await list({ kind: 'tracks', limit: 200, cursor: next });
    expect(rest.note).toBe('106 to 108 of 108.');
    expect(rest.next_cursor).toBeUndefined();
  });

  it('is kept for a while', async () => {
    await list({ kind: 'albums' });
    bed.newRequests();
    await list({ kind: 'albums' });
    expect(bed.newRequests()).toEqual([]);
  });

  it('says what is empty', async () => {
    for (const kind of ['show', 'artist']) {
      for (const uri of savedUris(kind)) bed.user.library.remove(uri);
    }
    expect(await list({ kind: 'shows' })).toEqual({
      ...{ items: [], total: 0 },
      note: 'Nothing of this kind is saved.',
    });
    expect((await list({ kind: 'artists' })).note).toBe('No artist is followed.');
  });

  it('stays small enough to be read, however long the names are, and goes on from there', async () => {
    for (const { artists, album } of bed.simulator.catalogue.tracks) {
      for (const named of [...artists, album]) Object.assign(named, { name: 'ÜX'.repeat(400) });
    }
    for (const track of bed.simulator.catalogue.tracks) {
      Object.assign(track, { artists: Array.from({ length: 5 }, () => track.artists[0]) });
    }
    const parts = await listAll({ kind: 'tracks', limit: 200 });
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(100_000);
    expect(parts.flatMap(urisOf)).toEqual(savedUris('track'));
  });

  it('leaves out what is gone from the catalogue, and says how many', async () => {
    for (let count = 0; count < 3; count += 1)
      bed.user.library.save(`spotify:show:${'G'.repeat(21)}${count}`, 1);
    const { items, total, note, next_cursor: next } = await list({ kind: 'shows' });
    expect(items).toHaveLength(total - 3);
    expect(note).toBe(`${items.length} of ${items.length}. 3 more can no longer be shown.`);
    expect(next).toBeUndefined();
  });

  it('takes no cursor of another list, and none that was made up', async () => {
    const { next_cursor: cursor } = await list({ kind: 'tracks', limit: 5 });
    bed.newRequests();
    for (const params of [
      { kind: 'albums', cursor },
      { kind: 'tracks', search: 'a', cursor },
      { kind: 'tracks', cursor: '5' },
      { kind: 'artists', cursor: 'abc.def' },
    ]) {
      expect(InputError.is(await errorOf(list(params)))).toBe(true);
    }
    expect(bed.newRequests()).toEqual([]);
  });

  it.each([{}, { kind: 'playlists' }, { kind: 'tracks', limit: 201 }, { kind: 'tracks', search: '  ' }])(
    'refuses %j',
    (params) => {
      expect(listLibraryParams.safeParse(params).success).toBe(false);
    },
  );
});

describe('a search in the library', () => {
  it('finds names and artists without case and accents', async () => {
    const { tracks } = bed.simulator.catalogue;
    const wanted = tracks.filter(({ artists }) => artists.some(({ name }) => name.startsWith('Käthe')));
    for (const { uri } of wanted) bed.user.library.save(uri, 5);
    const { items, note, total } = await list({ kind: 'tracks', search: 'KATHE om' });
    const expected = savedUris('track').filter((uri) => wanted.some((track) => track.uri === uri));
    expect(items.map(({ uri }) => uri)).toEqual(expected);
    expect(note).toBe(`${expected.length} matches among all ${total} tracks.`);
    const [title = ''] = items.map(({ name }) => name);
    expect((await list({ kind: 'tracks', search: title })).items[0]?.name).toBe(title);
  });

  it('looks at 500 a call, says how far it looked, and goes on', async () => {
    const { tracks } = bed.simulator.catalogue;
    tracks.forEach(({ uri }, at) => bed.user.library.save(uri, 1_000_000 + at));
    const uris = savedUris('track');
    const rare = tracks.find(({ uri }) => uri === uris[620]);
    Object.assign(rare ?? {}, { name: 'Zyzzyva' });
    const first = await list({ kind: 'tracks', search: 'zyzzyva' });
    expect(first.note).toBe(
      `0 matches among 1 to 500 of ${uris.length} tracks; pass next_cursor to look further.`,
    );
    expect(bed.newRequests()).toHaveLength(10);
    const second = await list({ kind: 'tracks', search: 'zyzzyva', cursor: first.next_cursor });
    expect(urisOf(second)).toEqual([rare?.uri]);
    expect(second.note).toBe(`1 match among 501 to ${uris.length} of ${uris.length} tracks.`);
    expect(second.next_cursor).toBeUndefined();
  });

  it('stops when it has enough, and misses nothing after that', async () => {
    const all = await list({ kind: 'tracks', search: 'e', limit: 200 });
    const parts = await listAll({ kind: 'tracks', search: 'e', limit: 3 });
    expect(parts.flatMap(urisOf)).toEqual(urisOf(all));
    expect(parts.length).toBe(Math.ceil(all.items.length / 3));
  });
});
