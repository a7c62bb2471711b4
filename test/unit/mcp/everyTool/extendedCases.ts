import { expect } from 'vitest';
import type { McpBed } from '../mcpBed.ts';
import type { ToolCases } from './toolCases.ts';
import { album, artist, nobodysId, track } from './world.ts';

/** The app has what new ones lack. */
const extended = ({ simulator }: McpBed): void => {
  simulator.extendedQuota = true;
};
const anyone = { permission: { never: 'what anybody sees needs no permission' }, limit: {} } as const;
const oneRead = { partial: { never: 'it is one read' } } as const;
const failing = (match: string, shows: RegExp): ToolCases['partial'] => ({
  trouble: { kind: { kind: '400', message: 'Not these' }, match },
  shows,
});
const wrongArtist: ToolCases['wrong'] = [
  { args: { artist: '' }, says: /^artist: / },
  { args: (bed) => ({ artist: album(bed).uri }), says: /artist.*album/ },
  { args: { artist: '../../me' }, says: /^artist: .*URI/ },
];

export const extendedCases: readonly ToolCases[] = [
  {
    tool: 'spotify_get_recommendations',
    success: [
      {
        does: 'lists what Spotify recommends',
        prepare: extended,
        args: (bed) => ({
          seeds: [track(bed).uri, artist(bed).uri],
          tune: [{ attribute: 'energy', min: 0.1 }],
          limit: 4,
        }),
        shows: () => ({ tracks: [{ type: 'track' }, {}, {}, {}] }),
      },
    ],
    wrong: [
      { args: { seeds: [] }, says: /^seeds: / },
      { args: (bed) => ({ seeds: [album(bed).uri] }), says: /seeds.*album/ },
      { args: { seeds: ['rock'], tune: [{ attribute: 'energy', min: 1, max: 0 }] }, says: /tune.*energy/ },
      { args: { seeds: ['rock'], tune: [{ attribute: 'mood' }] }, says: /^tune\.0\.attribute: .*energy/ },
    ],
    notFound: { args: (bed) => ({ seeds: [track(bed).uri] }), says: /extended quota.*spotify_radio/s },
    ...anyone,
    ...oneRead,
  },
  {
    tool: 'spotify_get_related_artists',
    success: [
      {
        does: 'lists artists of about the same kind',
        prepare: extended,
        args: (bed) => ({ artist: artist(bed).name }),
        shows: (bed) => ({ artist: artist(bed).name }),
        then: (_, { artists }) => expect(Array.isArray(artists)).toBe(true),
      },
    ],
    wrong: wrongArtist,
    notFound: { args: (bed) => ({ artist: artist(bed).uri }), says: /extended quota.*(?:spotify|history)_/s },
    ...anyone,
    ...oneRead,
  },
  {
    tool: 'spotify_get_audio_features',
    success: [
      {
        does: 'tells how tracks sound',
        prepare: extended,
        args: (bed) => ({ tracks: [track(bed).uri, track(bed, 1).id] }),
        shows: (bed) => ({ tracks: [{ uri: track(bed).uri, tempo: expect.any(Number) as number }, {}] }),
      },
    ],
    wrong: [
      { args: { tracks: [] }, says: /^tracks: / },
      { args: (bed) => ({ tracks: [artist(bed).uri] }), says: /tracks.*artist/ },
      {
        args: (bed) => ({ tracks: [track(bed).uri, track(bed, 1).uri], sections: true }),
        says: /sections.*one/s,
      },
    ],
    notFound: {
      prepare: extended,
      args: () => ({ tracks: [nobodysId] }),
      shows: { tracks: [], unknown: [`spotify:track:${nobodysId}`] },
    },
    ...anyone,
    ...oneRead,
  },
  {
    tool: 'spotify_get_artist_top_tracks',
    success: [
      {
        does: 'lists the most popular tracks',
        prepare: extended,
        args: (bed) => ({ artist: artist(bed).uri, market: 'DE' }),
        shows: (bed) => ({ artist: artist(bed).uri }),
        then: (_, { tracks }) => expect(tracks).toHaveLength(10),
      },
    ],
    wrong: [
      ...wrongArtist,
      { args: (bed) => ({ artist: artist(bed).uri, market: 'Germany' }), says: /^market: / },
    ],
    notFound: {
      args: (bed) => ({ artist: artist(bed).uri }),
      says: /extended quota.*spotify_artist_profile/s,
    },
    ...anyone,
    ...oneRead,
  },
  {
    tool: 'spotify_get_several_items',
    success: [
      {
        does: 'reads many at once',
        prepare: extended,
        args: (bed) => ({ uris: [track(bed).uri, album(bed).uri, artist(bed).uri] }),
        shows: (bed) => ({
          items: [{ uri: track(bed).uri }, { uri: album(bed).uri }, { uri: artist(bed).uri }],
        }),
      },
    ],
    wrong: [
      { args: { uris: [] }, says: /^uris: / },
      { args: { uris: ['spotify:user:ada'] }, says: /uris.*user/ },
      { args: { uris: Array(51).fill(`spotify:track:${nobodysId}`) }, says: /^uris: .*50/ },
    ],
    notFound: {
      prepare: extended,
      args: (bed) => ({ uris: [track(bed).uri, `spotify:track:${nobodysId}`] }),
      shows: { items: [{}], failed: [{ item: `spotify:track:${nobodysId}` }] },
    },
    ...anyone,
    partial: failing('GET /albums', /"items":\[\{.*"failed":.*Not these/),
  },
  {
    tool: 'spotify_browse',
    success: [
      {
        does: 'lists new releases',
        prepare: extended,
        args: () => ({ shelf: 'new_releases', limit: 3 }),
        shows: () => ({ items: [{ type: 'album' }, {}, {}] }),
      },
      {
        does: 'lists categories with cleaned names',
        prepare: extended,
        args: () => ({ shelf: 'categories' }),
        shows: () => ({ categories: [{ name: 'Rain' }, { name: 'Harbour ybbol' }, { id: 'focus' }] }),
      },
      {
        does: 'lists countries',
        prepare: extended,
        args: () => ({ shelf: 'markets' }),
        shows: () => ({ values: expect.arrayContaining(['DE']) as string[] }),
      },
    ],
    wrong: [
      { args: {}, says: /^shelf: / },
      { args: { shelf: 'top' }, says: /^shelf: .*new_releases/ },
      { args: { shelf: 'category' }, says: /category is missing/ },
      { args: { shelf: 'categories', locale: 'german' }, says: /^locale: / },
      { args: { shelf: 'category', category: '../../me' }, says: /^category: .*id/ },
    ],
    notFound: {
      prepare: extended,
      args: () => ({ shelf: 'category', category: 'none' }),
      says: /does not know|no such/,
    },
    ...anyone,
    partial: { never: 'a category without its playlists is none' },
  },
  {
    tool: 'spotify_get_user',
    success: [
      {
        does: 'reads a profile and its public playlists',
        prepare: extended,
        args: () => ({ user: 'harbour-radio' }),
        shows: () => ({ name: 'Harbour Radio', uri: 'spotify:user:harbour-radio' }),
        then: (_, { playlists }) => expect(playlists).not.toEqual([]),
      },
    ],
    wrong: [
      { args: { user: '../../me' }, says: /^user: / },
      { args: { user: '..' }, says: /^user: / },
      { args: { user: 'spotify:user:%2e%2e' }, says: /^user: / },
      { args: (bed) => ({ user: artist(bed).uri }), says: /user.*artist/ },
    ],
    notFound: { prepare: extended, args: () => ({ user: 'nobody-here' }), says: /does not know|no such/ },
    permission: {
      scope: 'playlist-read-private',
      shows: /"missing":.*permission/,
      refused: 'GET /users/{user_id}/playlists',
    },
    limit: {},
    partial: failing('GET /users/{user_id}/playlists', /Harbour Radio.*"missing":.*Not these/),
  },
];
