import type { ParityGroup } from './parityRow.ts';

/** Player, queue and search of the 75 reference tools. */
export const referencePlayer: readonly ParityGroup[] = [
  {
    title: 'Playback',
    rows: [
      {
        capability: 'Play or resume',
        reference: ['play'],
        does: [
          { tool: 'spotify_play', args: { query: 'Paper Lantern by Tin Observatory' } },
          { tool: 'spotify_control', args: { action: 'start', context: 'spotify:album:…' } },
          { tool: 'spotify_control', args: { action: 'resume' } },
        ],
      },
      {
        capability: 'Pause',
        reference: ['pause'],
        does: [{ tool: 'spotify_control', args: { action: 'pause' } }],
      },
      {
        capability: 'Next',
        reference: ['skip_next'],
        does: [{ tool: 'spotify_control', args: { action: 'next' } }],
      },
      {
        capability: 'Previous',
        reference: ['skip_previous'],
        does: [{ tool: 'spotify_control', args: { action: 'previous' } }],
      },
      {
        capability: 'Playback state',
        reference: ['get_current_playback'],
        does: [{ tool: 'spotify_status' }, { resource: 'spotify://playback/current' }],
      },
      {
        capability: 'Devices',
        reference: ['get_available_devices'],
        does: [{ tool: 'spotify_status' }, { resource: 'spotify://devices' }],
      },
      {
        capability: 'Move to a device',
        reference: ['transfer_playback'],
        does: [{ tool: 'spotify_control', args: { action: 'transfer', device: 'Kitchen' } }],
      },
      {
        capability: 'Volume',
        reference: ['set_volume'],
        does: [{ tool: 'spotify_control', args: { action: 'volume', volume: 40 } }],
      },
      {
        capability: 'Shuffle',
        reference: ['set_shuffle'],
        does: [{ tool: 'spotify_control', args: { action: 'shuffle', on: true } }],
      },
      {
        capability: 'Repeat',
        reference: ['set_repeat'],
        does: [{ tool: 'spotify_control', args: { action: 'repeat', mode: 'context' } }],
      },
      {
        capability: 'Seek',
        reference: ['seek_to_position'],
        does: [
          { tool: 'spotify_control', args: { action: 'seek', position_ms: 60_000 } },
          { tool: 'spotify_control', args: { action: 'seek', seek_by_ms: -15_000 } },
        ],
      },
      {
        capability: 'Recently played',
        reference: ['get_recently_played'],
        does: [{ tool: 'spotify_recently_played', args: { limit: 50 } }],
        note: 'Spotify keeps the last 50; `history_search_plays` goes further back',
      },
    ],
  },
  {
    title: 'Queue',
    rows: [
      {
        capability: 'Read the queue',
        reference: ['get_queue'],
        does: [{ tool: 'spotify_status', args: { queue_limit: 20 } }, { resource: 'spotify://queue' }],
      },
      {
        capability: 'Add to the queue',
        reference: ['add_to_queue'],
        does: [{ tool: 'spotify_control', args: { action: 'queue', uris: ['spotify:track:…'] } }],
      },
    ],
  },
  {
    title: 'Search',
    rows: [
      {
        capability: 'Search the catalogue',
        reference: ['search'],
        does: [
          {
            tool: 'spotify_search',
            args: { queries: [{ text: 'tin observatory' }], types: ['track', 'show', 'episode'] },
          },
        ],
        note: 'seven kinds, several at once; a limit above the 10 of a page is served by several pages',
      },
    ],
  },
];
