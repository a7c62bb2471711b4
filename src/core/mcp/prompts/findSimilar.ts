import { definePrompt, said } from './definePrompt.ts';
import { playedMusic } from './suggestions.ts';

export const findSimilar = definePrompt({
  name: 'find_similar',
  title: 'Find similar music',
  description: 'Find music like an artist or a track, from the own listening and by searching.',
  args: {
    reference: {
      description: 'Artist, or track and artist, or a Spotify link.',
      required: true,
      suggest: playedMusic,
    },
  },
  message: ({ reference = '' }) =>
    [
      `Find music that is like ${said(reference)}.`,
      'Spotify gives new apps neither recommendations nor related artists; say so in half a sentence. Find out what it is with spotify_search, and what I play around it with history_search_plays.',
      'Then search for what stands near it: the same genre and years, artists that it is named together with. At most five searches.',
      'List about ten tracks by different artists with one sentence each, those that I know apart from those that are new to me, with links.',
    ].join('\n'),
});
