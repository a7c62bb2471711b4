import { expect } from 'vitest';
import type { ToolCases } from './toolCases.ts';
import { album, artist, nobodysId, saved, unsaved } from './world.ts';

const wrongUris = [
  { args: { uris: [] }, says: /^uris: / },
  { args: { uris: Array(501).fill(`spotify:track:${nobodysId}`) }, says: /^uris: .*500/ },
  { args: { uris: ['spotify:user:ada-lovelace'] }, says: /^uris.*user/ },
  { args: { uris: ['spotify:track:../../me'] }, says: /^uris.*URI/ },
];
const unknownIds = {
  never: 'Spotify takes URIs of things that it does not have as it takes others',
} as const;

export const libraryCases: readonly ToolCases[] = [
  {
    tool: 'spotify_list_library',
    success: [
      {
        does: 'lists the liked songs, the newest first',
        args: () => ({ kind: 'tracks', limit: 5 }),
        shows: (bed) => ({
          total: bed.user.library.list('track').length,
          items: saved(bed, 5).map((uri) => ({ uri })),
          note: expect.stringMatching(/^5 of \d+/) as string,
        }),
        then: (_, { next_cursor: cursor }) => expect(cursor).toBeTruthy(),
      },
      ...(['albums', 'episodes', 'shows', 'audiobooks', 'artists'] as const).map((kind) => ({
        does: `lists ${kind}`,
        args: () => ({ kind }),
        shows: ({ user }: Parameters<ToolCases['success'][0]['shows']>[0]) => ({
          total: user.library.list(kind.slice(0, -1)).length,
        }),
      })),
    ],
    wrong: [
      { args: { kind: 'songs' }, says: /^kind: .*tracks/ },
      { args: { kind: 'tracks', search: ' ' }, says: /^search: / },
      { args: { kind: 'tracks', cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: { args: () => ({ kind: 'tracks', search: 'qqqqzzzz' }), shows: { items: [] } },
    permission: { scope: 'user-library-read' },
    limit: {},
    partial: {
      args: () => ({ kind: 'tracks', limit: 100 }),
      prepare: ({ simulator }) => {
        const match = 'GET /me/tracks';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.once({ kind: '400', message: 'Not this page' }, { match });
      },
      shows: /50 of 1\d\d/,
    },
  },
  {
    tool: 'spotify_check_library',
    success: [
      {
        does: 'tells what is saved, in the order of the question',
        args: (bed) => ({ uris: [...saved(bed, 2), ...unsaved(bed, 1), artist(bed).uri, album(bed).uri] }),
        shows: (bed) => ({
          items: [...saved(bed, 2), ...unsaved(bed, 1), artist(bed).uri, album(bed).uri].map((uri) => ({
            uri,
            saved: bed.user.library.has(uri),
          })),
        }),
      },
    ],
    wrong: wrongUris,
    notFound: unknownIds,
    permission: { args: (bed) => ({ uris: saved(bed, 2) }), scope: 'user-library-read' },
    limit: {},
    partial: {
      args: (bed) => ({ uris: [...saved(bed, 2), artist(bed).uri] }),
      prepare: (bed) => bed.signIn(bed.user.id, ['user-library-read']),
      shows: /"failed":\[\{"item":"spotify:artist:\w+","why":"[^"]*user-follow-read/,
    },
  },
  {
    tool: 'spotify_save_to_library',
    success: [
      {
        does: 'saves what is not saved yet',
        args: (bed) => ({ uris: [...unsaved(bed, 2), ...saved(bed, 1)] }),
        shows: () => ({
          outcome: 'verified',
          changed: 2,
          unchanged: 1,
          undo_id: expect.any(String) as string,
        }),
        then: (bed, answer) => {
          expect(answer).not.toHaveProperty('failed');
          expect(bed.user.library.list('track')).toHaveLength(saved(bed, 1000).length);
        },
      },
      {
        does: 'only says what it would do',
        args: (bed) => ({ uris: unsaved(bed, 1), dry_run: true }),
        shows: () => ({ outcome: 'planned' }),
        then: (bed) => expect(unsaved(bed, 1).every((uri) => !bed.user.library.has(uri))).toBe(true),
      },
    ],
    wrong: wrongUris,
    notFound: unknownIds,
    permission: { scope: 'user-library-modify', refused: 'PUT /me/library' },
    limit: {},
    partial: {
      args: (bed) => ({ uris: unsaved(bed, 60) }),
      prepare: ({ simulator }) => {
        const match = 'PUT /me/library';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.always({ kind: '400', message: 'Not these' }, { match });
      },
      shows: /"outcome":"partial".*"failed":\[\{"item":"spotify:track:\w+","why":"[^"]*Not these/,
    },
  },
  {
    tool: 'spotify_remove_from_library',
    success: [
      {
        does: 'removes what is saved, and keeps what it was',
        args: (bed) => ({ uris: [...saved(bed, 2), ...unsaved(bed, 1)], confirm: true }),
        shows: () => ({
          outcome: 'verified',
          changed: 2,
          unchanged: 1,
          undo_id: expect.any(String) as string,
        }),
        then: (bed) => expect(bed.user.library.list('track').length).toBeLessThan(119),
      },
    ],
    wrong: [...wrongUris, { args: (bed) => ({ uris: saved(bed, 1), confirm: 'yes' }), says: /^confirm: / }],
    notFound: unknownIds,
    permission: { scope: 'user-library-modify', refused: 'DELETE /me/library' },
    limit: {},
    partial: {
      args: (bed) => ({ uris: saved(bed, 60), confirm: true }),
      prepare: ({ simulator }) => {
        const match = 'DELETE /me/library';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.always({ kind: '400', message: 'Not these' }, { match });
      },
      shows: /"outcome":"partial".*"failed":\[\{"item":"spotify:track:\w+","why":"[^"]*Not these/,
    },
  },
];
