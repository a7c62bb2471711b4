import type { Operation, OperationRequest } from '../../../../src/core/spotify/operation.ts';
import { getAlbum, getAlbumTracks } from '../../../../src/core/spotify/operations/albums.ts';
import { getArtist, getArtistAlbums } from '../../../../src/core/spotify/operations/artists.ts';
import { getAudiobook, getAudiobookChapters } from '../../../../src/core/spotify/operations/audiobooks.ts';
import { getChapter } from '../../../../src/core/spotify/operations/chapters.ts';
import { getEpisode } from '../../../../src/core/spotify/operations/episodes.ts';
import * as library from '../../../../src/core/spotify/operations/library.ts';
import type { AnyOperation } from '../../../../src/core/spotify/operations/operations.ts';
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
import type { Scope } from '../../../../src/core/spotify/scopes.ts';

/** One call with every parameter that the operation takes. */
export interface FullCall {
  readonly operation: AnyOperation;
  readonly request: OperationRequest;
  readonly scopes: readonly Scope[];
}

function call<Params, Result>(operation: Operation<Params, Result>, params: Params): FullCall {
  const { scopes } = operation;
  return {
    operation,
    request: operation.request(params),
    scopes: typeof scopes === 'function' ? scopes(params) : scopes,
  };
}

const id = 'id1';
const market = 'SE';
const part = { limit: 5, offset: 10 };
const deviceId = 'device1';
const uris = ['spotify:track:a', 'spotify:episode:b'];
const details = { name: 'Road', public: false, collaborative: false, description: 'For the car' };
const everyKind = ['track', 'album', 'artist', 'playlist', 'show', 'episode', 'audiobook'] as const;
const libraryUris = everyKind.map((kind) => `spotify:${kind}:x`);

/** Every operation at least once; twice where what it sends or needs depends on the parameters. */
export const fullCalls: readonly FullCall[] = [
  call(player.getPlaybackState, { market }),
  call(player.getDevices, {}),
  call(player.getCurrentlyPlaying, { market }),
  call(player.getQueue, {}),
  call(player.getRecentlyPlayed, { limit: 50, after: 1 }),
  call(player.getRecentlyPlayed, { limit: 50, before: 2 }),
  call(player.transferPlayback, { deviceId, play: true }),
  call(player.startPlayback, {
    deviceId,
    contextUri: 'spotify:album:a',
    offset: { position: 3 },
    positionMs: 1000,
  }),
  call(player.startPlayback, { uris }),
  call(player.pausePlayback, { deviceId }),
  call(player.skipToNext, { deviceId }),
  call(player.skipToPrevious, { deviceId }),
  call(player.seekToPosition, { deviceId, positionMs: 0 }),
  call(player.setRepeatMode, { deviceId, mode: 'context' }),
  call(player.setVolume, { deviceId, percent: 0 }),
  call(player.setShuffle, { deviceId, on: false }),
  call(player.addToQueue, { deviceId, uri: 'spotify:track:a' }),
  call(searchItems, { query: 'artist:"A & B"', types: everyKind, market, limit: 10, offset: 20 }),
  call(getTrack, { id, market }),
  call(getAlbum, { id, market }),
  call(getAlbumTracks, { id, market, ...part }),
  call(getArtist, { id }),
  call(getArtistAlbums, { id, market, groups: ['album', 'single'], ...part }),
  call(getShow, { id, market }),
  call(getShowEpisodes, { id, market, ...part }),
  call(getEpisode, { id, market }),
  call(getAudiobook, { id, market }),
  call(getAudiobookChapters, { id, market, ...part }),
  call(getChapter, { id, market }),
  call(getProfile, {}),
  call(getTopArtists, { timeRange: 'short_term', ...part }),
  call(getTopTracks, { timeRange: 'long_term', ...part }),
  call(library.getSavedTracks, { market, ...part }),
  call(library.getSavedAlbums, { market, ...part }),
  call(library.getSavedShows, part),
  call(library.getSavedAudiobooks, part),
  call(library.getSavedEpisodes, { market, ...part }),
  call(library.getFollowedArtists, { after: 'artist1', limit: 50 }),
  call(library.saveToLibrary, { uris: libraryUris }),
  call(library.removeFromLibrary, { uris: libraryUris }),
  call(library.checkLibrary, { uris: libraryUris }),
  call(playlists.getOwnPlaylists, part),
  call(playlists.createPlaylist, details),
  call(playlists.createPlaylist, { name: 'Road', public: true }),
  call(playlists.getPlaylist, { id, market }),
  call(playlists.changePlaylistDetails, { id, ...details }),
  call(playlistItems.getPlaylistItems, { id, market, ...part }),
  call(playlistItems.addPlaylistItems, { id, uris, position: 0 }),
  call(playlistItems.replacePlaylistItems, { id, uris }),
  call(playlistItems.reorderPlaylistItems, {
    id,
    rangeStart: 0,
    rangeLength: 2,
    insertBefore: 5,
    snapshotId: 's1',
  }),
  call(playlistItems.removePlaylistItems, { id, uris, snapshotId: 's1' }),
  call(getPlaylistCover, { id }),
  call(setPlaylistCover, { id, jpeg: '/9j/2w==' }),
];
