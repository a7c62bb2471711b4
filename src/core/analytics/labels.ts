import type { Catalogue } from './columns.ts';

/** Compares two ids by what a reader sees of them. Code units, so that every machine orders alike. */
export type CompareLabels = (a: number, b: number) => number;

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By title, then artist, then URI. */
export function compareTracks(catalogue: Catalogue): CompareLabels {
  const { trackName, trackUri, trackArtist, artistName } = catalogue;
  return (a, b) =>
    compareText(trackName[a]!, trackName[b]!) ||
    compareText(artistName[trackArtist[a]!]!, artistName[trackArtist[b]!]!) ||
    compareText(trackUri[a] ?? '', trackUri[b] ?? '');
}

/** By name, then URI. */
export function compareArtists({ artistName, artistUri }: Catalogue): CompareLabels {
  return (a, b) =>
    compareText(artistName[a]!, artistName[b]!) || compareText(artistUri[a] ?? '', artistUri[b] ?? '');
}

/** By title, then artist. */
export function compareAlbums({ albumName, albumArtist, artistName }: Catalogue): CompareLabels {
  return (a, b) =>
    compareText(albumName[a]!, albumName[b]!) ||
    compareText(artistName[albumArtist[a]!]!, artistName[albumArtist[b]!]!);
}

/** `title – artist`, where one text has to do. */
export function titleAndArtist(title: string, artist: string | undefined): string {
  return artist === undefined || artist === '' ? title : `${title} – ${artist}`;
}

/** The names of an artist id as a list: empty where the source names nobody. */
export function artistNames({ artistName }: Catalogue, artist: number): string[] {
  const name = artistName[artist];
  return name === undefined || name === '' ? [] : [name];
}

/** `uri` as a field of an answer, absent where Spotify has none. */
export function uriField(uri: string | undefined): { uri?: string } {
  return uri === undefined || !isSpotifyUri(uri) ? {} : { uri };
}

export function isSpotifyUri(uri: string | undefined): boolean {
  return uri?.startsWith('spotify:') === true;
}
