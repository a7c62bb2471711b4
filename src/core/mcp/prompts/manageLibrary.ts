import { definePrompt, oneOf, said } from './definePrompt.ts';

export const manageLibrary = definePrompt({
  name: 'manage_library',
  title: 'Tidy up the library',
  description: 'Organise saved music and playlists, one step at a time, with nothing lost.',
  args: {
    task: {
      description: 'What to tidy up.',
      suggest: oneOf(
        'find duplicates in a playlist',
        'save what I play most',
        'remove what I never play',
        'split a large playlist',
        'sort a playlist',
        'list what I saved lately',
      ),
    },
  },
  message: ({ task }) =>
    [
      task === undefined
        ? 'Help me to tidy up my Spotify library.'
        : `Help me with my Spotify library: ${said(task)}.`,
      'Look first: spotify_list_library, spotify_list_playlists and spotify_get_playlist; what I really play tells history_top_tracks.',
      'Propose a plan in short steps with numbers, and use dry_run to see what each would do. Before anything is removed or replaced I am asked; tell me that ops_undo brings it back.',
    ].join('\n'),
});
