import { normalName } from './normalName.ts';
import type { TouchedTracks, TrackDictionary } from './trackDictionary.ts';
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
  const { resolutions, found } = resolutionsOf(wanted, candidates);
  dictionary.resolve(resolutions, true);
  return found;
}

/**
 * The same for the names of a few tracks alone: those that came or changed, whatever they are called now and were
 * before. They are written.
 * @returns whether any track stands for another one now
 */
export function resolveTouched(dictionary: TrackDictionary, { tracks, left }: TouchedTracks): boolean {
  const named = [...tracks, ...left].filter(({ artist }) => artist !== '');
  const keys = new Set(named.map(({ artist, title }) => keyOf(artist, title)));
  const wanted = new Map<string, Track[]>();
  for (const track of dictionary.byArtists(artistsOf(named), false)) {
    if (keys.has(nameKey(track))) push(wanted, nameKey(track), track);
  }
  if (wanted.size === 0) return false;
  const candidates = new Map<string, Track[]>();
  for (const track of dictionary.byArtists(artistsOf([...wanted.values()].flat()), true)) {
    if (wanted.has(nameKey(track))) push(candidates, nameKey(track), track);
  }
  const { resolutions } = resolutionsOf(wanted, candidates);
  if (resolutions.size > 0) dictionary.resolve(resolutions, false);
  return resolutions.size > 0;
}

function artistsOf(tracks: readonly { readonly artist: string }[]): Set<string> {
  return new Set(tracks.map(({ artist }) => normalName(artist)));
}

/** Title and artist as they are compared. */
export function nameKey(track: Track): string {
  track.nameKey ??= keyOf(track.artist, track.title);
  return track.nameKey;
}

function keyOf(artist: string, title: string): string {
  return `${normalName(artist)}|${normalName(title)}`;
}

interface Resolutions {
  /** Only those that change. */
  readonly resolutions: ReadonlyMap<Track, number | undefined>;
  /** How many tracks stood for none before. */
  readonly found: number;
}

/** Both by their names as they are compared. */
function resolutionsOf(
  wanted: ReadonlyMap<string, readonly Track[]>,
  candidates: ReadonlyMap<string, readonly Track[]>,
): Resolutions {
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
  return { resolutions, found };
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
