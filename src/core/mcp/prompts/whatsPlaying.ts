import { definePrompt } from './definePrompt.ts';

export const whatsPlaying = definePrompt({
  name: 'whats_playing',
  title: "What's playing",
  description: 'Tell what plays now, where, and what it means to the user.',
  args: {},
  message: () =>
    [
      'What is playing on my Spotify right now?',
      'Call spotify_status, and history_search_plays with the name of the track for how often and since when I play it.',
      'Tell me title, artist, album, device and what comes next in a few sentences, with a link to the track.',
    ].join('\n'),
});
