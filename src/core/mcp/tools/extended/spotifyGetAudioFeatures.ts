import {
  audioFeaturesParams,
  audioFeaturesResult,
} from '../../../../protocol/spotify/extendedAudioFeatures.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetAudioFeatures = defineTool({
  name: 'spotify_get_audio_features',
  title: 'Audio features',
  description:
    "Tell how up to 100 tracks sound: tempo, key, energy, mood. Use it if the Client ID's app has extended quota and had audio features before November 2024; every other app gets an error, and nothing replaces them.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: audioFeaturesParams,
  output: audioFeaturesResult,
  run: (args, { api, signal }) => api.call('spotify.audioFeatures', args, { signal }),
});
