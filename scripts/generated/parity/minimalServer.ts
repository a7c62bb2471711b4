import type { ParityGroup } from './parityRow.ts';

/** The three tools of a minimal server, and what the nearest public one adds to them. */
export const minimalServer: readonly ParityGroup[] = [
  {
    title: 'Tools',
    rows: [
      {
        capability: 'Search with types, limit and totals for each type',
        reference: ['spotify_search'],
        does: [
          {
            tool: 'spotify_search',
            args: { queries: [{ text: 'lantern' }], types: ['track', 'album'], limit: 20 },
          },
        ],
        note: 'goes on with `cursor`, not an offset; the country is always that of the account',
      },
      {
        capability: 'Player, current track, devices and queue in one answer',
        reference: ['spotify_status'],
        does: [{ tool: 'spotify_status' }],
      },
      {
        capability: 'All commands of the player',
        reference: ['spotify_control'],
        does: [{ tool: 'spotify_control', args: { action: 'start', uris: ['spotify:track:…'] } }],
        note: '`play`, `resume`, `pause`, `next`, `previous`, `seek`, `volume`, `shuffle`, `repeat`, `transfer`, `start` and `queue`',
      },
    ],
  },
  {
    title: 'What the nearest public server adds (iceener/spotify-streamable-mcp-server)',
    rows: [
      {
        capability: 'Choose the sections of the status',
        reference: ['player_status'],
        does: [{ tool: 'spotify_status', args: { queue_limit: 0 } }],
        note: 'the queue can be left out; the other parts are always there',
      },
      {
        capability: 'Begin at a position or a URI',
        reference: ['spotify_control'],
        does: [
          {
            tool: 'spotify_control',
            args: { action: 'start', context: 'spotify:album:…', from: 'spotify:track:…' },
          },
        ],
        note: '`position_ms` begins at a time; `from` takes a URI, no number of a place',
      },
      {
        capability: 'Refuse items and a context together, with the reason',
        reference: ['spotify_control'],
        does: [
          {
            rule: '`spotify_control` takes `uris` or `context` and says which for what',
            test: 'test/unit/spotify/player/controlPlayer.test.ts',
          },
        ],
      },
      {
        capability: 'Devices are not confused with their names',
        reference: ['spotify_control'],
        does: [{ tool: 'spotify_control', args: { action: 'pause', device: 'Kitchen' } }],
        note: '`device` takes the name, a part of it that no other has, or the id',
      },
    ],
  },
];
