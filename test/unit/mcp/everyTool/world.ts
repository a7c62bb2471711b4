import type { SimAlbum, SimArtist, SimTrack } from '../../../spotify/catalogue.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import type { McpBed } from '../mcpBed.ts';

/** An id that nothing in the simulator has. */
export const nobodysId = '0000000000000000000000';

function at<T>(list: readonly T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new Error(`There is no number ${index}.`);
  return one;
}

export const track = ({ simulator }: McpBed, index = 0): SimTrack => at(simulator.catalogue.tracks, index);
export const album = ({ simulator }: McpBed, index = 0): SimAlbum => at(simulator.catalogue.albums, index);
export const artist = ({ simulator }: McpBed, index = 0): SimArtist => at(simulator.catalogue.artists, index);

/** URIs of so many tracks, in the order of the catalogue. */
export const trackUris = ({ simulator }: McpBed, from: number, to: number): string[] =>
  simulator.catalogue.tracks.slice(from, to).map(({ uri }) => uri);

/** Tracks that Ada has not saved. */
export const unsaved = ({ simulator, user }: McpBed, count: number): string[] =>
  simulator.catalogue.tracks
    .map(({ uri }) => uri)
    .filter((uri) => !user.library.has(uri))
    .slice(0, count);

/** Tracks that Ada has saved, the newest first. */
export const saved = ({ user }: McpBed, count: number): string[] =>
  user.library
    .list('track')
    .slice(0, count)
    .map(({ uri }) => uri);

/** A playlist of Ada's. */
export function own({ user }: McpBed, name = 'Morning Coffee'): SimPlaylist {
  const playlist = user.playlists.byName(name);
  if (playlist === undefined) throw new Error(`Ada has no playlist ${name}.`);
  return playlist;
}

/** A playlist that belongs to somebody else; Spotify shows its details only. */
export function foreign({ simulator }: McpBed): SimPlaylist {
  const playlist = simulator.playlists.all.find(({ name }) => name === 'Harbour Nights');
  if (playlist === undefined) throw new Error('Harbour Nights is gone.');
  return playlist;
}

export const urisIn = ({ entries }: SimPlaylist): (string | undefined)[] => entries.map(({ uri }) => uri);
