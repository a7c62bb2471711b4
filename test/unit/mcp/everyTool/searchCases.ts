import { expect } from 'vitest';
import { readListening } from './listening.ts';
import type { ToolCases } from './toolCases.ts';
import { album, artist, nobodysId, track } from './world.ts';

const anyone = { never: 'the catalogue needs no permission' } as const;

export const searchCases: readonly ToolCases[] = [
  {
    tool: 'spotify_search',
    success: [
      {
        does: 'finds tracks and artists by words and filters',
        args: (bed) => ({
          queries: [
            { track: track(bed, 3).name, artist: track(bed, 3).artists[0]?.name },
            { text: artist(bed).name },
          ],
          types: ['track', 'artist'],
          limit: 3,
        }),
        shows: () => ({ results: [{ items: expect.any(Array) as unknown }, {}] }),
        then: (bed, { results }) => {
          const found = (results as { items: { uri: string }[] }[]).map(({ items }) =>
            items.map(({ uri }) => uri),
          );
          expect(found[0]).toContain(track(bed, 3).uri);
          expect(found[1]).toContain(artist(bed).uri);
        },
      },
      {
        does: 'says so where nothing is found',
        args: () => ({ queries: [{ text: 'qqqqzzzzxxxxy' }] }),
        shows: () => ({ results: [{ items: [] }], note: expect.stringContaining('Nothing') as string }),
      },
    ],
    wrong: [
      { args: { queries: [] }, says: /^queries: / },
      { args: { queries: [{}] }, says: /quer/ },
      { args: { queries: [{ word: 'x' }] }, says: /Unknown argument "word".*text/ },
      { args: { queries: Array(11).fill({ text: 'x' }) }, says: /^queries: .*10/ },
      { args: { queries: [{ text: 'x' }], types: ['song'] }, says: /^types\.0: .*track/ },
      { args: { queries: [{ text: 'x', year: 'now' }] }, says: /^queries\.0\.year: / },
      { args: { queries: [{ text: 'x' }], cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: { args: () => ({ queries: [{ text: 'qqqqzzzzxxxxy' }] }), shows: { results: [{ items: [] }] } },
    permission: anyone,
    limit: {},
    partial: {
      args: () => ({ queries: [{ text: 'harbour' }, { text: 'rain' }] }),
      prepare: ({ simulator }) => {
        simulator.troubles.once({ kind: '400', message: 'Not these words' }, { match: 'GET /search' });
      },
      shows: /"error":"[^"]*Not these words/,
    },
  },
  {
    tool: 'spotify_get_items',
    success: [
      {
        does: 'reads any mix, and the tracks of an album',
        args: (bed) => ({
          items: [track(bed).uri, `https://open.spotify.com/album/${album(bed).id}?si=x`, artist(bed).uri],
          include: ['tracks'],
        }),
        shows: (bed) => ({
          items: [
            { name: track(bed).name, type: 'track', uri: track(bed).uri },
            { uri: album(bed).uri },
            ...album(bed).tracks.map(() => ({ part_of: album(bed).uri })),
            { uri: artist(bed).uri },
          ],
        }),
      },
      {
        does: 'reads the other kinds',
        args: ({ simulator: { catalogue } }) => ({
          items: [
            catalogue.shows[0]?.uri,
            catalogue.episodes[0]?.uri,
            catalogue.audiobooks[0]?.uri,
            catalogue.chapters[0]?.uri,
          ],
        }),
        shows: () => ({
          items: [{ type: 'show' }, { type: 'episode' }, { type: 'audiobook' }, { type: 'chapter' }],
        }),
      },
    ],
    wrong: [
      { args: { items: [] }, says: /^items: / },
      { args: { items: ['spotify:user:ada'] }, says: /items.*user/ },
      { args: { items: [nobodysId] }, says: /type/ },
      { args: { items: ['spotify:track:%2e%2e%2fme'] }, says: /items.*URI/ },
      { args: (bed) => ({ items: [track(bed).uri], include: ['fans'] }), says: /^include\.0: .*albums/ },
    ],
    notFound: { args: () => ({ items: [`spotify:track:${nobodysId}`] }), says: /no such item/ },
    permission: anyone,
    limit: {},
    partial: {
      args: (bed) => ({ items: [track(bed).uri, `spotify:track:${nobodysId}`] }),
      shows: {
        items: [
          { type: 'track' },
          { uri: `spotify:track:${nobodysId}`, error: expect.stringContaining('no such') as string },
        ],
      },
    },
  },
  {
    tool: 'spotify_resolve_tracks',
    success: [
      {
        does: 'finds lines by search',
        args: (bed) => ({
          lines: [`${track(bed, 3).artists[0]?.name ?? ''} – ${track(bed, 3).name}`, track(bed, 4).uri],
        }),
        shows: (bed) => ({
          resolved: 2,
          tracks: [
            { name: track(bed, 3).name, source: expect.stringMatching(/search|library/) as string },
            { uri: track(bed, 4).uri, source: 'given' },
          ],
        }),
      },
      {
        does: "finds lines in the user's own history, without a search",
        prepare: readListening,
        args: (bed) => ({ lines: [`${track(bed, 3).artists[0]?.name ?? ''} – ${track(bed, 3).name}`] }),
        shows: (bed) => ({
          resolved: 1,
          searches: 0,
          tracks: [{ uri: track(bed, 3).uri, source: 'history' }],
        }),
      },
    ],
    wrong: [
      { args: { lines: [] }, says: /^lines: / },
      { args: { lines: Array(201).fill('Rain by Nobody') }, says: /^lines: .*200/ },
      { args: { lines: ['x'.repeat(1001)] }, says: /^lines\.0: .*1000/ },
      { args: { lines: [7] }, says: /^lines\.0: / },
    ],
    notFound: {
      args: () => ({ lines: ['qqqqzzzz – xxxxyyyy'] }),
      shows: { resolved: 0, tracks: [{ why: expect.any(String) as string }] },
    },
    permission: anyone,
    limit: { args: () => ({ lines: ['Rain by Nobody'] }) },
    partial: {
      args: () => ({ lines: ['qqqq – Rain', 'zzzz – Snow'] }),
      prepare: ({ simulator }) => {
        simulator.troubles.once({ kind: '400', message: 'Not these words' }, { match: 'GET /search' });
      },
      shows: /"why":"[^"]*Not these words/,
    },
  },
];
