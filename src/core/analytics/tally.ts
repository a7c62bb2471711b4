import type { Catalogue } from './columns.ts';

/** Plays and time heard per id. */
export interface Tally {
  readonly plays: Int32Array;
  /** ms; plays of unknown length add nothing. */
  readonly ms: Float64Array;
}

export interface Totals {
  readonly plays: number;
  readonly ms: number;
}

/** Artists without a name stand for 'unknown' and get nothing. */
export function tallyArtists(catalogue: Catalogue, tracks: Tally): Tally {
  const { trackArtist, artistName } = catalogue;
  const tally = regroup(tracks, trackArtist, artistName.length);
  for (let id = 0; id < artistName.length; id++) {
    if (artistName[id] === '') tally.plays[id] = tally.ms[id] = 0;
  }
  return tally;
}

/** Tracks without an album are in no album. */
export function tallyAlbums(catalogue: Catalogue, tracks: Tally): Tally {
  return regroup(tracks, catalogue.trackAlbum, catalogue.albumName.length);
}

function regroup(tracks: Tally, groupOf: Int32Array, groups: number): Tally {
  const plays = new Int32Array(groups);
  const ms = new Float64Array(groups);
  for (let id = 0; id < groupOf.length; id++) {
    const group = groupOf[id]!;
    if (group < 0 || tracks.plays[id] === 0) continue;
    plays[group]! += tracks.plays[id]!;
    ms[group]! += tracks.ms[id]!;
  }
  return { plays, ms };
}

export function totalOf({ plays, ms }: Tally): Totals {
  let allPlays = 0;
  let allMs = 0;
  for (let id = 0; id < plays.length; id++) {
    allPlays += plays[id]!;
    allMs += ms[id]!;
  }
  return { plays: allPlays, ms: allMs };
}

/** How many ids were played at all. */
export function countPlayed({ plays }: Tally): number {
  let count = 0;
  for (let id = 0; id < plays.length; id++) if (plays[id]! > 0) count++;
  return count;
}
