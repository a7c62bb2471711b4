import {
  findDuplicatesParams,
  findDuplicatesResult,
} from '../../../../protocol/spotify/playlistPower/findDuplicates.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyFindPlaylistDuplicates = defineTool({
  name: 'spotify_find_playlist_duplicates',
  title: 'Find duplicates in a playlist',
  description:
    'Find what is in a playlist more than once: the same URI, or the same recording on another album. Use it before spotify_remove_playlist_items, which takes positions_to_remove and snapshot_id as they are. Of each group the entry that was added first is kept. It changes nothing.',
  toolset: 'playlist_power',
  annotations: SPOTIFY_READ,
  input: findDuplicatesParams,
  output: findDuplicatesResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.findPlaylistDuplicates', args, { signal, onProgress: progress }),
});
