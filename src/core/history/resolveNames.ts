import { normalName } from './normalName.ts';
import type { TrackDictionary } from './trackDictionary.ts';
import type { Track } from './trackRows.ts';

/**
 * Finds, for each track without a URI, the track with a URI that has the same normalised title and artist; one
 * of the same album if there is one, then the one with the smallest id. A track without an artist is never
 * resolved: titles alone ('Intro', 'Episode 1') are shared by strangers.
 * @returns how many tracks were not resolved before and are now
 */
export function resolveNames(dictionary: TrackDictionary): number {
  const wanted = new Map<string, Track[]>();
  for (const track of dictionary.all) {
    if (track.uri === undefined && track.artist !== '') push(wanted, nameKey(track), track);
  }
  const candidates = new Map<string, Track[]>();
  for (const track of dictionary.all) {
    if (track.uri === undefined) continue;
    const key = nameKey(track);
    if (wanted.has(key)) push(candidates, key, track);
  }
  const resolutions = new Map<Track, number | undefined>();
  let found = 0;
  for (const [key, tracks] of wanted) {
    for (const track of tracks) {
      const resolved = best(track, candidates.get(key) ?? [])?.id;
      if (resolved === track.resolved) continue;
      if (track.resolved === undefined) found++;
      resolutions.set(track, resolved);
    }
  }
  dictionary.resolve(resolutions);
  return found;
}

/** Title and artist as they are compared. */
export function nameKey(track: Track): string {
  track.nameKey ??= `${normalName(track.artist)}|${normalName(track.title)}`;
  return track.nameKey;
}

function best(local: Track, candidates: readonly Track[]): Track | undefined {
  const album = normalName(local.album);
  const sameAlbum = album === '' ? [] : candidates.filter((one) => normalName(one.album) === album);
  const pool = sameAlbum.length > 0 ? sameAlbum : candidates;
  let chosen = pool[0];
  for (const one of pool) {
    if (chosen !== undefined && one.trackId < chosen.trackId) chosen = one;
  }
  return chosen;
}

function push(map: Map<string, Track[]>, key: string, track: Track): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [track]);
  else list.push(track);
}
