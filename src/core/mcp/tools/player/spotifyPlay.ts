import { spotifyPlayParams, spotifyPlayResult } from '../../../../protocol/spotify/player.ts';
import { defineTool, PLAYER_STATE } from '../../defineTool.ts';

export const spotifyPlay = defineTool({
  name: 'spotify_play',
  title: 'Play',
  description:
    'Start what the user names: a song, album, artist, podcast, own playlist or the liked songs, by name, URI or link. Use it for any wish to hear something. Needs Premium and a device with Spotify open.',
  toolset: 'player',
  annotations: PLAYER_STATE,
  input: spotifyPlayParams,
  output: spotifyPlayResult,
  run: (args, { api, signal }) => api.call('spotify.play', args, { signal }),
});
