import { workProgress } from '../progress.ts';
import {
  playlistCoverParams,
  playlistCoverResult,
  setPlaylistCoverParams,
  setPlaylistCoverResult,
} from './covers.ts';
import {
  exportPlaylistParams,
  exportPlaylistResult,
  importPlaylistParams,
  importPlaylistResult,
} from './playlistFile.ts';

/** Playlists as files, and their covers. */
export const playlistFileRequests = {
  'spotify.exportPlaylist': {
    params: exportPlaylistParams,
    result: exportPlaylistResult,
    progress: workProgress,
  },
  'spotify.importPlaylist': {
    params: importPlaylistParams,
    result: importPlaylistResult,
    progress: workProgress,
    unrepeatable: true,
  },
  'spotify.playlistCover': { params: playlistCoverParams, result: playlistCoverResult },
  'spotify.setPlaylistCover': {
    params: setPlaylistCoverParams,
    result: setPlaylistCoverResult,
    unrepeatable: true,
  },
} as const;
