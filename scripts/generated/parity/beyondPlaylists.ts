import { closed, type ParityGroup } from './parityRow.ts';
import { peers } from './peers.ts';

/** Playlists: what no row before has. */
export const beyondPlaylists: readonly ParityGroup[] = [
  {
    title: 'Playlists: their items',
    rows: [
      {
        capability: 'Remove by position',
        reference: [peers.novalux],
        does: [
          {
            tool: 'spotify_remove_playlist_items',
            args: { playlist: 'Road trip', positions: [3, 7], snapshot_id: '…' },
          },
        ],
      },
      {
        capability: 'Replace all',
        reference: [peers.ethan],
        does: [
          {
            tool: 'spotify_replace_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'] },
          },
          { tool: 'spotify_clear_playlist', args: { playlist: 'Road trip' } },
        ],
      },
      {
        capability: 'Look for duplicates when adding',
        reference: [peers.novalux],
        does: [
          {
            tool: 'spotify_add_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'], duplicates: 'refuse' },
          },
        ],
        note: '`skip` is the default, `allow` adds them',
      },
      {
        capability: 'Find duplicates',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_find_playlist_duplicates',
            args: { playlist: 'Road trip', by: 'recording' },
          },
        ],
        note: 'the same URI, or the same recording on another album',
      },
      {
        capability: 'Clean up',
        reference: [peers.gupta],
        does: [
          { tool: 'spotify_find_playlist_duplicates', args: { playlist: 'Road trip' } },
          {
            tool: 'spotify_remove_playlist_items',
            args: { playlist: 'Road trip', positions: [12, 31], snapshot_id: '…' },
          },
        ],
        note: 'with the positions and the snapshot_id of the first answer',
      },
      {
        capability: 'Summary in place of the items',
        reference: [peers.markand],
        does: [{ tool: 'spotify_summarize_playlist', args: { playlist: 'Road trip' } }],
      },
      {
        capability: 'Freshness',
        reference: [peers.gupta],
        does: [{ tool: 'spotify_summarize_playlist', args: { playlist: 'Road trip' } }],
        note: 'shares added in the last 30 and 90 days, newest and oldest, by month',
      },
    ],
  },
  {
    title: 'Playlists: several together, and their order',
    rows: [
      {
        capability: 'Merge',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_merge_playlists',
            args: { playlists: ['Road trip', 'Our mix'], name: 'Both' },
          },
        ],
      },
      {
        capability: 'Interleave',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_merge_playlists',
            args: { playlists: ['Road trip', 'Our mix'], name: 'Both', order: 'interleave' },
          },
        ],
      },
      {
        capability: 'Split',
        reference: [peers.gupta],
        does: [{ tool: 'spotify_split_playlist', args: { playlist: 'Road trip', by: 'decade' } }],
        note: 'by `artist`, `decade` or `added_year`',
      },
      {
        capability: 'Difference',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_compare_playlists',
            args: { playlists: ['Road trip', 'Our mix'], show: 'single' },
          },
        ],
      },
      {
        capability: 'Overlap',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_compare_playlists',
            args: { playlists: ['Road trip', 'Our mix'], show: 'all' },
          },
        ],
      },
      {
        capability: 'Sort',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_sort_playlist',
            args: { playlist: 'Road trip', by: 'artist', then_by: 'released' },
          },
        ],
      },
      {
        capability: 'Smart shuffle',
        reference: [peers.gupta],
        does: [{ tool: 'spotify_sort_playlist', args: { playlist: 'Road trip', by: 'smart_shuffle' } }],
        note: 'no artist twice in a row where that is possible',
      },
      {
        capability: 'Clone',
        reference: [peers.ethan],
        does: [{ tool: 'spotify_copy_playlist', args: { playlist: 'Road trip' } }],
      },
      {
        capability: 'Archive',
        reference: [peers.ethan],
        does: [{ tool: 'spotify_copy_playlist', args: { playlist: 'Road trip', archive: true } }],
        note: "a copy with today's date in its name",
      },
      {
        capability: 'Folders',
        reference: [peers.tidalDownloads],
        notOffered: "not in Spotify's Web API",
      },
    ],
  },
  {
    title: 'Playlists: kept and moved',
    rows: [
      {
        capability: 'Back up',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_snapshot_playlist', args: { playlist: 'Road trip', label: 'before the trip' } },
          { tool: 'spotify_list_playlist_snapshots', args: { playlist: 'Road trip' } },
          { tool: 'spotify_delete_playlist_snapshot', args: { snapshot_id: '…' } },
        ],
      },
      {
        capability: 'Restore',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_restore_playlist', args: { snapshot_id: '…' } },
          { tool: 'spotify_restore_playlist', args: { snapshot_id: '…', as_new: 'Road trip, as it was' } },
        ],
      },
      {
        capability: 'Undo',
        reference: [peers.novalux],
        does: [{ tool: 'ops_undo' }, { tool: 'ops_undo', args: { undo_id: '…' } }, { tool: 'ops_list_undo' }],
        note: 'changes of playlists and library of the last 30 days',
      },
      {
        capability: 'Export to CSV or M3U',
        reference: [peers.novalux],
        does: [{ tool: 'spotify_export_playlist', args: { playlist: 'Road trip', format: 'm3u8' } }],
        note: 'also JSON',
      },
      {
        capability: 'Import from CSV or M3U',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_import_playlist', args: { path: '/home/me/road-trip.csv', name: 'Road trip' } },
        ],
        note: 'also JSON, and one track a line',
      },
      {
        capability: 'Cover from an address',
        reference: [peers.jamiewCloud],
        does: [
          {
            tool: 'spotify_set_playlist_cover',
            args: { playlist: 'Road trip', url: 'https://example.org/cover.jpg' },
          },
        ],
      },
    ],
  },
  {
    title: 'Playlists: made by themselves',
    rows: [
      {
        capability: 'Playlists that follow a rule',
        reference: [peers.novalux],
        notOffered: 'a playlist is made of a search or of the history once; nothing renews it by itself',
      },
      {
        capability: 'Generator in six steps with a score of diversity',
        reference: [peers.youtubeMusic],
        notOffered:
          'nothing scores diversity; the prompt `create_playlist` leads through the steps, and `spotify_radio` keeps artists apart',
      },
      {
        capability: 'For a mood',
        reference: [peers.gupta],
        gone: {
          since: closed.in2024,
          ways: [{ prompt: 'discover_new_music', args: ['mood'] }],
          instead: 'by words, not by sound',
          extended: [
            {
              tool: 'spotify_get_recommendations',
              args: { seeds: ['spotify:track:…'], tune: [{ attribute: 'valence', min: 0.7 }] },
            },
          ],
        },
      },
      {
        capability: 'Of an era',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_create_playlist',
            args: { name: 'The noughties', query: { year: '2000-2009' }, count: 50 },
          },
        ],
      },
      {
        capability: 'Time capsule',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_create_playlist',
            args: {
              name: 'Summer of 2019',
              history_from: '2019-06-01',
              history_to: '2019-09-01',
              count: 50,
            },
          },
        ],
      },
      {
        capability: 'Radio as a playlist',
        reference: [peers.gupta],
        does: [
          { tool: 'spotify_radio', args: { seed: 'spotify:playlist:…' } },
          { tool: 'spotify_create_playlist', args: { name: 'Radio', uris: ['spotify:track:…'] } },
        ],
        note: "from the user's own listening",
      },
      {
        capability: 'Plan, apply and take back a set by tempo and key',
        reference: [peers.martin],
        gone: {
          since: closed.in2024,
          ways: [
            { tool: 'spotify_sort_playlist', args: { playlist: 'Set', by: 'duration', dry_run: true } },
            { tool: 'ops_undo' },
          ],
          instead: 'orders that need no sound data; planned, applied and taken back the same way',
          extended: [{ tool: 'spotify_get_audio_features', args: { tracks: ['spotify:track:…'] } }],
        },
      },
    ],
  },
];
