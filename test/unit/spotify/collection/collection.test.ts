import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { addToPlaylist } from '../../../../src/core/spotify/collection/addToPlaylist.ts';
import { ownPlaylists } from '../../../../src/core/spotify/collection/ownPlaylists.ts';
import { saved } from '../../../../src/core/spotify/collection/saved.ts';
import { setSaved } from '../../../../src/core/spotify/collection/setSaved.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { ownPlaylistsResult } from '../../../../src/protocol/spotify/collection.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

describe('the library', () => {
  it('says what is in it, saves and removes, twice as well as once', async () => {
    const { library } = bed.user;
    const { tracks, albums } = bed.simulator.catalogue;
    const fresh = tracks.find(({ uri }) => !library.has(uri));
    const kept = albums.find(({ uri }) => library.has(uri));
    const uris = [fresh?.uri ?? '', `https://open.spotify.com/album/${kept?.id ?? ''}`];
    expect(await saved(bed.context, { uris })).toEqual({ saved: [false, true] });
    expect(await setSaved(bed.context, { uris: [uris[0] ?? '', uris[0] ?? ''], saved: true })).toEqual({
      saved: true,
    });
    expect(await setSaved(bed.context, { uris, saved: true })).toEqual({ saved: true });
    expect(await saved(bed.context, { uris })).toEqual({ saved: [true, true] });
    await setSaved(bed.context, { uris, saved: false });
    expect(uris.map(() => library.has(fresh?.uri ?? ''))).toEqual([false, false]);
    expect(library.has(kept?.uri ?? '')).toBe(false);
  });

  it('takes no local files and no words', async () => {
    const wrong = setSaved(bed.context, { uris: ['spotify:local:a:b:c:1'], saved: true });
    expect(InputError.is(await errorOf(wrong))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});

describe('own playlists', () => {
  it('are those that one may add to', async () => {
    const { playlists } = ownPlaylistsResult.strict().parse(await ownPlaylists(bed.context, {}));
    const names = playlists.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Morning Coffee', 'Deep Work', 'Empty for now', 'Shared Kitchen']),
    );
    expect(names).not.toContain('Harbour Nights');
    expect(names).toContain('<h1>Loud</h1> yltcaxe "mix"');
    expect(playlists.find(({ name }) => name === 'Deep Work')?.items).toBe(130);
  });

  it('are read page by page', async () => {
    for (let count = 0; count < 120; count += 1) bed.user.playlists.create({ name: `List ${count}` });
    const { playlists } = await ownPlaylists(bed.context, {});
    expect(playlists.filter(({ name }) => name.startsWith('List '))).toHaveLength(120);
    expect(bed.newRequests().filter((request) => request === 'GET /me/playlists')).toHaveLength(3);
  });
});

describe('adding to a playlist', () => {
  const add = (
    uris: readonly string[],
    more: object = {},
    name = 'Deep Work',
  ): ReturnType<typeof addToPlaylist> => {
    const id = bed.user.playlists.byName(name)?.id ?? '';
    return addToPlaylist(bed.context, { playlist_id: id, uris: [...uris], ...more });
  };
  const entries = (name = 'Deep Work'): readonly (string | undefined)[] =>
    bed.user.playlists.byName(name)?.entries.map(({ uri }) => uri) ?? [];

  it('adds once what is added twice at the same time', async () => {
    const before = entries();
    const fresh = bed.simulator.catalogue.tracks.find(({ uri }) => !before.includes(uri))?.uri ?? '';
    await Promise.all([add([fresh]), add([fresh])]);
    expect(entries()).toEqual([...before, fresh]);
  });

  it('adds at the end what is not there', async () => {
    const before = entries();
    const [first] = before;
    const fresh = bed.simulator.catalogue.tracks.filter(({ uri }) => !before.includes(uri)).slice(0, 2);
    const uris = [first ?? '', ...fresh.map(({ uri }) => uri)];
    expect(await add(uris)).toEqual({ added: true, note: 'One was there already.' });
    expect(entries()).toEqual([...before, ...fresh.map(({ uri }) => uri)]);
    expect(await add(uris)).toEqual({ added: false, note: '3 were there already.' });
    expect(entries()).toHaveLength(before.length + 2);
  });

  it('adds again where that is wished, without looking', async () => {
    const before = entries();
    bed.newRequests();
    expect(await add([before[0] ?? ''], { allow_duplicates: true })).toEqual({ added: true });
    expect(entries()).toHaveLength(before.length + 1);
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('compares with the end of a long playlist and says so', async () => {
    const { tracks } = bed.simulator.catalogue;
    const uris = Array.from({ length: 640 }, (_, at) => tracks[at % 100]?.uri ?? '');
    bed.user.playlists.create({ name: 'Long', uris: [tracks[150]?.uri ?? '', ...uris] });
    const result = await add([tracks[5]?.uri ?? '', tracks[200]?.uri ?? ''], {}, 'Long');
    expect(result).toEqual({
      added: true,
      note: 'One was there already. Compared with the last 500 of 641 entries.',
    });
  });

  it('says that playlists of others are closed', async () => {
    const foreign = bed.simulator.playlists.all.find(({ name }) => name === 'Harbour Nights');
    const uris = [bed.simulator.catalogue.tracks[0]?.uri ?? ''];
    const error = await errorOf(addToPlaylist(bed.context, { playlist_id: foreign?.id ?? '', uris }));
    expect(ForbiddenError.is(error)).toBe(true);
  });
});
