import {
  artistProfileParams,
  artistProfileResult,
} from '../../../../protocol/spotify/compositeArtistProfile.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyArtistProfile = defineTool({
  name: 'spotify_artist_profile',
  title: 'Artist profile',
  description:
    "Look at one artist from both sides: releases in Spotify's catalogue, and the user's own history with it (plays, rank, first and last play, top tracks). Use it when an artist is to be explored. Costs up to 5 requests.",
  toolset: 'composite',
  annotations: SPOTIFY_READ,
  input: artistProfileParams,
  output: artistProfileResult,
  run: (args, { api, signal }) => api.call('spotify.artistProfile', args, { signal }),
});
