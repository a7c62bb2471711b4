import { profileParams, profileResult } from '../../../../protocol/spotify/profile.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetProfile = defineTool({
  name: 'spotify_get_profile',
  title: 'Profile',
  description:
    'Tell who is signed in to Spotify. Use it to greet the user, or to see which account an id means.',
  toolset: 'profile',
  annotations: SPOTIFY_READ,
  input: profileParams,
  output: profileResult,
  run: (args, { api, signal }) => api.call('spotify.profile', args, { signal }),
});
