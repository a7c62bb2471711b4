import { describe, expect, it } from 'vitest';
import * as library from '../../../../src/core/spotify/operations/library.ts';
import { getProfile, getTopArtists, getTopTracks } from '../../../../src/core/spotify/operations/profile.ts';
import { getPlaylistCover } from '../../../../src/core/spotify/operations/playlistImages.ts';
import * as bodies from './bodies.ts';

describe('saved things', () => {
  const added_at = '2024-01-02T03:04:05Z';

  it.each([
    ['tracks', library.getSavedTracks, { track: bodies.track }, 'Salt'],
    ['albums', library.getSavedAlbums, { album: bodies.album }, 'Low Tide'],
    ['shows', library.getSavedShows, { show: bodies.simpleShow }, 'Harbour Talk'],
    ['audiobooks', library.getSavedAudiobooks, { audiobook: bodies.simpleAudiobook }, 'The Long Pier'],
    ['episodes', library.getSavedEpisodes, { episode: bodies.episode }, 'Ropes'],
  ] as const)('are %s with the instant they were saved', (_, { response }, wrapped, name) => {
    const read = response.parse(bodies.pageOf([{ added_at, ...wrapped }]));
    expect(read.items).toMatchObject([{ added_at, item: { name } }]);
  });

  it('are read bare too', () => {
    const read = library.getSavedAudiobooks.response.parse(bodies.pageOf([bodies.simpleAudiobook]));
    expect(read.items.map(({ item }) => item.name)).toEqual(['The Long Pier']);
  });

  it('that are gone are passed over', () => {
    const gone = [null, { added_at, episode: null }, { added_at }];
    expect(library.getSavedEpisodes.response.parse(bodies.pageOf(gone)).items).toEqual([]);
  });
});

describe('followed artists', () => {
  it('are read out of their wrapping', () => {
    const read = library.getFollowedArtists.response.parse({ artists: bodies.cursorPageOf([bodies.artist]) });
    expect(read.items.map(({ name }) => name)).toEqual(['Ada Fell']);
    expect(read.cursors?.after).toBe('9');
  });
});

describe('a check of the library', () => {
  it('is one answer for each URI, in their order', () => {
    expect(library.checkLibrary.response.parse([true, false])).toEqual([true, false]);
    expect(library.checkLibrary.response.safeParse([null]).success).toBe(false);
  });
});

describe('the profile', () => {
  it('is read without and with what older apps get, but never the e-mail address', () => {
    expect(getProfile.response.parse(bodies.profile)).toMatchObject({
      id: 'someone',
      account_id: 'acc1',
      display_name: 'Some One',
    });
    const older = {
      country: 'SE',
      product: 'premium',
      email: 'x@y.example',
      explicit_content: {},
      followers: { total: 2 },
    };
    const read = getProfile.response.parse({
      ...bodies.profile,
      account_id: undefined,
      display_name: null,
      ...older,
    });
    expect(read).toMatchObject({ id: 'someone', country: 'SE', product: 'premium' });
    expect([read.account_id, read.display_name]).toEqual([undefined, undefined]);
    expect(JSON.stringify(read)).not.toContain('x@y.example');
  });

  it('has favourites that are not wrapped', () => {
    expect(getTopArtists.response.parse(bodies.pageOf([bodies.artist])).items[0]?.name).toBe('Ada Fell');
    expect(getTopTracks.response.parse(bodies.pageOf([bodies.track])).items[0]?.name).toBe('Salt');
  });
});

describe('covers of a playlist', () => {
  it('may be none, and of unknown size', () => {
    expect(getPlaylistCover.response.parse([])).toEqual([]);
    expect(getPlaylistCover.response.parse(null)).toEqual([]);
    const [cover] = getPlaylistCover.response.parse([
      { url: 'https://i.example/1', height: null, width: null },
    ]);
    expect(cover).toEqual({ url: 'https://i.example/1' });
  });
});
