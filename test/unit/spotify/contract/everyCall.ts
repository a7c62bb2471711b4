import type { Operation, Send } from '../../../../src/core/spotify/operation.ts';
import { getAlbum, getAlbumTracks } from '../../../../src/core/spotify/operations/albums.ts';
import { getArtist, getArtistAlbums } from '../../../../src/core/spotify/operations/artists.ts';
import { getAudiobook, getAudiobookChapters } from '../../../../src/core/spotify/operations/audiobooks.ts';
import { getChapter } from '../../../../src/core/spotify/operations/chapters.ts';
import { getEpisode } from '../../../../src/core/spotify/operations/episodes.ts';
import * as library from '../../../../src/core/spotify/operations/library.ts';
import * as player from '../../../../src/core/spotify/operations/player.ts';
import {
  getPlaylistCover,
  setPlaylistCover,
} from '../../../../src/core/spotify/operations/playlistImages.ts';
import * as playlistItems from '../../../../src/core/spotify/operations/playlistItems.ts';
import * as playlists from '../../../../src/core/spotify/operations/playlists.ts';
import { getProfile, getTopArtists, getTopTracks } from '../../../../src/core/spotify/operations/profile.ts';
import { searchItems } from '../../../../src/core/spotify/operations/search.ts';
import { getShow, getShowEpisodes } from '../../../../src/core/spotify/operations/shows.ts';
import { getTrack } from '../../../../src/core/spotify/operations/tracks.ts';

/** What the calls are about. */
export interface Subjects {
  readonly trackIds: readonly string[];
  readonly albumId: string;
  readonly artistId: string;
  readonly showId: string;
  readonly episodeId: string;
  readonly audiobookId: string;
  readonly chapterId: string;
  /** One of the user's own. */
  readonly playlistId: string;
  readonly deviceId: string;
}

/** One call of an operation, ready to be sent. */
export interface PreparedCall {
  readonly operation: Pick<Operation<never, unknown>, 'id' | 'method'>;
  readonly run: (send: Send) => Promise<unknown>;
}

function call<P, R>(operation: Operation<P, R>, params: P): PreparedCall {
  return { operation, run: (send) => send(operation, params, { fresh: true }) };
}

const everyKind = ['track', 'album', 'artist', 'playlist', 'show', 'episode', 'audiobook'] as const;
const page = { limit: 5, offset: 1 };

/** Every operation, with all the parameters that the product uses, in an order in which each can succeed. */
export function everyCall(about: Subjects): readonly PreparedCall[] {
  const { albumId, artistId, showId, episodeId, audiobookId, chapterId, playlistId, deviceId } = about;
  const uris = about.trackIds.map((id) => `spotify:track:${id}`);
  const [uri = ''] = uris;
  const [trackId = ''] = about.trackIds;
  return [
    call(getProfile, {}),
    call(getTopArtists, { timeRange: 'short_term', ...page }),
    call(getTopTracks, { timeRange: 'long_term', ...page }),
    call(searchItems, { query: 'a', types: everyKind, limit: 10, offset: 0 }),
    call(searchItems, { query: 'artist:"x" year:1990-2020', types: ['track'] }),
    call(getTrack, { id: trackId }),
    call(getAlbum, { id: albumId }),
    call(getAlbumTracks, { id: albumId, ...page }),
    call(getArtist, { id: artistId }),
    call(getArtistAlbums, { id: artistId, groups: ['album', 'single'], ...page }),
    call(getShow, { id: showId }),
    call(getShowEpisodes, { id: showId, ...page }),
    call(getEpisode, { id: episodeId }),
    call(getAudiobook, { id: audiobookId, market: 'US' }),
    call(getAudiobookChapters, { id: audiobookId, market: 'US', ...page }),
    call(getChapter, { id: chapterId, market: 'US' }),
    call(player.getPlaybackState, {}),
    call(player.getDevices, {}),
    call(player.getCurrentlyPlaying, {}),
    call(player.getQueue, {}),
    call(player.getRecentlyPlayed, { limit: 50 }),
    call(player.getRecentlyPlayed, { limit: 5, before: 1_790_000_000_000 }),
    call(player.startPlayback, { contextUri: `spotify:album:${albumId}`, offset: { position: 0 } }),
    call(player.startPlayback, { uris, deviceId, positionMs: 1000 }),
    call(player.addToQueue, { uri }),
    call(player.skipToNext, {}),
    call(player.skipToPrevious, {}),
    call(player.seekToPosition, { positionMs: 2000 }),
    call(player.setRepeatMode, { mode: 'context' }),
    call(player.setShuffle, { on: true }),
    call(player.setVolume, { percent: 30 }),
    call(player.pausePlayback, {}),
    call(player.transferPlayback, { deviceId, play: true }),
    call(library.saveToLibrary, { uris: [uri, `spotify:album:${albumId}`] }),
    call(library.checkLibrary, { uris: [uri, `spotify:artist:${artistId}`] }),
    call(library.removeFromLibrary, { uris: [uri] }),
    call(library.getSavedTracks, page),
    call(library.getSavedAlbums, page),
    call(library.getSavedShows, page),
    call(library.getSavedAudiobooks, page),
    call(library.getSavedEpisodes, page),
    call(library.getFollowedArtists, { limit: 10 }),
    call(playlists.getOwnPlaylists, page),
    call(playlists.createPlaylist, { name: 'Contract', public: false, description: 'Made by a test' }),
    call(playlists.getPlaylist, { id: playlistId }),
    call(playlists.changePlaylistDetails, { id: playlistId, name: 'Renamed' }),
    call(playlistItems.getPlaylistItems, { id: playlistId, limit: 50, offset: 0 }),
    call(playlistItems.replacePlaylistItems, { id: playlistId, uris }),
    call(playlistItems.addPlaylistItems, { id: playlistId, uris, position: 0 }),
    call(playlistItems.reorderPlaylistItems, {
      id: playlistId,
      rangeStart: 0,
      rangeLength: 1,
      insertBefore: 2,
    }),
    call(playlistItems.removePlaylistItems, { id: playlistId, uris: [uri] }),
    call(setPlaylistCover, { id: playlistId, jpeg: '/9j/2w==' }),
    call(getPlaylistCover, { id: playlistId }),
  ];
}
