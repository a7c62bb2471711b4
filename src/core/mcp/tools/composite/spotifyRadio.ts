import { radioParams, radioResult } from '../../../../protocol/spotify/compositeRadio.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyRadio = defineTool({
  name: 'spotify_radio',
  title: 'Radio',
  description:
    "List more like a track, artist, album or playlist, or like what plays now: what the user hears in the same sessions, with the reason of each. Use it for 'more like this' and for filling a playlist (pass the uris to spotify_create_playlist); Spotify's own recommendations are closed to new apps. Needs an imported history.",
  toolset: 'composite',
  annotations: SPOTIFY_READ,
  input: radioParams,
  output: radioResult,
  run: (args, { api, signal }) => api.call('spotify.radio', args, { signal }),
});
