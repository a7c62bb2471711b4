import { closed, type ParityGroup } from './parityRow.ts';

/** Saved tracks, albums, artists, tracks, markets and categories of the 75 reference tools. */
export const referenceMusic: readonly ParityGroup[] = [
  {
    title: 'Saved tracks',
    rows: [
      {
        capability: 'List saved tracks',
        reference: ['get_saved_tracks'],
        does: [
          { tool: 'spotify_list_library', args: { kind: 'tracks' } },
          { resource: 'spotify://library/saved-tracks' },
        ],
      },
      {
        capability: 'Save tracks',
        reference: ['save_tracks'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:track:…'] } }],
      },
      {
        capability: 'Remove saved tracks',
        reference: ['remove_saved_tracks'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:track:…'] } }],
      },
      {
        capability: 'Check saved tracks',
        reference: ['check_saved_tracks'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:track:…'] } }],
      },
    ],
  },
  {
    title: 'Albums',
    rows: [
      {
        capability: 'One album',
        reference: ['get_album'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:album:…'] } }],
      },
      {
        capability: 'Several albums with one request',
        reference: ['get_several_albums'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_items', args: { items: ['spotify:album:…', 'spotify:album:…'] } }],
          instead: 'one call, a request for each album',
          extended: [{ tool: 'spotify_get_several_items', args: { uris: ['spotify:album:…'] } }],
        },
      },
      {
        capability: 'Tracks of an album',
        reference: ['get_album_tracks'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:album:…'], include: ['tracks'] } }],
      },
      {
        capability: 'List saved albums',
        reference: ['get_saved_albums'],
        does: [
          { tool: 'spotify_list_library', args: { kind: 'albums' } },
          { resource: 'spotify://library/saved-albums' },
        ],
      },
      {
        capability: 'Save albums',
        reference: ['save_albums'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:album:…'] } }],
      },
      {
        capability: 'Remove saved albums',
        reference: ['remove_saved_albums'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:album:…'] } }],
      },
      {
        capability: 'Check saved albums',
        reference: ['check_saved_albums'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:album:…'] } }],
      },
      {
        capability: 'New releases',
        reference: ['get_new_releases'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_search', args: { queries: [{ tag: 'new' }], types: ['album'] } }],
          instead: 'albums of the last two weeks, in the order of a search',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'new_releases' } }],
        },
      },
    ],
  },
  {
    title: 'Artists',
    rows: [
      {
        capability: 'One artist',
        reference: ['get_artist'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:artist:…'] } }],
        note: 'Spotify no longer tells followers and popularity',
      },
      {
        capability: 'Several artists with one request',
        reference: ['get_several_artists'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_items', args: { items: ['spotify:artist:…', 'spotify:artist:…'] } }],
          instead: 'one call, a request for each artist',
          extended: [{ tool: 'spotify_get_several_items', args: { uris: ['spotify:artist:…'] } }],
        },
      },
      {
        capability: 'Albums of an artist',
        reference: ['get_artist_albums'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:artist:…'], include: ['albums'] } }],
      },
      {
        capability: 'Top tracks of an artist',
        reference: ['get_artist_top_tracks'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_artist_profile', args: { artist: 'Tin Observatory' } }],
          instead: "the user's own most played tracks of the artist, not everybody's",
          extended: [{ tool: 'spotify_get_artist_top_tracks', args: { artist: 'Tin Observatory' } }],
        },
      },
    ],
  },
  {
    title: 'Tracks and markets',
    rows: [
      {
        capability: 'One track',
        reference: ['get_track'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:track:…'] } }],
      },
      {
        capability: 'Several tracks with one request',
        reference: ['get_several_tracks'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_items', args: { items: ['spotify:track:…', 'spotify:track:…'] } }],
          instead: 'one call, a request for each track',
          extended: [{ tool: 'spotify_get_several_items', args: { uris: ['spotify:track:…'] } }],
        },
      },
      {
        capability: 'Countries with Spotify',
        reference: ['get_available_markets'],
        gone: {
          since: closed.in2026,
          instead: "nothing lists them; what can be played depends on the account's own country",
          extended: [{ tool: 'spotify_browse', args: { shelf: 'markets' } }],
        },
      },
    ],
  },
  {
    title: 'Categories',
    rows: [
      {
        capability: 'List categories',
        reference: ['get_several_browse_categories'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_search', args: { queries: [{ text: 'focus' }], types: ['playlist'] } }],
          instead: 'playlists by the name of a mood or genre; nothing lists categories',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'categories' } }],
        },
      },
      {
        capability: 'One category',
        reference: ['get_single_browse_category'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_search', args: { queries: [{ text: 'focus' }], types: ['playlist'] } }],
          instead: 'playlists by the name of the category',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'category', category: 'jazz' } }],
        },
      },
    ],
  },
];
