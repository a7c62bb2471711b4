import { workProgress } from '../progress.ts';
import { clearPlaylistParams } from './playlistPower/clearPlaylist.ts';
import { comparePlaylistsParams, comparePlaylistsResult } from './playlistPower/comparePlaylists.ts';
import { copyPlaylistParams } from './playlistPower/copyPlaylist.ts';
import { findDuplicatesParams, findDuplicatesResult } from './playlistPower/findDuplicates.ts';
import { mergePlaylistsParams } from './playlistPower/mergePlaylists.ts';
import { sortPlaylistParams } from './playlistPower/sortPlaylist.ts';
import { splitPlaylistParams, splitPlaylistResult } from './playlistPower/splitPlaylist.ts';
import { summarizePlaylistParams, summarizePlaylistResult } from './playlistPower/summarizePlaylist.ts';
import { playlistItemsResult } from './playlistItems.ts';

const write = { result: playlistItemsResult, progress: workProgress, unrepeatable: true } as const;

/** Work on whole playlists: duplicates, comparing, merging, sorting, copying. */
export const playlistPowerRequests = {
  'spotify.findPlaylistDuplicates': {
    params: findDuplicatesParams,
    result: findDuplicatesResult,
    progress: workProgress,
  },
  'spotify.comparePlaylists': {
    params: comparePlaylistsParams,
    result: comparePlaylistsResult,
    progress: workProgress,
  },
  'spotify.summarizePlaylist': {
    params: summarizePlaylistParams,
    result: summarizePlaylistResult,
    progress: workProgress,
  },
  'spotify.mergePlaylists': { ...write, params: mergePlaylistsParams },
  'spotify.splitPlaylist': { ...write, params: splitPlaylistParams, result: splitPlaylistResult },
  'spotify.copyPlaylist': { ...write, params: copyPlaylistParams },
  'spotify.sortPlaylist': { ...write, params: sortPlaylistParams },
  'spotify.clearPlaylist': { params: clearPlaylistParams, result: playlistItemsResult, unrepeatable: true },
} as const;
