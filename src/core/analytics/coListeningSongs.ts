import { withoutRelease } from '../spotify/search/matchScore.ts';
import { foldedArtists } from './artistHistoryMarks.ts';
import type { Catalogue } from './columns.ts';
import { fold } from './folding.ts';

/**
 * Tracks put together by what a listener takes for the same song: one artist and one title, whatever the release adds
 * to it. An album version and its remaster would otherwise be each other's nearest neighbours.
 */
export interface Songs {
  /** Song of each track. */
  readonly songOf: Int32Array;
  readonly count: number;
}

const songsKept = new WeakMap<Catalogue, Songs>();

export function songsOf(catalogue: Catalogue): Songs {
  let songs = songsKept.get(catalogue);
  if (songs === undefined) songsKept.set(catalogue, (songs = groupTracks(catalogue)));
  return songs;
}

function groupTracks(catalogue: Catalogue): Songs {
  const { trackName, trackArtist } = catalogue;
  const artists = foldedArtists(catalogue);
  const ids = new Map<string, number>();
  const songOf = new Int32Array(trackName.length);
  for (let track = 0; track < trackName.length; track++) {
    const key = `${artists[trackArtist[track]!]}\n${songTitle(trackName[track]!)}`;
    let id = ids.get(key);
    if (id === undefined) ids.set(key, (id = ids.size));
    songOf[track] = id;
  }
  return { songOf, count: ids.size };
}

/** Most titles have nothing that a release adds; looking for it in detail costs ten times as much. */
const mayHaveAddition = /[([]|\s[-–—]\s|\s(?:feat|ft|featuring)\b/iu;

/** A title as songs are compared. */
export function songTitle(title: string): string {
  return fold(mayHaveAddition.test(title) ? withoutRelease(title) : title).trim();
}
