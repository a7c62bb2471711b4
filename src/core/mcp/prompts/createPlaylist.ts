import { definePrompt, oneOf, said } from './definePrompt.ts';

export const createPlaylist = definePrompt({
  name: 'create_playlist',
  title: 'Create a playlist',
  description: 'Plan a playlist with the user and make it when the user agrees.',
  args: {
    theme: {
      description: 'What it is for or about.',
      suggest: oneOf(
        'focus',
        'deep work',
        'workout',
        'running',
        'dinner',
        'road trip',
        'party',
        'sleep',
        'my year so far',
      ),
    },
  },
  message: ({ theme }) =>
    [
      `Make a Spotify playlist with me${theme === undefined ? '' : ` about ${said(theme)}`}.`,
      'Ask at most two questions: how long, and whether it should be of music that I know, new music, or both.',
      'What I know: history_top_tracks for a period that fits. New music: spotify_search. Lists of names that I give: spotify_resolve_tracks.',
      'Show me the tracks first, with title and artist. When I agree, call spotify_create_playlist once with all of them; it is private unless I say otherwise. Give me its link.',
    ].join('\n'),
});
