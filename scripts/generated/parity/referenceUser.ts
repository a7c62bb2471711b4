import { closed, type ParityGroup } from './parityRow.ts';

/** Users and compositions of the 75 reference tools. */
export const referenceUser: readonly ParityGroup[] = [
  {
    title: 'User',
    rows: [
      {
        capability: 'Own profile',
        reference: ['get_current_user'],
        does: [{ tool: 'spotify_get_profile' }, { resource: 'spotify://user/profile' }],
        note: 'Spotify no longer tells new apps country, e-mail and product',
      },
      {
        capability: 'Top tracks and artists',
        reference: ['get_top_items'],
        does: [{ tool: 'spotify_get_top', args: { type: 'artists', range: 'months' } }],
      },
      {
        capability: 'Public profile of another user',
        reference: ['get_user_profile'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_profile' }],
          instead: 'the own profile; nothing reads others',
          extended: [{ tool: 'spotify_get_user', args: { user: 'spotify:user:…' } }],
        },
      },
      {
        capability: 'List followed artists',
        reference: ['get_followed_artists'],
        does: [{ tool: 'spotify_list_library', args: { kind: 'artists' } }],
      },
      {
        capability: 'Follow artists or users',
        reference: ['follow_artists_or_users'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:artist:…'] } }],
        note: "artists only, no users; Spotify's documents disagree on whether new apps may, so a refusal is named",
      },
      {
        capability: 'Unfollow artists or users',
        reference: ['unfollow_artists_or_users'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:artist:…'] } }],
        note: 'artists only, no users; a refusal is named',
      },
      {
        capability: 'Check whether artists or users are followed',
        reference: ['check_following_artists_or_users'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:artist:…'] } }],
        note: 'artists only, no users',
      },
      {
        capability: 'Check whether a playlist is followed',
        reference: ['check_current_user_follows_playlist'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:playlist:…'] } }],
      },
    ],
  },
  {
    title: 'Several steps in one',
    rows: [
      {
        capability: 'A playlist with its tracks',
        reference: ['create_playlist_with_tracks'],
        does: [
          {
            tool: 'spotify_create_playlist',
            args: { name: 'Road trip', uris: ['spotify:track:…', 'spotify:episode:…'] },
          },
        ],
        note: 'up to 10,000 in chunks of 100',
      },
      {
        capability: 'An artist in full',
        reference: ['get_artist_full_profile'],
        does: [{ tool: 'spotify_artist_profile', args: { artist: 'Tin Observatory' } }],
        note: "with the user's own history of the artist in place of the top tracks",
      },
      {
        capability: 'A playlist from a search',
        reference: ['search_and_create_playlist'],
        does: [
          {
            tool: 'spotify_create_playlist',
            args: { name: 'Observatory', query: { artist: 'Tin Observatory' }, count: 30 },
          },
        ],
      },
      {
        capability: 'Profile, tops and recent plays at once',
        reference: ['get_listening_summary'],
        does: [{ tool: 'spotify_listening_summary' }, { tool: 'spotify_get_profile' }],
        note: "Spotify's tops stand beside those of the own history",
      },
      {
        capability: 'Save tracks, albums and artists together',
        reference: ['save_multiple_items'],
        does: [
          {
            tool: 'spotify_save_to_library',
            args: { uris: ['spotify:track:…', 'spotify:album:…', 'spotify:artist:…'] },
          },
        ],
      },
      {
        capability: 'Compare with another user',
        reference: ['compare_user_libraries'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_compare_playlists', args: { playlists: ['Road trip', 'Our mix'] } }],
          instead: 'playlists that the account owns or shares; nothing reads the library of others',
          extended: [{ tool: 'spotify_get_user', args: { user: 'spotify:user:…' } }],
        },
      },
    ],
  },
];
