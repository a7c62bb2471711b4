import { workProgress } from '../progress.ts';
import {
  addPlaylistItemsParams,
  playlistItemsResult,
  removePlaylistItemsParams,
  reorderPlaylistItemsParams,
  replacePlaylistItemsParams,
} from './playlistItems.ts';
import {
  createPlaylistParams,
  createPlaylistResult,
  getPlaylistParams,
  getPlaylistResult,
  listPlaylistsParams,
  listPlaylistsResult,
  updatePlaylistParams,
  updatePlaylistResult,
} from './playlists.ts';

/** The playlists of the account: looking at them, making them, changing what they hold. */
export const playlistRequests = {
  'spotify.listPlaylists': { params: listPlaylistsParams, result: listPlaylistsResult },
  'spotify.getPlaylist': { params: getPlaylistParams, result: getPlaylistResult },
  'spotify.createPlaylist': {
    params: createPlaylistParams,
    result: createPlaylistResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.updatePlaylist': {
    params: updatePlaylistParams,
    result: updatePlaylistResult,
    unrepeatable: true,
  },
  'spotify.addPlaylistItems': {
    params: addPlaylistItemsParams,
    result: playlistItemsResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.removePlaylistItems': {
    params: removePlaylistItemsParams,
    result: playlistItemsResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.reorderPlaylistItems': {
    params: reorderPlaylistItemsParams,
    result: playlistItemsResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.replacePlaylistItems': {
    params: replacePlaylistItemsParams,
    result: playlistItemsResult,
    progress: workProgress,
    unrepeatable: true,
  },
} as const;
