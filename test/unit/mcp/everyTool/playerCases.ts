import { expect } from 'vitest';
import type { ToolCases } from './toolCases.ts';
import { album, artist, nobodysId, own, track, trackUris } from './world.ts';

const ofArtist = {
  args: { query: `spotify:chapter:${nobodysId}` },
  says: /kind chapter|does not fit|this is/,
};

export const playerCases: readonly ToolCases[] = [
  {
    tool: 'spotify_status',
    success: [
      {
        does: 'tells what plays, where, and what comes next',
        args: () => ({ queue_limit: 3 }),
        shows: ({ user }) => ({
          state: 'playing',
          playback: { item: { uri: user.player.item?.uri }, device: { name: 'Desk' } },
          devices: [
            { name: 'Desk', active: true },
            { name: 'Kitchen', active: false },
          ],
        }),
        then: (_, answer) => expect(answer['queue']).toHaveLength(3),
      },
      {
        does: 'says so where nothing plays',
        prepare: ({ user }) => {
          user.player.activeDeviceId = undefined;
        },
        args: () => ({}),
        shows: () => ({ state: 'nothing_playing' }),
      },
    ],
    wrong: [
      { args: { queue_limit: 51 }, says: /^queue_limit: .*50/ },
      { args: { account: 'nobody' }, says: /account/ },
    ],
    notFound: { never: 'a player that is not there answers that nothing plays' },
    permission: { scope: 'user-read-playback-state' },
    limit: {},
    partial: {
      trouble: { kind: { kind: '403', reason: 'insufficientScope' }, match: 'GET /me/player/queue' },
      shows: { state: 'playing', missing: [{ part: 'queue' }] },
    },
  },
  {
    tool: 'spotify_control',
    success: [
      {
        does: 'pauses, and sees it',
        args: () => ({ action: 'pause' }),
        shows: () => ({ action: 'pause', outcome: 'verified', playback: { playing: false } }),
        then: ({ user }) => expect(user.player.isPlaying).toBe(false),
      },
      {
        does: 'starts an album at a track',
        args: (bed) => ({ action: 'start', context: album(bed, 1).uri, from: album(bed, 1).tracks[1]?.uri }),
        shows: (bed) => ({ outcome: 'verified', playback: { item: { uri: album(bed, 1).tracks[1]?.uri } } }),
        then: (bed) => expect(bed.user.player.item?.uri).toBe(album(bed, 1).tracks[1]?.uri),
      },
      {
        does: 'queues one item',
        args: (bed) => ({ action: 'queue', uris: trackUris(bed, 5, 6) }),
        shows: () => ({ action: 'queue' }),
        then: (bed) => expect(bed.user.player.queue).toEqual(trackUris(bed, 5, 6)),
      },
    ],
    wrong: [
      { args: { action: 'fly' }, says: /^action: .*play/ },
      { args: {}, says: /^action: / },
      { args: { action: 'volume', volume: 101 }, says: /^volume: .*100/ },
      { args: { action: 'shuffle' }, says: /\bon\b/ },
      { args: (bed) => ({ action: 'start', uris: [track(bed).uri, artist(bed).uri] }), says: /uris.*artist/ },
      { args: { action: 'start', context: 'spotify:user:ada-lovelace' }, says: /^context: .*user/ },
      { args: (bed) => ({ action: 'queue', uris: trackUris(bed, 0, 2) }), says: /exactly one/ },
    ],
    notFound: {
      args: () => ({ action: 'transfer', device: 'Cellar' }),
      says: /Cellar.*Desk.*Kitchen|no device.*Desk/is,
    },
    permission: { scope: 'user-modify-playback-state' },
    limit: {},
    partial: { never: 'it sends one command' },
  },
  {
    tool: 'spotify_play',
    success: [
      {
        does: 'finds a song by its name and plays it',
        args: (bed) => ({ query: `${track(bed, 3).name} by ${track(bed, 3).artists[0]?.name ?? ''}` }),
        shows: (bed) => ({ outcome: 'verified', match: 'exact', playing: { name: track(bed, 3).name } }),
        then: (bed) => expect(bed.user.player.item?.name).toBe(track(bed, 3).name),
      },
      {
        does: 'plays an own playlist by its name',
        args: () => ({ query: 'Morning Coffee' }),
        shows: (bed) => ({ outcome: 'verified', playing: { uri: own(bed).uri } }),
      },
    ],
    wrong: [
      { args: { query: '' }, says: /^query: / },
      { args: { query: 'spotify:track:no' }, says: /query.*URI/ },
      { args: (bed) => ({ query: artist(bed).uri, type: 'track' }), says: /artist/ },
      ofArtist,
    ],
    notFound: { args: () => ({ query: `spotify:track:${nobodysId}` }), says: /no such|does not/ },
    permission: { scope: 'user-modify-playback-state', refused: 'PUT /me/player/play' },
    limit: {},
    partial: { never: 'it starts one thing' },
  },
];
