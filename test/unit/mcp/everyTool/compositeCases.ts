import { expect } from 'vitest';
import { readListening } from './listening.ts';
import type { ToolCases } from './toolCases.ts';
import { artist, nobodysId, track } from './world.ts';

export const compositeCases: readonly ToolCases[] = [
  {
    tool: 'spotify_artist_profile',
    success: [
      {
        does: 'puts catalogue and history together',
        prepare: readListening,
        args: (bed) => ({ artist: artist(bed).name }),
        shows: (bed) => ({ name: artist(bed).name, uri: artist(bed).uri, catalogue: {}, history: {} }),
      },
      {
        does: 'answers the catalogue alone where there is no history',
        args: (bed) => ({ artist: artist(bed, 1).uri }),
        shows: (bed) => ({ uri: artist(bed, 1).uri, catalogue: {}, missing: [{ item: 'history' }] }),
      },
    ],
    wrong: [
      { args: { artist: '' }, says: /^artist: / },
      { args: (bed) => ({ artist: track(bed).uri }), says: /artist.*track/ },
      { args: { artist: 'spotify:artist:../../me' }, says: /^artist: .*URI/ },
    ],
    notFound: { args: () => ({ artist: `spotify:artist:${nobodysId}` }), says: /no such/ },
    permission: { never: 'the catalogue needs no permission' },
    limit: { args: (bed) => ({ artist: artist(bed).uri }) },
    partial: {
      args: (bed) => ({ artist: artist(bed, 1).uri }),
      trouble: { kind: { kind: '400', message: 'Not these' }, match: 'GET /artists/{id}/albums' },
      shows: /"missing":.*Not these/,
    },
  },
  {
    tool: 'spotify_listening_summary',
    success: [
      {
        does: 'compares the lists',
        prepare: readListening,
        args: () => ({ limit: 3, ranges: ['short_term'] }),
        shows: () => ({
          lists: [
            { range: 'short_term', of: 'artists' },
            { range: 'short_term', of: 'tracks' },
          ],
          recent: { plays: 50 },
        }),
      },
    ],
    wrong: [
      { args: { ranges: [] }, says: /^ranges: / },
      { args: { ranges: ['weeks'] }, says: /^ranges\.0: .*short_term/ },
      { args: { limit: 21 }, says: /^limit: .*20/ },
    ],
    notFound: { never: 'lists without entries are lists' },
    permission: { scope: 'user-top-read', shows: /"missing":.*permission/ },
    limit: { args: () => ({ limit: 3 }) },
    partial: {
      trouble: { kind: { kind: '400', message: 'Not these' }, match: 'GET /me/top/artists' },
      shows: /"missing":.*Not these/,
    },
  },
  {
    tool: 'spotify_radio',
    success: [
      {
        does: "lists what the user hears with a track, in the user's own sessions",
        prepare: readListening,
        args: (bed) => ({ seed: track(bed, 3).uri, limit: 5 }),
        shows: (bed) => ({
          seed: { name: expect.stringContaining(track(bed, 3).name) as string, type: 'track' },
        }),
        then: (_, { tracks }) => expect((tracks as unknown[]).length).toBeGreaterThan(0),
      },
      {
        does: 'starts from what plays now',
        prepare: readListening,
        args: () => ({ limit: 3 }),
        shows: ({ user }) => ({ seed: { uri: user.player.item?.uri } }),
      },
    ],
    wrong: [
      { args: { seed: '' }, says: /^seed: / },
      { args: { seed: 'spotify:show:../x' }, says: /seed.*URI/ },
      { args: { limit: 51 }, says: /^limit: .*50/ },
    ],
    notFound: { args: (bed) => ({ seed: track(bed, 3).uri }), says: /history/i },
    permission: {
      prepare: readListening,
      args: () => ({ limit: 3 }),
      scope: 'user-read-playback-state',
      refused: 'GET /me/player',
    },
    limit: { prepare: readListening, args: () => ({ limit: 3 }) },
    partial: {
      prepare: readListening,
      args: (bed) => ({ seed: track(bed, 3).uri, limit: 6, discover: 3 }),
      trouble: { kind: { kind: '400', message: 'Not these' }, match: 'GET /search' },
      shows: /"note":"[^"]*(?:Not these|could not|found)/,
    },
  },
];
