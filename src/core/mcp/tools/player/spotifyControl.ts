import { spotifyControlParams, spotifyControlResult } from '../../../../protocol/spotify/player.ts';
import { playerCover } from '../../apps/playerCover.ts';
import { defineTool, PLAYER_STEP } from '../../defineTool.ts';

export const spotifyControl = defineTool({
  name: 'spotify_control',
  title: 'Control the player',
  description:
    'Pause, resume, skip, seek, volume, shuffle, repeat, move to another device, start URIs or queue one. Use it when the URI is known or none is needed; spotify_play starts something by its name. Needs Premium.',
  toolset: 'player',
  annotations: PLAYER_STEP,
  input: spotifyControlParams,
  output: spotifyControlResult,
  run: (args, { api, signal }) => api.call('spotify.control', args, { signal }),
  beside: playerCover,
});
