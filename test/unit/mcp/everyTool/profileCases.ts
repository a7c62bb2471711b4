import { expect } from 'vitest';
import type { ToolCases } from './toolCases.ts';

const oneRead = { never: 'it is one read' } as const;

export const profileCases: readonly ToolCases[] = [
  {
    tool: 'spotify_get_profile',
    success: [
      {
        does: 'tells who is signed in',
        args: () => ({}),
        shows: () => ({ name: 'Ada', id: 'ada-lovelace', uri: 'spotify:user:ada-lovelace' }),
      },
    ],
    wrong: [
      { args: { account: 'nobody' }, says: /account/ },
      { args: { account: 7 }, says: /^account: / },
    ],
    notFound: { never: 'whoever is signed in has a profile' },
    permission: { never: 'the profile needs no permission' },
    limit: {},
    partial: oneRead,
  },
  {
    tool: 'spotify_get_top',
    success: [
      {
        does: 'ranks tracks',
        args: () => ({ type: 'tracks', range: 'weeks', limit: 5 }),
        shows: () => ({
          items: [1, 2, 3, 4, 5].map((rank) => ({ rank })),
          period: expect.stringMatching(/4 weeks/) as string,
        }),
      },
      {
        does: 'ranks artists',
        args: () => ({ type: 'artists', range: 'long_term' }),
        shows: () => ({ period: expect.stringMatching(/year/) as string }),
        then: (_, { items }) => expect(items).toHaveLength(20),
      },
    ],
    wrong: [
      { args: {}, says: /^type: / },
      { args: { type: 'albums' }, says: /^type: .*tracks.*artists/ },
      { args: { type: 'tracks', limit: 100 }, says: /^limit: .*99/ },
      { args: { type: 'tracks', cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: { never: 'a list without entries is a list' },
    permission: { scope: 'user-top-read' },
    limit: {},
    partial: {
      args: () => ({ type: 'tracks', limit: 99 }),
      prepare: ({ simulator }) => {
        const match = 'GET /me/top';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.once({ kind: '400', message: 'Not this page' }, { match });
      },
      says: /Not this page|50 of/,
      shows: /50/,
    },
  },
  {
    tool: 'spotify_recently_played',
    success: [
      {
        does: 'lists the last plays, the newest first',
        args: () => ({ limit: 3 }),
        shows: () => ({ account: 'ada-lovelace' }),
        then: (_, { plays }) => expect(plays).toHaveLength(3),
      },
    ],
    wrong: [
      { args: { limit: 51 }, says: /^limit: .*50/ },
      { args: { before: 'yesterday' }, says: /before/ },
    ],
    notFound: { args: () => ({ before: '2001-01-01T00:00:00Z' }), shows: { plays: [] } },
    permission: { scope: 'user-read-recently-played' },
    limit: {},
    partial: oneRead,
  },
];
