import { definePrompt, oneOf, said } from './definePrompt.ts';

export const controlPlayback = definePrompt({
  name: 'control_playback',
  title: 'Control playback',
  description: 'Do something with the player, and say whether it was done.',
  args: {
    action: {
      description: 'What to do.',
      suggest: oneOf(
        'pause',
        'resume',
        'next',
        'previous',
        'quieter',
        'louder',
        'shuffle on',
        'shuffle off',
        'repeat this track',
        'play on another device',
      ),
    },
  },
  message: ({ action }) =>
    [
      action === undefined
        ? 'Help me to control my Spotify player.'
        : `Do this with my Spotify player: ${said(action)}.`,
      'Look with spotify_status first where the wish is relative or names a device. Then spotify_control; to start something by its name spotify_play.',
      'Where the outcome is unknown, look again before you try again. Say in one sentence what plays now.',
    ].join('\n'),
});
