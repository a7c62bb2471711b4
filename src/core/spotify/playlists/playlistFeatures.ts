import type { FeatureTable } from '../featureTable.ts';
import { addItems } from './addItems.ts';
import { createPlaylistWithItems } from './createPlaylistWithItems.ts';
import { getPlaylistContents } from './getPlaylistContents.ts';
import { listPlaylists } from './listPlaylists.ts';
import { removeItems } from './removeItems.ts';
import { reorderItems } from './reorderItems.ts';
import { replaceItems } from './replaceItems.ts';
import { updatePlaylistDetails } from './updatePlaylistDetails.ts';

/** What answers the requests of `playlistRequests`. */
export const playlistFeatures = {
  'spotify.listPlaylists': listPlaylists,
  'spotify.getPlaylist': getPlaylistContents,
  'spotify.createPlaylist': createPlaylistWithItems,
  'spotify.updatePlaylist': updatePlaylistDetails,
  'spotify.addPlaylistItems': addItems,
  'spotify.removePlaylistItems': removeItems,
  'spotify.reorderPlaylistItems': reorderItems,
  'spotify.replacePlaylistItems': replaceItems,
} satisfies FeatureTable;
