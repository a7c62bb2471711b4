import { closed, type ParityGroup } from './parityRow.ts';
import { peers } from './peers.ts';

/** Catalogue, library and podcasts: what no row before has. */
export const beyondCatalogue: readonly ParityGroup[] = [
  {
    title: 'Catalogue',
    rows: [
      {
        capability: 'Audiobooks',
        reference: [peers.akutishevsky],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:audiobook:…'] } }],
      },
      {
        capability: 'Chapters',
        reference: [peers.akutishevsky],
        does: [
          { tool: 'spotify_get_items', args: { items: ['spotify:audiobook:…'], include: ['chapters'] } },
        ],
      },
      {
        capability: 'Many at once, one by one where Spotify wants it so',
        reference: [peers.jamiew],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:track:…', 'spotify:show:…'] } }],
        note: 'up to 50 of any kind; what was read before is kept',
      },
      {
        capability: 'Discography',
        reference: [peers.beerspitnight],
        does: [
          {
            tool: 'spotify_get_items',
            args: { items: ['spotify:artist:…'], include: ['albums'], include_limit: 100 },
          },
        ],
        note: 'a request for each 10',
      },
      {
        capability: 'Timeline of an artist',
        reference: [peers.gupta],
        does: [{ tool: 'spotify_artist_profile', args: { artist: 'Tin Observatory', limit: 10 } }],
        note: 'releases with their dates, by kind, beside first and last own play',
      },
      {
        capability: 'Tempo and mood from outside sources',
        reference: [peers.martin],
        notOffered: 'nobody but Spotify is asked',
      },
      {
        capability: 'Lyrics',
        reference: [peers.tidal],
        notOffered: "not in Spotify's Web API, and nobody else is asked",
      },
      {
        capability: 'Album reviews',
        reference: [peers.tidal],
        notOffered: "not in Spotify's Web API, and nobody else is asked",
      },
      {
        capability: 'Similar artists',
        reference: [peers.tidal],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_radio', args: { seed: 'spotify:artist:…' } }, { prompt: 'find_similar' }],
          instead: "who is near the artist in the user's own listening",
          extended: [{ tool: 'spotify_get_related_artists', args: { artist: 'Tin Observatory' } }],
        },
      },
      {
        capability: 'Radio from a track or artist',
        reference: [peers.tidal],
        gone: {
          since: closed.in2024,
          ways: [{ tool: 'spotify_radio', args: { seed: 'Paper Lantern', limit: 25 } }],
          instead: "from the user's own listening sessions, each track with its reason",
          extended: [{ tool: 'spotify_get_recommendations', args: { seeds: ['spotify:track:…'] } }],
        },
      },
      {
        capability: 'MusicBrainz data',
        reference: [peers.urmusic],
        notOffered: 'not Spotify; `spotify_get_items` tells ISRC and UPC, by which others can be asked',
      },
      {
        capability: 'Charts',
        reference: [peers.appleMusic],
        notOffered: "not in Spotify's Web API",
      },
      {
        capability: 'Concerts and set lists',
        reference: [peers.lfm],
        notOffered: "not in Spotify's Web API",
      },
    ],
  },
  {
    title: 'Library',
    rows: [
      {
        capability: 'Sample of a large library',
        reference: [peers.martin],
        notOffered: 'the library is read page by page or searched, not sampled',
      },
      {
        capability: 'Ask the library by words',
        reference: [peers.gupta],
        does: [{ tool: 'spotify_list_library', args: { kind: 'tracks', search: 'lantern' } }],
        note: 'read from Spotify, 500 a call; no index is kept',
      },
      {
        capability: 'Gaps of the library',
        reference: [peers.markand],
        notOffered:
          'nothing compares the catalogue with what is saved; for one artist `spotify_get_items` with the albums and `spotify_check_library` tell it',
      },
      {
        capability: 'Ratings',
        reference: [peers.appleMusic],
        notOffered: 'Spotify has none; things are saved or not',
      },
    ],
  },
  {
    title: 'Podcasts',
    rows: [
      {
        capability: 'Catch up on episodes',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_list_library', args: { kind: 'shows' } },
          { tool: 'spotify_get_items', args: { items: ['spotify:show:…'], include: ['episodes'] } },
        ],
        note: 'newest episodes of the saved shows, with where each was left',
      },
      {
        capability: 'Company for an audiobook',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_get_items', args: { items: ['spotify:audiobook:…'], include: ['chapters'] } },
        ],
        note: 'its chapters, with where each was left',
      },
    ],
  },
];
