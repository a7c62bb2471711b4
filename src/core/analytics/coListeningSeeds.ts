import type { CoListeningSeed } from '../../protocol/history/coListening.ts';
import { artistMarks } from './artistHistoryMarks.ts';
import type { Catalogue } from './columns.ts';
import { songsOf, songTitle } from './coListeningSongs.ts';
import { titleAndArtist } from './labels.ts';

/** The songs that a seed stands for: one, or all of an artist; none where the history has no such thing. */
export interface SeedSongs {
  /** As the history spells it. */
  readonly name: string | undefined;
  readonly songs: readonly number[];
}

/** Finds each seed by its URI, else by its names. */
export function findSeeds(catalogue: Catalogue, seeds: readonly CoListeningSeed[]): readonly SeedSongs[] {
  const tracks = tracksByUri(catalogue, new Set(seeds.flatMap(({ uri }) => uri ?? [])));
  return seeds.map(({ uri, track, artist }) => {
    const known = uri === undefined ? undefined : tracks.get(uri);
    if (known !== undefined) return seedOfTrack(catalogue, known);
    if (track !== undefined) return byTitle(catalogue, track, artist);
    return byArtist(catalogue, artist ?? '', uri);
  });
}

function tracksByUri({ trackUri }: Catalogue, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (wanted.size === 0) return found;
  for (let id = 0; id < trackUri.length; id++) {
    const uri = trackUri[id];
    if (uri !== undefined && wanted.has(uri)) found.set(uri, id);
  }
  return found;
}

function seedOfTrack(catalogue: Catalogue, id: number): SeedSongs {
  return { name: trackLabel(catalogue, id), songs: [songsOf(catalogue).songOf[id]!] };
}

/** A title without an artist is no song: too many have the same. */
function byTitle(catalogue: Catalogue, track: string, artist: string | undefined): SeedSongs {
  if (artist === undefined) return { name: undefined, songs: [] };
  const isArtist = artistMarks(catalogue, { artist });
  const wanted = songTitle(track);
  const { trackArtist, trackName } = catalogue;
  for (let id = 0; id < trackArtist.length; id++) {
    if (isArtist[trackArtist[id]!] === 1 && songTitle(trackName[id]!) === wanted) {
      return seedOfTrack(catalogue, id);
    }
  }
  return { name: undefined, songs: [] };
}

function byArtist(catalogue: Catalogue, artist: string, uri: string | undefined): SeedSongs {
  const isArtist = artistMarks(catalogue, { artist, uri });
  const { trackArtist, artistName } = catalogue;
  const { songOf } = songsOf(catalogue);
  const songs = new Set<number>();
  for (let id = 0; id < trackArtist.length; id++) {
    if (isArtist[trackArtist[id]!] === 1) songs.add(songOf[id]!);
  }
  const id = isArtist.indexOf(1);
  return { name: artistName[id], songs: [...songs] };
}

function trackLabel({ trackName, trackArtist, artistName }: Catalogue, id: number): string {
  return titleAndArtist(trackName[id]!, artistName[trackArtist[id]!]);
}
