import { describe, expect, it } from 'vitest';
import { operations } from '../../../../src/core/spotify/operations/operations.ts';
import {
  removedOperation,
  removedOperations,
} from '../../../../src/core/spotify/operations/removedOperations.ts';

describe('what a new app cannot call', () => {
  it.each([
    ['GET', '/playlists/37i9/tracks', 'Use GET /playlists/{playlist_id}/items.'],
    ['PUT', '/me/tracks', 'Use PUT /me/library with Spotify URIs.'],
    ['GET', '/me/following/contains', 'Use GET /me/library/contains with Spotify URIs.'],
    ['GET', '/audio-features/a', 'Spotify offers nothing in its place.'],
    ['POST', '/users/somebody/playlists', 'Use POST /me/playlists.'],
  ])('is known by its path: %s %s', (method, path, instead) => {
    expect(removedOperation(method, path)?.instead).toBe(instead);
  });

  it.each([
    ['GET', '/me/tracks'],
    ['GET', '/tracks/a'],
    ['GET', '/playlists/a/items'],
    ['GET', '/me/following'],
    ['GET', '/users//playlists'],
  ])('is not %s %s', (method, path) => {
    expect(removedOperation(method, path)).toBeUndefined();
  });

  it('is no operation of the client', () => {
    for (const { method, path } of operations) expect(removedOperation(method, path)).toBeUndefined();
  });

  it('always has one sentence about what to do instead, which names nothing that is gone too', () => {
    for (const { instead } of removedOperations) {
      expect(instead).toMatch(/^[A-Z].*\.$/);
      const [, method = '', path = ''] = /\b(GET|PUT|POST|DELETE) (\/[\w/{}]+)/.exec(instead) ?? [];
      expect(removedOperation(method, path)).toBeUndefined();
    }
  });
});
