import type { ParityGroup } from './parityRow.ts';

/** What none of the servers compared is known to have. */
export const onlyHere: readonly ParityGroup[] = [
  {
    title: 'Only here',
    rows: [
      {
        capability: 'The editor itself: status bar, panel and commands over the same core as the tools',
        reference: [],
        does: [{ setting: 'statusBar.enabled' }, { command: 'showSummary' }, { command: 'playPause' }],
      },
      {
        capability: "Import of Spotify's own export, and the player, in one server",
        reference: [],
        does: [
          { tool: 'ops_import_export', args: { path: '/home/me/my_spotify_data.zip' } },
          { command: 'importData' },
          { cli: 'import' },
        ],
      },
      {
        capability: 'A listen that two kinds of export tell is counted once, although their times differ',
        reference: [],
        does: [
          {
            rule: 'matched by time, length and names, one to one',
            test: 'test/unit/history/matching.test.ts',
          },
        ],
      },
      {
        capability: 'The rule of what counts as a play, as an argument, named in every answer',
        reference: [],
        does: [
          { tool: 'history_top_tracks', args: { min_seconds: 60 } },
          { setting: 'history.minPlaySeconds' },
        ],
      },
      {
        capability: 'The time zone, as an argument and a setting',
        reference: [],
        does: [
          { tool: 'history_listening_heatmap', args: { timezone: 'Asia/Tokyo' } },
          { setting: 'history.timeZone' },
        ],
      },
      {
        capability: 'Podcasts in the history',
        reference: [],
        does: [{ tool: 'history_top_tracks', args: { kind: 'podcast', days: 365 } }],
      },
      {
        capability: 'Gaps are known, named with their reason, and closed by an import that covers them',
        reference: [],
        does: [{ tool: 'history_coverage', args: { days: 365 } }, { cli: 'coverage' }],
      },
      {
        capability: 'Lists of songs become URIs, from the own history and library before a search is spent',
        reference: [],
        does: [
          {
            tool: 'spotify_resolve_tracks',
            args: { lines: ['Tin Observatory – Paper Lantern', 'Harbour Lights by The Night Ferry'] },
          },
        ],
      },
      {
        capability: 'Listening sessions, from which more of the same is made',
        reference: [],
        does: [{ tool: 'spotify_radio', args: { seed: 'Tin Observatory', days: 365 } }],
      },
      {
        capability: 'Polls and exports of one account are one history, in whatever order they come',
        reference: [],
        does: [
          { tool: 'ops_sync_now' },
          { tool: 'ops_import_export', args: { path: '/home/me/my_spotify_data.zip' } },
          {
            rule: 'every order of the same files and polls gives the same plays',
            test: 'test/unit/history/importOrder.test.ts',
          },
        ],
      },
      {
        capability: 'The collection paused and resumed, by agents, commands and the terminal',
        reference: [],
        does: [
          { tool: 'ops_pause_collection' },
          { tool: 'ops_resume_collection' },
          { command: 'pauseCollection' },
          { cli: 'sync', options: ['--pause', '--resume'] },
        ],
      },
      {
        capability: 'Exports in a watched folder are imported by themselves',
        reference: [],
        does: [{ setting: 'import.watchFolder' }],
      },
      {
        capability:
          'Artists that go together in the own sessions, skips by their reason, how listens are spread',
        reference: [],
        does: [
          { tool: 'history_similar_artists', args: { artist: 'Tin Observatory' } },
          { tool: 'history_skips', args: { days: 365 } },
          { tool: 'history_concentration', args: { days: 365 } },
        ],
      },
      {
        capability:
          'Days in a row, sessions, this day in earlier years, the life of one artist, track or album',
        reference: [],
        does: [
          { tool: 'history_streaks', args: { days: 365 } },
          { tool: 'history_sessions', args: { days: 90 } },
          { tool: 'history_on_this_day' },
          { tool: 'history_item_profile', args: { artist: 'Tin Observatory' } },
        ],
      },
      {
        capability: 'Everything of an account deleted, so that no file holds a byte of it',
        reference: [],
        does: [
          { tool: 'ops_delete_history', args: { account: 'ada', dry_run: true } },
          { command: 'deleteHistory' },
          { cli: 'delete-history', options: ['--dry-run'] },
        ],
      },
      {
        capability: 'The log of what was done, for agents',
        reference: [],
        does: [{ tool: 'ops_logs', args: { level: 'warning' } }],
      },
    ],
  },
];
