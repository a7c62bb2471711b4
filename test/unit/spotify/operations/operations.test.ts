import { describe, expect, it } from 'vitest';
import { cacheKinds, families } from '../../../../src/core/spotify/operation.ts';
import { operations, type AnyOperation } from '../../../../src/core/spotify/operations/operations.ts';
import { removedOperations } from '../../../../src/core/spotify/operations/removedOperations.ts';
import { noEndpointTable, readEndpointTable } from './openApiFile.ts';
import { fullCalls } from './fullCalls.ts';

/** The two favourites are one operation with a type in its path. */
const endpoint = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path.replace(/^\/me\/top\/\w+$/, '/me/top/{type}')}`;

describe('the list of operations', () => {
  const listed = operations.map(endpoint);

  it('names 48 endpoints; replacing and reordering a playlist share one, as the favourites do', () => {
    expect(new Set(listed).size).toBe(48);
    const twice = listed.filter((name, index) => listed.indexOf(name) !== index);
    expect(twice).toEqual(['GET /me/top/{type}', 'PUT /playlists/{playlist_id}/items']);
  });

  it.skipIf(noEndpointTable)('is what Spotify gives to a new app, all of it and nothing else', () => {
    const rows = readEndpointTable();
    const open = new Set(rows.filter(({ deprecated }) => !deprecated).map(endpoint));
    expect(new Set(listed)).toEqual(open);
    const closed = rows.filter(({ deprecated }) => deprecated).map(endpoint);
    expect(new Set(removedOperations.map(endpoint))).toEqual(new Set(closed));
  });

  it('keeps removed ones apart, each named once', () => {
    const removed = removedOperations.map(endpoint);
    expect(new Set(removed).size).toBe(removed.length);
    expect(removed.filter((name) => listed.includes(name))).toEqual([]);
  });

  it('is tried whole by these tests', () => {
    expect(new Set(fullCalls.map(({ operation }) => operation))).toEqual(new Set(operations));
  });
});

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
  it('keeps answers of reads and says what a write makes stale', () => {
    expect(families).toContain(operation.family);
    if (operation.method === 'GET') {
      expect(operation.changes).toBeUndefined();
      expect(operation.cache === undefined).toBe(operation.family === 'recentlyPlayed');
    } else {
      expect(operation.cache).toBeUndefined();
      expect(operation.changes?.length).toBeGreaterThan(0);
      expect(cacheKinds).toEqual(expect.arrayContaining([...(operation.changes ?? [])]));
    }
  });

  it('goes first only if it is about the player', () => {
    expect(operation.urgent === true).toBe(operation.family === 'player');
  });
});

describe('what is kept for all accounts', () => {
  const kept = operations.filter(({ cache }) => cache === 'metadata');

  it('is the catalogue', () => {
    expect(new Set(kept.map(({ family }) => family))).toEqual(
      new Set(['tracks', 'albums', 'artists', 'shows', 'episodes', 'audiobooks', 'chapters']),
    );
  });

  it('tells nobody how far somebody else has listened', () => {
    const resume_point = { fully_played: false, resume_position_ms: 1234 };
    const thing = { id: 'a', uri: 'spotify:x:a', name: 'A', resume_point };
    const page = { items: [thing], offset: 0 };
    for (const operation of kept) {
      const body = { ...thing, ...page, episodes: page, chapters: page, tracks: page };
      expect(JSON.stringify(parse(operation, body))).not.toContain('1234');
    }
  });
});

function parse(operation: AnyOperation, body: unknown): unknown {
  return operation.response.parse(body);
}
