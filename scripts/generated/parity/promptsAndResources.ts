import type { ParityGroup } from './parityRow.ts';

/** Prompts and resources of the reference server. */
export const promptsAndResources: readonly ParityGroup[] = [
  {
    title: 'Prompts',
    rows: [
      {
        capability: 'Find new music',
        reference: ['discover_new_music'],
        does: [{ prompt: 'discover_new_music', args: ['mood'] }],
      },
      {
        capability: 'Plan and make a playlist',
        reference: ['create_playlist'],
        does: [{ prompt: 'create_playlist', args: ['theme'] }],
      },
      {
        capability: 'Tell what plays',
        reference: ['whats_playing'],
        does: [{ prompt: 'whats_playing' }],
      },
      {
        capability: 'Steer the player',
        reference: ['control_playback'],
        does: [{ prompt: 'control_playback', args: ['action'] }],
      },
      {
        capability: 'Tidy up the library',
        reference: ['manage_library'],
        does: [{ prompt: 'manage_library', args: ['task'] }],
      },
      {
        capability: 'Music like an artist or track',
        reference: ['find_similar'],
        does: [{ prompt: 'find_similar', args: ['reference'] }],
        note: "from the own listening and searches: Spotify's related artists are gone",
      },
      {
        capability: 'Comment the listening',
        reference: ['analyze_listening_habits'],
        does: [{ prompt: 'analyze_listening_habits', args: ['timeframe'] }],
      },
      {
        capability: 'Get to know an artist',
        reference: ['explore_artist'],
        does: [{ prompt: 'explore_artist', args: ['artist_name'] }],
      },
    ],
  },
  {
    title: 'Resources',
    rows: [
      {
        capability: 'What plays',
        reference: ['spotify://playback/current'],
        does: [{ resource: 'spotify://playback/current' }],
      },
      {
        capability: 'Playlists',
        reference: ['spotify://playlists'],
        does: [{ resource: 'spotify://playlists' }],
      },
      {
        capability: 'Recent plays',
        reference: ['spotify://library/recent'],
        does: [{ resource: 'spotify://library/recent' }],
      },
      {
        capability: 'Profile',
        reference: ['spotify://user/profile'],
        does: [{ resource: 'spotify://user/profile' }],
      },
      {
        capability: 'Devices',
        reference: ['spotify://devices'],
        does: [{ resource: 'spotify://devices' }],
      },
      {
        capability: 'Saved tracks',
        reference: ['spotify://library/saved-tracks'],
        does: [{ resource: 'spotify://library/saved-tracks' }],
      },
      {
        capability: 'Saved albums',
        reference: ['spotify://library/saved-albums'],
        does: [{ resource: 'spotify://library/saved-albums' }],
      },
      {
        capability: 'Queue',
        reference: ['spotify://queue'],
        does: [{ resource: 'spotify://queue' }],
      },
    ],
  },
  {
    title: 'Resources that its newest version adds',
    rows: [
      {
        capability: 'A track',
        reference: ['spotify://track/{id}'],
        does: [{ resource: 'spotify://track/{id}' }],
      },
      {
        capability: 'A playlist',
        reference: ['spotify://playlist/{id}'],
        does: [{ resource: 'spotify://playlist/{id}' }],
      },
      {
        capability: 'An artist',
        reference: ['spotify://artist/{id}'],
        does: [{ resource: 'spotify://artist/{id}' }],
      },
      {
        capability: 'An album',
        reference: ['spotify://album/{id}'],
        does: [{ resource: 'spotify://album/{id}' }],
      },
      {
        capability: 'A show',
        reference: ['spotify://show/{id}'],
        does: [{ resource: 'spotify://show/{id}' }],
      },
      {
        capability: 'An episode',
        reference: ['spotify://episode/{id}'],
        does: [{ resource: 'spotify://episode/{id}' }],
      },
      {
        capability: 'Top tracks',
        reference: ['spotify://user/top-tracks'],
        does: [{ tool: 'spotify_get_top', args: { type: 'tracks' } }],
        note: 'a tool, no resource',
      },
      {
        capability: 'Top artists',
        reference: ['spotify://user/top-artists'],
        does: [{ tool: 'spotify_get_top', args: { type: 'artists' } }],
        note: 'a tool, no resource',
      },
      {
        capability: 'Recent plays',
        reference: ['spotify://user/recently-played'],
        does: [{ resource: 'spotify://library/recent' }],
      },
    ],
  },
];
