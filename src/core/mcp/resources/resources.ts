import { historySchema } from './historySchema.ts';
import { minute, second, type Resource, type ResourceContext } from './defineResource.ts';

/** Items of lists that a resource holds; the tools page on. */
const listed = 50;

export const playbackUri = 'spotify://playback/current';
export const queueUri = 'spotify://queue';

/** Everything at a fixed address, in the order in which clients see it. */
export const resources: readonly Resource[] = [
  {
    uri: playbackUri,
    name: 'playback_current',
    title: 'Current playback',
    description: 'What plays now, how far it is and on which device.',
    ttlMs: 2 * second,
    follows: 'player',
    read: async ({ api, signal }: ResourceContext): Promise<object> => {
      const { account, playback } = await api.call('spotify.playback', {}, { signal });
      return playback === undefined
        ? { account, playing: false, note: 'Nothing plays.' }
        : { account, ...playback };
    },
  },
  {
    uri: 'spotify://playlists',
    name: 'playlists',
    title: 'Playlists',
    description: `The first ${listed} playlists of the account, own and followed.`,
    ttlMs: 3 * minute,
    read: ({ api, signal }) => api.call('spotify.listPlaylists', { limit: listed }, { signal }),
  },
  {
    uri: 'spotify://library/recent',
    name: 'library_recent',
    title: 'Recently played',
    description: `The last ${listed} tracks that were played, newest first.`,
    ttlMs: minute,
    read: ({ api, signal }) => api.call('spotify.recentlyPlayed', { limit: listed }, { signal }),
  },
  {
    uri: 'spotify://user/profile',
    name: 'user_profile',
    title: 'Profile',
    description: 'The signed-in Spotify account.',
    ttlMs: 60 * minute,
    read: ({ api, signal }) => api.call('spotify.profile', {}, { signal }),
  },
  {
    uri: 'spotify://devices',
    name: 'devices',
    title: 'Devices',
    description: 'Where Spotify can play now.',
    ttlMs: 10 * second,
    read: ({ api, signal }) => api.call('spotify.devices', {}, { signal }),
  },
  {
    uri: 'spotify://library/saved-tracks',
    name: 'library_saved_tracks',
    title: 'Liked songs',
    description: `The newest ${listed} liked songs.`,
    ttlMs: 5 * minute,
    read: ({ api, signal }) => api.call('spotify.listLibrary', { kind: 'tracks', limit: listed }, { signal }),
  },
  {
    uri: 'spotify://library/saved-albums',
    name: 'library_saved_albums',
    title: 'Saved albums',
    description: `The newest ${listed} saved albums.`,
    ttlMs: 5 * minute,
    read: ({ api, signal }) => api.call('spotify.listLibrary', { kind: 'albums', limit: listed }, { signal }),
  },
  {
    uri: queueUri,
    name: 'queue',
    title: 'Queue',
    description: 'What comes next.',
    ttlMs: 2 * second,
    follows: 'player',
    read: async ({ api, signal }: ResourceContext): Promise<object> => {
      const {
        account,
        playback,
        queue = [],
        missing,
      } = await api.call('spotify.status', { queue_limit: listed }, { signal });
      return {
        account,
        ...(playback?.item !== undefined && { now: playback.item }),
        queue,
        ...(missing && { missing }),
      };
    },
  },
  {
    uri: 'history://summary',
    name: 'history_summary',
    title: 'Listening summary',
    description: 'What the user listened to in the last 90 days, from the history on this machine.',
    ttlMs: minute,
    read: ({ api, signal }) => api.call('history.tasteSummary', {}, { signal }),
  },
  historySchema,
];
