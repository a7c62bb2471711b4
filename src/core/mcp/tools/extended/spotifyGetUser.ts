import { userParams, userResult } from '../../../../protocol/spotify/extendedUser.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetUser = defineTool({
  name: 'spotify_get_user',
  title: 'Another user',
  description:
    "Read the public profile of another user and list the public playlists. Use it if the Client ID's app has extended quota; every other app gets an error and can read the own profile (spotify_get_profile) and playlists only.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: userParams,
  output: userResult,
  run: (args, { api, signal }) => api.call('spotify.user', args, { signal }),
});
