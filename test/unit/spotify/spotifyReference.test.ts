import { describe, expect, it } from 'vitest';
import {
  looksLikeReference,
  parseSpotifyReference,
  requireReference,
} from '../../../src/core/spotify/spotifyReference.ts';

const id = '4iV5W9uYEdYUVa79Axb7Rh';

describe('a reference', () => {
  it.each([
    `spotify:album:${id}`,
    `https://open.spotify.com/album/${id}`,
    `http://open.spotify.com/album/${id}?si=abc&utm=x#y`,
    `open.spotify.com/intl-de/album/${id}`,
    `https://open.spotify.com/intl-pt-BR/album/${id}/`,
    `https://open.spotify.com/embed/album/${id}`,
    `  https://play.spotify.com/album/${id} `,
  ])('is read from %s', (text) => {
    expect(parseSpotifyReference(text)).toEqual({
      type: 'album',
      id,
      uri: `spotify:album:${id}`,
      url: `https://open.spotify.com/album/${id}`,
    });
    expect(looksLikeReference(text)).toBe(true);
  });

  it('is read from playlists as they were once written', () => {
    expect(parseSpotifyReference(`spotify:user:ada:playlist:${id}`)?.uri).toBe(`spotify:playlist:${id}`);
    expect(parseSpotifyReference(`https://open.spotify.com/user/ada/playlist/${id}`)?.type).toBe('playlist');
  });

  it('is a bare id only where one kind is meant', () => {
    expect(parseSpotifyReference(id)).toBeUndefined();
    expect(parseSpotifyReference(id, 'track')?.uri).toBe(`spotify:track:${id}`);
    expect(requireReference('playlist_id', id, ['playlist']).type).toBe('playlist');
    expect(() => requireReference('uris', id, ['track', 'episode'])).toThrow('uris: this is not');
  });

  it.each([
    '',
    'Paper Lantern',
    'spotify:track:short',
    `spotify:station:${id}`,
    `https://evil.example/track/${id}`,
    `https://open.spotify.com.evil.example/track/${id}`,
    `spotify:local:a:b:c:1`,
    `spotify:track:${id}/../x`,
  ])('is not %s', (text) => {
    expect(parseSpotifyReference(text)).toBeUndefined();
  });

  it('says which kinds fit', () => {
    expect(() => requireReference('uris', `spotify:artist:${id}`, ['track', 'episode'])).toThrow(
      'uris: a URI of kind artist does not fit here.',
    );
  });
});
