import { closed, type ParityGroup } from './parityRow.ts';

/** Playlists of the 75 reference tools. */
export const referencePlaylists: readonly ParityGroup[] = [
  {
    title: 'Playlists',
    rows: [
      {
        capability: 'List the own and followed playlists',
        reference: ['get_user_playlists'],
        does: [{ tool: 'spotify_list_playlists' }, { resource: 'spotify://playlists' }],
      },
      {
        capability: 'A playlist and its items',
        reference: ['get_playlist'],
        does: [{ tool: 'spotify_get_playlist', args: { playlist: 'Road trip' } }],
        note: 'of playlists of others Spotify shows apps the details only, which the answer says',
      },
      {
        capability: 'Create a playlist',
        reference: ['create_playlist'],
        does: [{ tool: 'spotify_create_playlist', args: { name: 'Road trip' } }],
        note: 'private unless said otherwise',
      },
      {
        capability: 'Add items',
        reference: ['add_tracks_to_playlist'],
        does: [
          {
            tool: 'spotify_add_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'], position: 0 },
          },
        ],
      },
      {
        capability: 'Remove items',
        reference: ['remove_tracks_from_playlist'],
        does: [
          {
            tool: 'spotify_remove_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'] },
          },
        ],
      },
      {
        capability: 'Name, description, public, collaborative',
        reference: ['change_playlist_details'],
        does: [
          {
            tool: 'spotify_update_playlist',
            args: { playlist: 'Road trip', name: 'Road trip 2026', public: false },
          },
        ],
      },
      {
        capability: 'Reorder or replace items',
        reference: ['update_playlist_items'],
        does: [
          {
            tool: 'spotify_reorder_playlist_items',
            args: { playlist: 'Road trip', range_start: 9, range_length: 3, insert_before: 0 },
          },
          {
            tool: 'spotify_replace_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'] },
          },
        ],
      },
      {
        capability: 'Read the cover',
        reference: ['get_playlist_cover_image'],
        does: [{ tool: 'spotify_get_playlist_cover', args: { playlist: 'Road trip' } }],
        note: 'addresses and sizes, without the picture',
      },
      {
        capability: 'Set the cover',
        reference: ['add_custom_playlist_cover_image'],
        does: [
          {
            tool: 'spotify_set_playlist_cover',
            args: { playlist: 'Road trip', path: '/home/me/cover.png' },
          },
        ],
        note: 'JPEG or PNG, cut to a square and made to fit 256 KB',
      },
      {
        capability: "Another user's playlists",
        reference: ['get_user_playlists_by_id'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_list_playlists', args: { filter: 'followed' } }],
          instead: 'those that the user follows; nothing lists all of somebody else',
          extended: [{ tool: 'spotify_get_user', args: { user: 'spotify:user:…' } }],
        },
      },
      {
        capability: 'Follow a playlist',
        reference: ['follow_playlist'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:playlist:…'] } }],
      },
      {
        capability: 'Unfollow a playlist, or delete an own one',
        reference: ['unfollow_playlist'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:playlist:…'] } }],
        note: 'the question says when it is the own one; `ops_undo` brings it back',
      },
    ],
  },
];
