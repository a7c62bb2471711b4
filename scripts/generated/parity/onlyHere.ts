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
        capability: 'Coverage that dates the known gap after the last listen',
        reference: [],
        does: [{ tool: 'history_coverage', args: { days: 365 } }],
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
    ],
  },
];
