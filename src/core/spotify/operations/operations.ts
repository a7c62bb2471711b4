import type { Operation } from '../operation.ts';
import { getAlbum, getAlbumTracks } from './albums.ts';
import { getArtist, getArtistAlbums } from './artists.ts';
import { getAudiobook, getAudiobookChapters } from './audiobooks.ts';
import { getChapter } from './chapters.ts';
import { getEpisode } from './episodes.ts';
import {
  checkLibrary,
  getFollowedArtists,
  getSavedAlbums,
  getSavedAudiobooks,
  getSavedEpisodes,
  getSavedShows,
  getSavedTracks,
  removeFromLibrary,
  saveToLibrary,
} from './library.ts';
import {
  addToQueue,
  getCurrentlyPlaying,
  getDevices,
  getPlaybackState,
  getQueue,
  getRecentlyPlayed,
  pausePlayback,
  seekToPosition,
  setRepeatMode,
  setShuffle,
  setVolume,
  skipToNext,
  skipToPrevious,
  startPlayback,
  transferPlayback,
} from './player.ts';
import { getPlaylistCover, setPlaylistCover } from './playlistImages.ts';
import {
  addPlaylistItems,
  getPlaylistItems,
  removePlaylistItems,
  reorderPlaylistItems,
  replacePlaylistItems,
} from './playlistItems.ts';
import { changePlaylistDetails, createPlaylist, getOwnPlaylists, getPlaylist } from './playlists.ts';
import { getProfile, getTopArtists, getTopTracks } from './profile.ts';
import { searchItems } from './search.ts';
import { getShow, getShowEpisodes } from './shows.ts';
import { getTrack } from './tracks.ts';

/** Any operation, for what looks at all of them: its parameters are not known, so it can't be called. */
export type AnyOperation = Operation<never, unknown>;

/** Every operation that Spotify still gives to a new app. */
export const operations: readonly AnyOperation[] = [
  getPlaybackState,
  getDevices,
  getCurrentlyPlaying,
  getQueue,
  getRecentlyPlayed,
  transferPlayback,
  startPlayback,
  pausePlayback,
  skipToNext,
  skipToPrevious,
  seekToPosition,
  setRepeatMode,
  setVolume,
  setShuffle,
  addToQueue,
  searchItems,
  getTrack,
  getAlbum,
  getAlbumTracks,
  getArtist,
  getArtistAlbums,
  getShow,
  getShowEpisodes,
  getEpisode,
  getAudiobook,
  getAudiobookChapters,
  getChapter,
  getProfile,
  getTopArtists,
  getTopTracks,
  getSavedTracks,
  getSavedAlbums,
  getSavedShows,
  getSavedAudiobooks,
  getSavedEpisodes,
  getFollowedArtists,
  saveToLibrary,
  removeFromLibrary,
  checkLibrary,
  getOwnPlaylists,
  createPlaylist,
  getPlaylist,
  changePlaylistDetails,
  getPlaylistItems,
  addPlaylistItems,
  replacePlaylistItems,
  reorderPlaylistItems,
  removePlaylistItems,
  getPlaylistCover,
  setPlaylistCover,
];
