import { closed, type ParityGroup } from './parityRow.ts';

/** What the reference server once had or has added since. */
export const droppedTools: readonly ParityGroup[] = [
  {
    title: 'Dropped',
    rows: [
      {
        capability: 'Audio features',
        reference: ['get_track_audio_features', 'get_tracks_audio_features'],
        gone: {
          since: closed.in2024,
          instead: 'nothing; search by artists, genres and years',
          extended: [{ tool: 'spotify_get_audio_features', args: { tracks: ['spotify:track:…'] } }],
        },
      },
      {
        capability: 'Audio analysis',
        reference: ['get_track_audio_analysis'],
        gone: {
          since: closed.in2024,
          instead: 'nothing',
          extended: [
            { tool: 'spotify_get_audio_features', args: { tracks: ['spotify:track:…'], sections: true } },
          ],
        },
      },
      {
        capability: 'Recommendations',
        reference: ['get_recommendations'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_radio', args: { seed: 'spotify:track:…', discover: 6 } }],
          instead: "what goes with it in the user's own listening; `discover` adds tracks never played",
          extended: [{ tool: 'spotify_get_recommendations', args: { seeds: ['spotify:track:…'] } }],
        },
      },
      {
        capability: 'Genres to start recommendations from',
        reference: ['get_available_genre_seeds'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_search', args: { queries: [{ genre: 'ambient' }] } }],
          instead: 'a genre as filter; nothing lists them',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'genre_seeds' } }],
        },
      },
      {
        capability: 'Related artists',
        reference: ['get_artist_related_artists'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_radio', args: { seed: 'spotify:artist:…' } }],
          instead: "who is near the artist in the user's own listening",
          extended: [{ tool: 'spotify_get_related_artists', args: { artist: 'Tin Observatory' } }],
        },
      },
      {
        capability: 'Featured playlists',
        reference: ['get_featured_playlists'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_search', args: { queries: [{ text: 'focus' }], types: ['playlist'] } }],
          instead: 'playlists by words',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'featured_playlists' } }],
        },
      },
      {
        capability: 'Playlists of a category',
        reference: ['get_category_playlists'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_search', args: { queries: [{ text: 'focus' }], types: ['playlist'] } }],
          instead: 'playlists by the name of the category',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'category', category: 'jazz' } }],
        },
      },
      {
        capability: 'Audiobooks and chapters: one, what belongs to it, those saved',
        reference: ['ten tools'],
        does: [
          { tool: 'spotify_get_items', args: { items: ['spotify:audiobook:…'], include: ['chapters'] } },
          { tool: 'spotify_get_items', args: { items: ['spotify:chapter:…'] } },
          { tool: 'spotify_list_library', args: { kind: 'audiobooks' } },
          { tool: 'spotify_save_to_library', args: { uris: ['spotify:audiobook:…'] } },
          { tool: 'spotify_remove_from_library', args: { uris: ['spotify:audiobook:…'] } },
          { tool: 'spotify_check_library', args: { uris: ['spotify:audiobook:…'] } },
        ],
        note: 'Spotify has audiobooks in a few countries only',
      },
      {
        capability: 'Several audiobooks or chapters with one request',
        reference: ['several of the ten'],
        gone: {
          since: closed.in2026,
          ways: [
            { tool: 'spotify_get_items', args: { items: ['spotify:audiobook:…', 'spotify:chapter:…'] } },
          ],
          instead: 'one call, a request for each',
          extended: [
            {
              tool: 'spotify_get_several_items',
              args: { uris: ['spotify:audiobook:…', 'spotify:chapter:…'] },
            },
          ],
        },
      },
    ],
  },
  {
    title: 'Added by its newest version',
    rows: [
      {
        capability: 'Top tracks',
        reference: ['get_top_tracks'],
        does: [{ tool: 'spotify_get_top', args: { type: 'tracks' } }],
      },
      {
        capability: 'Top artists',
        reference: ['get_top_artists'],
        does: [{ tool: 'spotify_get_top', args: { type: 'artists' } }],
      },
      {
        capability: 'Tracks of a playlist',
        reference: ['get_playlist_tracks'],
        does: [{ tool: 'spotify_get_playlist', args: { playlist: 'Road trip', limit: 100 } }],
      },
      {
        capability: 'Details of a playlist',
        reference: ['update_playlist_details'],
        does: [{ tool: 'spotify_update_playlist', args: { playlist: 'Road trip', description: '…' } }],
      },
      {
        capability: 'Search and play',
        reference: ['search_and_play'],
        does: [{ tool: 'spotify_play', args: { query: 'Paper Lantern' } }, { command: 'searchAndPlay' }],
      },
      {
        capability: 'Playlists of a category',
        reference: ['get_category_playlists'],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_search', args: { queries: [{ text: 'focus' }], types: ['playlist'] } }],
          instead: 'playlists by the name of the category',
          extended: [{ tool: 'spotify_browse', args: { shelf: 'category', category: 'jazz' } }],
        },
      },
    ],
  },
];
