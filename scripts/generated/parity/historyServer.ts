import type { ParityGroup } from './parityRow.ts';

/** The eleven tools of a server with a listening history, and what else it has. */
export const historyServer: readonly ParityGroup[] = [
  {
    title: 'Tools',
    rows: [
      {
        capability: 'Summary of taste',
        reference: ['history.taste_summary'],
        does: [{ tool: 'history_taste_summary', args: { days: 90 } }],
      },
      {
        capability: 'Top artists',
        reference: ['history.top_artists'],
        does: [{ tool: 'history_top_artists', args: { days: 90, limit: 20 } }],
        note: 'by plays or by time (`by`)',
      },
      {
        capability: 'Top tracks',
        reference: ['history.top_tracks'],
        does: [{ tool: 'history_top_tracks', args: { days: 90, limit: 20 } }],
        note: 'by plays or by time (`by`)',
      },
      {
        capability: 'Heatmap of weekdays and hours',
        reference: ['history.listening_heatmap'],
        does: [{ tool: 'history_listening_heatmap', args: { days: 90, timezone: 'Europe/Berlin' } }],
      },
      {
        capability: 'Repeat rate',
        reference: ['history.repeat_rate'],
        does: [{ tool: 'history_repeat_rate', args: { days: 90 } }],
      },
      {
        capability: 'Coverage',
        reference: ['history.coverage'],
        does: [{ tool: 'history_coverage', args: { days: 90 } }],
      },
      {
        capability: "Spotify's own top list",
        reference: ['spotify.get_top'],
        does: [{ tool: 'spotify_get_top', args: { type: 'tracks', range: 'short_term', limit: 20 } }],
      },
      {
        capability: 'Search',
        reference: ['spotify.search'],
        does: [{ tool: 'spotify_search', args: { queries: [{ text: 'lantern' }], limit: 10 } }],
      },
      {
        capability: 'State of the collector',
        reference: ['ops.sync_status'],
        does: [{ tool: 'ops_sync_status' }, { cli: 'sync', options: ['--status'] }],
        note: 'pausing and resuming are tools of their own',
      },
      {
        capability: 'Latest runs of jobs',
        reference: ['ops.latest_job_runs'],
        does: [{ tool: 'ops_latest_job_runs', args: { limit: 20 } }],
      },
      {
        capability: 'Latest imports',
        reference: ['ops.latest_import_jobs'],
        does: [{ tool: 'ops_latest_import_jobs' }],
      },
    ],
  },
  {
    title: 'What else it has',
    rows: [
      {
        capability: 'One track, artist or album',
        reference: ['spotify.get_track', 'spotify.get_artist', 'spotify.get_album'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:track:…', 'spotify:artist:…'] } }],
      },
      {
        capability: 'List users',
        reference: ['ops.list_users'],
        does: [{ cli: 'accounts' }, { command: 'switchAccount' }],
        note: 'for the user, not for agents',
      },
      {
        capability: 'Memory of tastes',
        reference: ['taste memory'],
        notOffered:
          'nothing about a person is kept beside the listens themselves; `history_taste_summary` works it out from them',
      },
    ],
  },
];
