import { describe, expect, it } from 'vitest';
import { buildPath, buildUrl } from '../../../../src/core/spotify/http/buildUrl.ts';
import type { Operation } from '../../../../src/core/spotify/operation.ts';
import { getArtistAlbums } from '../../../../src/core/spotify/operations/artists.ts';
import * as library from '../../../../src/core/spotify/operations/library.ts';
import * as player from '../../../../src/core/spotify/operations/player.ts';
import { setPlaylistCover } from '../../../../src/core/spotify/operations/playlistImages.ts';
import * as playlistItems from '../../../../src/core/spotify/operations/playlistItems.ts';
import * as playlists from '../../../../src/core/spotify/operations/playlists.ts';
import { searchItems } from '../../../../src/core/spotify/operations/search.ts';
import { getTrack } from '../../../../src/core/spotify/operations/tracks.ts';

function pathOf<Params, Result>(operation: Operation<Params, Result>, params: Params): string {
  return buildPath(operation.path, operation.request(params));
}

/** The body as it is sent. */
function jsonOf<Params, Result>(operation: Operation<Params, Result>, params: Params): unknown {
  const { json } = operation.request(params);
  return json === undefined ? undefined : JSON.parse(JSON.stringify(json));
}

function scopesOf<Params, Result>({ scopes }: Operation<Params, Result>, params: Params): readonly string[] {
  return typeof scopes === 'function' ? scopes(params) : scopes;
}

describe('addresses', () => {
  it('keep the path of the base, and an id that is no id in its place', () => {
    const path = pathOf(getTrack, { id: 'a/../b?c=d#e', market: 'SE' });
    expect(path).toBe('/tracks/a%2F..%2Fb%3Fc%3Dd%23e?market=SE');
    expect(buildUrl('http://127.0.0.1:8080/spotify/v1', path)).toBe(
      `http://127.0.0.1:8080/spotify/v1${path}`,
    );
  });

  it('leave out what is not given', () => {
    expect(pathOf(getTrack, { id: 'a' })).toBe('/tracks/a');
    expect(pathOf(player.getQueue, {})).toBe('/me/player/queue');
  });

  it('say that more than tracks is understood', () => {
    expect(pathOf(player.getPlaybackState, {})).toBe('/me/player?additional_types=track,episode');
    expect(pathOf(playlistItems.getPlaylistItems, { id: 'p', limit: 50, offset: 100 })).toBe(
      '/playlists/p/items?limit=50&offset=100&additional_types=track,episode',
    );
  });

  it('carry lists with commas', () => {
    expect(pathOf(getArtistAlbums, { id: 'a', groups: ['album', 'appears_on'] })).toBe(
      '/artists/a/albums?include_groups=album,appears_on',
    );
    expect(
      pathOf(searchItems, { query: 'artist:"A & B" year:1999', types: ['track', 'album'], limit: 10 }),
    ).toBe('/search?q=artist%3A%22A%20%26%20B%22%20year%3A1999&type=track,album&limit=10');
    const uris = ['spotify:track:a', 'spotify:album:b'];
    for (const operation of [library.saveToLibrary, library.removeFromLibrary]) {
      expect(pathOf(operation, { uris })).toBe('/me/library?uris=spotify%3Atrack%3Aa,spotify%3Aalbum%3Ab');
      expect(jsonOf(operation, { uris })).toBeUndefined();
    }
  });

  it('carry zero and false', () => {
    expect(pathOf(player.setVolume, { percent: 0 })).toBe('/me/player/volume?volume_percent=0');
    expect(pathOf(player.seekToPosition, { positionMs: 0 })).toBe('/me/player/seek?position_ms=0');
    expect(pathOf(player.setShuffle, { on: false, deviceId: 'd' })).toBe(
      '/me/player/shuffle?state=false&device_id=d',
    );
  });
});

describe('commands', () => {
  it('start what is named', () => {
    expect(jsonOf(player.startPlayback, { contextUri: 'spotify:album:a', offset: { position: 0 } })).toEqual({
      context_uri: 'spotify:album:a',
      offset: { position: 0 },
    });
    expect(jsonOf(player.startPlayback, { uris: ['spotify:track:a'], positionMs: 0 })).toEqual({
      uris: ['spotify:track:a'],
      position_ms: 0,
    });
  });

  it('go on without a body', () => {
    expect(player.startPlayback.request({ deviceId: 'd' })).toEqual({ query: { device_id: 'd' } });
  });

  it('name one device to move to', () => {
    expect(jsonOf(player.transferPlayback, { deviceId: 'd' })).toEqual({ device_ids: ['d'] });
    expect(jsonOf(player.transferPlayback, { deviceId: 'd', play: false })).toEqual({
      device_ids: ['d'],
      play: false,
    });
  });
});

describe('changes of playlists', () => {
  it('send what is given, empty texts too', () => {
    expect(jsonOf(playlists.changePlaylistDetails, { id: 'p', description: '' })).toEqual({
      description: '',
    });
    expect(jsonOf(playlists.createPlaylist, { name: 'N', public: false })).toEqual({
      name: 'N',
      public: false,
    });
  });

  it('replace or move, never both', () => {
    expect(jsonOf(playlistItems.replacePlaylistItems, { id: 'p', uris: [] })).toEqual({ uris: [] });
    expect(jsonOf(playlistItems.reorderPlaylistItems, { id: 'p', rangeStart: 0, insertBefore: 3 })).toEqual({
      range_start: 0,
      insert_before: 3,
    });
  });

  it('remove under the present name', () => {
    const params = { id: 'p', uris: ['spotify:track:a'], snapshotId: 's' };
    expect(jsonOf(playlistItems.removePlaylistItems, params)).toEqual({
      items: [{ uri: 'spotify:track:a' }],
      snapshot_id: 's',
    });
  });

  it('send a cover as it is', () => {
    expect(setPlaylistCover.request({ id: 'p', jpeg: '/9j/' })).toEqual({
      path: { playlist_id: 'p' },
      jpeg: '/9j/',
    });
  });
});

describe('scopes', () => {
  it('of the library go by the kinds of its URIs', () => {
    const read = (...uris: string[]) => scopesOf(library.checkLibrary, { uris });
    const write = (...uris: string[]) => scopesOf(library.saveToLibrary, { uris });
    for (const kind of ['track', 'album', 'episode', 'show', 'audiobook']) {
      expect(read(`spotify:${kind}:a`)).toEqual(['user-library-read']);
      expect(write(`spotify:${kind}:a`)).toEqual(['user-library-modify']);
    }
    expect(write('spotify:artist:a', 'spotify:user:b')).toEqual(['user-follow-modify']);
    expect(read('spotify:artist:a')).toEqual(['user-follow-read']);
    expect(write('spotify:playlist:a')).toEqual(['playlist-modify-public']);
    expect(read('spotify:user:somebody:playlist:a')).toEqual(['playlist-read-private']);
    expect(write('spotify:track:a', 'spotify:playlist:b', 'spotify:track:c')).toEqual([
      'user-library-modify',
      'playlist-modify-public',
    ]);
  });

  it('of a new playlist go by who may see it', () => {
    const needed = (params: Partial<playlists.CreatePlaylistParams>) =>
      scopesOf(playlists.createPlaylist, { name: 'N', ...params });
    expect(needed({})).toEqual(['playlist-modify-public']);
    expect(needed({ public: false })).toEqual(['playlist-modify-private']);
    expect(needed({ public: false, collaborative: true })).toEqual([
      'playlist-modify-public',
      'playlist-modify-private',
    ]);
  });

  it('of a playlist that is changed are either, and both to let others in', () => {
    const { anyScope } = playlists.changePlaylistDetails;
    expect(anyScope).toEqual(['playlist-modify-public', 'playlist-modify-private']);
    expect(scopesOf(playlists.changePlaylistDetails, { id: 'p', name: 'N' })).toEqual([]);
    expect(scopesOf(playlists.changePlaylistDetails, { id: 'p', collaborative: true })).toEqual(anyScope);
  });
});
