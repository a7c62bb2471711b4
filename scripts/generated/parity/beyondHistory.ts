import type { ParityGroup } from './parityRow.ts';
import { peers } from './peers.ts';

/** History and memory: what no row before has. */
export const beyondHistory: readonly ParityGroup[] = [
  {
    title: 'History',
    rows: [
      {
        capability: 'A Wrapped of any period',
        reference: [peers.yourSpotify],
        does: [{ tool: 'history_taste_summary', args: { from: '2025-01-01', to: '2026-01-01', limit: 50 } }],
      },
      {
        capability: 'Compare periods',
        reference: [peers.yourSpotify],
        does: [
          {
            tool: 'history_compare_periods',
            args: {
              from: '2025-01-01',
              to: '2026-01-01',
              compare_from: '2023-01-01',
              compare_to: '2024-01-01',
            },
          },
        ],
      },
      {
        capability: 'Timeline',
        reference: [peers.yourSpotify],
        does: [{ tool: 'history_coverage', args: { from: '2019-01-01' } }],
        note: 'plays and hours by month; no finer grain',
      },
      {
        capability: 'Rank of one thing',
        reference: [peers.yourSpotify],
        does: [{ tool: 'spotify_artist_profile', args: { artist: 'Tin Observatory' } }],
        note: 'of an artist, by plays and by time; of tracks and albums the place in the top lists',
      },
      {
        capability: 'Search the history',
        reference: [peers.yourSpotify],
        does: [{ tool: 'history_search_plays', args: { query: 'lantern', order: 'oldest', days: 3650 } }],
      },
      {
        capability: 'Export the history',
        reference: [peers.yourSpotify],
        does: [
          { tool: 'ops_export_history', args: { format: 'csv' } },
          { command: 'exportHistory' },
          { cli: 'export', options: ['--format'] },
        ],
        note: 'JSON Lines, CSV or SQLite',
      },
      {
        capability: 'Year in review',
        reference: [peers.urmusic],
        does: [{ tool: 'history_year_in_review', args: { year: 2025 } }],
        note: 'any period, not a calendar year alone',
      },
      {
        capability: 'Top albums',
        reference: [peers.urmusic],
        does: [{ tool: 'history_top_albums', args: { days: 365 } }],
      },
      {
        capability: 'What is no longer played',
        reference: [peers.urmusic],
        does: [
          { tool: 'history_forgotten_favourites', args: { of: 'tracks', silent_days: 180 } },
          { tool: 'history_compare_periods', args: { days: 180 } },
        ],
        note: 'silence since the last play, or what fell between two periods (`fallers`)',
      },
      {
        capability: 'SQL',
        reference: [peers.urmusic],
        does: [
          { tool: 'history_query', args: { sql: 'SELECT count(*) FROM listens' } },
          { resource: 'history://schema' },
        ],
        note: 'the schema is the resource `history://schema`; SELECT only, on a copy in a thread of its own that is stopped after four seconds',
      },
      {
        capability: 'Share of discoveries',
        reference: [peers.novalux],
        does: [{ tool: 'history_discoveries', args: { days: 90 } }],
        note: 'with a burn-in, since at the beginning of a history everything is new',
      },
      {
        capability: 'Binges',
        reference: [peers.novalux],
        does: [{ tool: 'history_repeat_rate', args: { days: 90 } }],
        note: 'repeats in a row and the longest run; `history_streaks` lists runs of days',
      },
      {
        capability: 'Listening clock',
        reference: [peers.novalux],
        does: [{ tool: 'history_listening_heatmap', args: { days: 365 } }],
      },
      {
        capability: 'Trends from repeated states of the library',
        reference: [peers.markand],
        notOffered: 'the library is not recorded; trends come from the listens themselves',
      },
      {
        capability: 'Weekly charts',
        reference: [peers.lastfm],
        does: [
          { tool: 'history_top_tracks', args: { from: '2026-11-09', to: '2026-11-16' } },
          { tool: 'history_timeline', args: { bucket: 'week', days: 90 } },
        ],
      },
      {
        capability: 'Taste over time',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_listening_summary',
            args: { ranges: ['short_term', 'medium_term', 'long_term'] },
          },
        ],
        note: "Spotify's three ranges beside the history's",
      },
      {
        capability: 'Whether many songs were heard before',
        reference: [peers.lfm],
        does: [
          {
            tool: 'spotify_resolve_tracks',
            args: { lines: ['Tin Observatory – Paper Lantern'], max_searches: 0 },
          },
        ],
        note: 'up to 200 lines; `source` is history where one was listened to',
      },
    ],
  },
  {
    title: 'Memory',
    rows: [
      {
        capability: 'Profiles of tastes and persons',
        reference: [peers.ethan],
        notOffered: 'nothing about a person is kept beside the listens themselves',
      },
      {
        capability: 'Feedback on suggestions',
        reference: [peers.ethan],
        notOffered: 'not kept; saving to the library and listening are the feedback',
      },
      {
        capability: 'One call to begin with',
        reference: [peers.markand],
        does: [
          { tool: 'history_taste_summary' },
          { tool: 'spotify_listening_summary' },
          { resource: 'history://summary' },
        ],
      },
    ],
  },
];
