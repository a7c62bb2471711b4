import { spotifyStatusParams, spotifyStatusResult } from '../../../../protocol/spotify/player.ts';
import { playerApp } from '../../apps/chatApps.ts';
import { playerCover } from '../../apps/playerCover.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyStatus = defineTool({
  name: 'spotify_status',
  title: 'Player status',
  description:
    'See what plays, how far, on which device and how loud, which devices there are and what comes next. Use it before relative wishes and when a command found no device.',
  toolset: 'player',
  annotations: SPOTIFY_READ,
  input: spotifyStatusParams,
  output: spotifyStatusResult,
  app: playerApp,
  run: (args, { api, signal }) => api.call('spotify.status', args, { signal }),
  beside: playerCover,
});
