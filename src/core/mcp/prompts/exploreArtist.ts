import { definePrompt, said } from './definePrompt.ts';
import { playedArtists } from './suggestions.ts';

export const exploreArtist = definePrompt({
  name: 'explore_artist',
  title: 'Explore an artist',
  description: 'Get to know an artist: the catalogue, and what the user has heard of it.',
  args: { artist_name: { description: 'Name of the artist.', required: true, suggest: playedArtists } },
  message: ({ artist_name: artist = '' }) =>
    [
      `Introduce me to the music of ${said(artist)}.`,
      'Find the artist with spotify_search (types artist), the albums with spotify_get_items (include albums), and what I have heard with history_search_plays.',
      'Spotify does not rank the tracks of an artist for new apps: say by what you chose.',
      'Give me a short way in: where to begin, what to hear next, what I already know. With links, and offer to play the first one.',
    ].join('\n'),
});
