import { definePrompt, oneOf, said } from './definePrompt.ts';

export const discoverNewMusic = definePrompt({
  name: 'discover_new_music',
  title: 'Discover new music',
  description: 'Find music that the user does not know yet, starting from what the user likes.',
  args: {
    mood: {
      description: 'How it should feel, such as calm or energetic.',
      suggest: oneOf(
        'calm',
        'energetic',
        'focused',
        'happy',
        'melancholic',
        'dark',
        'dreamy',
        'danceable',
        'acoustic',
      ),
    },
  },
  message: ({ mood }) =>
    [
      `Help me to find music that is new to me${mood === undefined ? '' : `, for this mood: ${said(mood)}`}.`,
      'Look at my taste first: history_taste_summary for the last 90 days, and spotify_get_top where there is no history.',
      'Spotify closed its recommendations to new apps, so search: spotify_search with artists that stand near my favourites, a genre or a year, and albums with tag new. Keep the number of searches small.',
      'Leave out what history_search_plays shows that I know.',
      'Propose about ten tracks by different artists, with one sentence each why it fits, and offer to play one or to make a playlist of them. Do nothing of that before I say so.',
    ].join('\n'),
});
