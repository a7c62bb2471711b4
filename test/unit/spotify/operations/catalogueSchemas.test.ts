import { describe, expect, it } from 'vitest';
import { album } from '../../../../src/core/spotify/schemas/album.ts';
import { artist } from '../../../../src/core/spotify/schemas/artist.ts';
import { audiobook } from '../../../../src/core/spotify/schemas/audiobook.ts';
import { chapter } from '../../../../src/core/spotify/schemas/chapter.ts';
import { catalogueEpisode, episode } from '../../../../src/core/spotify/schemas/episode.ts';
import { page } from '../../../../src/core/spotify/schemas/page.ts';
import { searchResult } from '../../../../src/core/spotify/schemas/searchResult.ts';
import { show } from '../../../../src/core/spotify/schemas/show.ts';
import { track } from '../../../../src/core/spotify/schemas/track.ts';
import * as bodies from './bodies.ts';

describe('a track', () => {
  it('is read with its artists, album and codes', () => {
    expect(track.parse(bodies.track)).toMatchObject({
      type: 'track',
      id: 'track1',
      uri: 'spotify:track:track1',
      name: 'Salt',
      artists: [{ name: 'Ada Fell', uri: 'spotify:artist:artist1' }],
      album: { name: 'Low Tide', release_date: '1999-04', total_tracks: 9 },
      duration_ms: 201_000,
      explicit: true,
      is_local: false,
      external_ids: { isrc: 'SEXXX9900001' },
      external_urls: { spotify: 'https://open.spotify.com/track/track1' },
    });
  });

  it('has the older fields only where Spotify still sends them', () => {
    const older = {
      popularity: 71,
      linked_from: { id: 'old', uri: 'spotify:track:old' },
      preview_url: 'https://p',
    };
    const read = track.parse({ ...bodies.track, ...older, available_markets: ['SE'] });
    expect(read).toMatchObject(older);
    expect(read).not.toHaveProperty('available_markets');
    const { popularity, linked_from, preview_url } = track.parse(bodies.track);
    expect([popularity, linked_from, preview_url]).toEqual([undefined, undefined, undefined]);
  });

  it('of a local file has a name and a URI, and nothing is null', () => {
    const read = track.parse(bodies.localTrack);
    expect(read).toMatchObject({ name: 'Demo', uri: 'spotify:local:Ada+Fell::Demo:61', is_local: true });
    expect(read.id).toBeUndefined();
    expect(JSON.stringify(read)).not.toContain('null');
  });

  it('needs no more than a URI', () => {
    expect(track.parse({ uri: 'spotify:track:x' })).toEqual({
      type: 'track',
      uri: 'spotify:track:x',
      name: '',
      artists: [],
      explicit: false,
      is_local: false,
    });
  });

  it.each([
    ['no URI', { uri: undefined }],
    ['an endless duration', { duration_ms: Number.POSITIVE_INFINITY }],
    ['a duration in words', { duration_ms: 'long' }],
    ['artists that are no array', { artists: { 0: bodies.artistRef } }],
  ])('is refused with %s', (_, fault) => {
    expect(track.safeParse({ ...bodies.track, ...fault }).success).toBe(false);
  });

  it('has whole milliseconds', () => {
    expect(track.parse({ ...bodies.track, duration_ms: 1000.4 }).duration_ms).toBe(1000);
  });
});

describe('an album', () => {
  it('is read whole, with its first tracks', () => {
    const read = album.parse(bodies.album);
    expect(read).toMatchObject({
      id: 'album1',
      name: 'Low Tide',
      album_type: 'album',
      external_ids: { upc: '000000000000' },
    });
    expect(read.tracks).toMatchObject({ total: 300, items: [{ name: 'Salt', track_number: 3 }] });
    expect(read.tracks?.items[0]?.album).toBeUndefined();
  });

  it('is read as lists show it', () => {
    expect(album.parse(bodies.simpleAlbum)).toMatchObject({
      id: 'album1',
      genres: [],
      artists: [{ name: 'Ada Fell' }],
    });
    expect(album.parse({ ...bodies.simpleAlbum, album_group: 'appears_on' }).album_group).toBe('appears_on');
  });

  it('of a kind or with a restriction that came later is no error', () => {
    const newer = {
      album_type: 'mixtape',
      restrictions: { reason: 'moon' },
      release_date_precision: 'decade',
    };
    expect(album.parse({ ...bodies.simpleAlbum, ...newer })).toMatchObject(newer);
  });

  it('that was taken down keeps an empty name', () => {
    expect(album.parse({ ...bodies.simpleAlbum, name: '' }).name).toBe('');
    expect(album.parse({ ...bodies.simpleAlbum, name: null }).name).toBe('');
  });
});

describe('an artist', () => {
  it('is read without and with what older apps get', () => {
    expect(artist.parse(bodies.artist)).toMatchObject({ id: 'artist1', name: 'Ada Fell', genres: [] });
    const older = { genres: ['shanty'], popularity: 3, followers: { href: null, total: 17 } };
    expect(artist.parse({ ...bodies.artist, ...older })).toMatchObject({
      genres: ['shanty'],
      popularity: 3,
      followers: { total: 17 },
    });
  });
});

describe('shows, episodes, audiobooks and chapters', () => {
  it('are read whole, with the first of their parts', () => {
    expect(show.parse(bodies.show)).toMatchObject({
      name: 'Harbour Talk',
      total_episodes: 12,
      episodes: { items: [{ name: 'Ropes' }] },
    });
    expect(audiobook.parse(bodies.audiobook)).toMatchObject({
      authors: [{ name: 'Ida Wren' }],
      chapters: { items: [{ name: 'One' }] },
    });
    expect(episode.parse(bodies.episode)).toMatchObject({
      show: { name: 'Harbour Talk' },
      resume_point: { fully_played: false, resume_position_ms: 60_000 },
    });
    expect(chapter.parse(bodies.chapter)).toMatchObject({
      chapter_number: 1,
      audiobook: { name: 'The Long Pier' },
    });
  });

  it('are read as lists show them', () => {
    expect(show.parse(bodies.simpleShow).episodes).toBeUndefined();
    expect(show.parse({ ...bodies.simpleShow, publisher: 'Quay' }).publisher).toBe('Quay');
    expect(episode.parse(bodies.simpleEpisode).show).toBeUndefined();
    expect(audiobook.parse(bodies.simpleAudiobook).chapters).toBeUndefined();
    expect(chapter.parse(bodies.simpleChapter).audiobook).toBeUndefined();
  });

  it('say nothing of one user where they are kept for all', () => {
    expect(catalogueEpisode.parse(bodies.episode)).not.toHaveProperty('resume_point');
  });
});

describe('a page', () => {
  const tracks = page(track);

  it('leaves out what is null and keeps where the next one begins', () => {
    const read = tracks.parse({ ...bodies.pageOf([null, bodies.track, null], 40), next: 'https://next' });
    expect(read.items).toHaveLength(1);
    expect(read).toMatchObject({ offset: 40, limit: 20, total: 300, next: 'https://next' });
  });

  it('is the last one without a next', () => {
    expect(tracks.parse(bodies.pageOf([])).next).toBeUndefined();
  });

  it.each([
    ['none', undefined],
    ['null', null],
    ['an object', {}],
    ['a text', 'x'],
  ])('is refused with %s for items', (_, items) => {
    expect(tracks.safeParse({ ...bodies.pageOf([]), items }).success).toBe(false);
  });
});

describe('a search', () => {
  it('answers the kinds that were asked for', () => {
    const read = searchResult.parse({
      tracks: bodies.pageOf([bodies.track]),
      playlists: bodies.pageOf([null, bodies.simplePlaylist, null]),
      episodes: bodies.pageOf([bodies.simpleEpisode, null]),
      audiobooks: bodies.pageOf([bodies.simpleAudiobook]),
      albums: null,
    });
    expect(read.tracks?.items.map(({ name }) => name)).toEqual(['Salt']);
    expect(read.playlists?.items.map(({ name }) => name)).toEqual(['Evening']);
    expect(read.episodes?.items.map(({ name }) => name)).toEqual(['Ropes']);
    expect(read.audiobooks?.items.map(({ name }) => name)).toEqual(['The Long Pier']);
    expect([read.albums, read.artists, read.shows]).toEqual([undefined, undefined, undefined]);
  });
});
