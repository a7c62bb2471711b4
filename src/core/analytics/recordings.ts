import { normalName } from '../history/normalName.ts';
import type { Catalogue } from './columns.ts';
import { compareTracks, isSpotifyUri, type CompareLabels } from './labels.ts';
import type { Tally } from './tally.ts';

/**
 * Tracks put together by recording: the same one is released as a single, on its album and on others, each time with
 * another URI. Nothing is lost by it, since tracks stay what they are.
 */
export interface Recordings {
  /** Recording of each track, numbered by their first tracks. */
  readonly recordingOf: Int32Array;
  readonly count: number;
}

/** Lengths that differ by no more are of one recording: releases differ in the silence around it. ms */
export const sameLengthMs = 2000;

const kept = new WeakMap<Catalogue, Recordings>();

/**
 * Recordings are the same title (normalised: 'Song' and 'Song (Acoustic)' are two) of the same artist, no more than
 * two seconds longer or shorter where both lengths are known. A track of unknown length joins the others only where
 * they are all of one length. Episodes and chapters stay what they are, and so does what has no artist: strangers
 * share titles.
 */
export function recordingsOf(catalogue: Catalogue): Recordings {
  let recordings = kept.get(catalogue);
  if (recordings === undefined) kept.set(catalogue, (recordings = group(catalogue)));
  return recordings;
}

function group(catalogue: Catalogue): Recordings {
  const { trackName, trackArtist } = catalogue;
  const length = trackName.length;
  const first = new Int32Array(length);
  const { titles, hashes } = normalTitles(trackName);
  // Per title of an artist: its tracks as a chain from the last one back, as most have only one. They are found in a
  // table by hash, which costs a tenth of what a Map of texts does.
  const mask = 2 ** Math.ceil(Math.log2(2 * length + 1)) - 1;
  const lastOf = new Int32Array(mask + 1).fill(-1);
  const before = new Int32Array(length).fill(-1);
  for (let track = 0; track < length; track++) {
    first[track] = track;
    if (!isGrouped(catalogue, track)) continue;
    const artist = trackArtist[track]!;
    let slot = Math.imul(hashes[track]! ^ Math.imul(artist, 0x9e3779b1), 0x85ebca6b) >>> 7;
    for (slot &= mask; lastOf[slot]! >= 0; slot = (slot + 1) & mask) {
      const other = lastOf[slot]!;
      if (trackArtist[other] !== artist || hashes[other] !== hashes[track]) continue;
      if (titles[other] === titles[track]) break;
    }
    before[track] = lastOf[slot]!;
    lastOf[slot] = track;
  }
  for (const end of lastOf) {
    if (end < 0 || before[end]! < 0) continue;
    const tracks = [end];
    for (let track = before[end]!; track >= 0; track = before[track]!) tracks.unshift(track);
    for (const same of ofOneLength(catalogue, tracks)) {
      const smallest = Math.min(...same);
      for (const track of same) first[track] = smallest;
    }
  }
  return numbered(first);
}

interface Titles {
  readonly names: readonly string[];
  /** As they are compared. */
  readonly titles: readonly string[];
  /** Of the titles. */
  readonly hashes: Int32Array;
}

let known: Titles = { names: [], titles: [], hashes: new Int32Array(0) };

/** Titles as they are compared. A catalogue has nearly all of them in common with the one before it. */
function normalTitles(names: readonly string[]): Titles {
  const before = known;
  const titles: string[] = [];
  const hashes = new Int32Array(names.length);
  for (let track = 0; track < names.length; track++) {
    const name = names[track]!;
    const isKnown = before.names[track] === name;
    const title = isKnown ? before.titles[track]! : normalName(name);
    titles.push(title);
    hashes[track] = isKnown ? before.hashes[track]! : hashOf(title);
  }
  return (known = { names, titles, hashes });
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

function isGrouped({ trackUri, trackArtist, artistName }: Catalogue, track: number): boolean {
  if (artistName[trackArtist[track]!] === '') return false;
  const uri = trackUri[track];
  return (
    uri === undefined ||
    !isSpotifyUri(uri) ||
    uri.startsWith('spotify:track:') ||
    uri.startsWith('spotify:local:')
  );
}

/** Tracks of one title and artist, apart where their lengths are. */
function ofOneLength({ trackDuration }: Catalogue, tracks: readonly number[]): number[][] {
  const known = tracks.filter((track) => trackDuration[track]! >= 0);
  const unknown = tracks.filter((track) => trackDuration[track]! < 0);
  known.sort((a, b) => trackDuration[a]! - trackDuration[b]! || a - b);
  const groups: number[][] = [];
  for (const track of known) {
    const group = groups[groups.length - 1];
    const shortest = group === undefined ? -Infinity : trackDuration[group[0]!]!;
    if (group !== undefined && trackDuration[track]! - shortest <= sameLengthMs) group.push(track);
    else groups.push([track]);
  }
  if (unknown.length === 0) return groups;
  const [only] = groups;
  return groups.length === 1 && only !== undefined ? [[...only, ...unknown]] : [...groups, unknown];
}

/** Numbers the groups, each given by its first track, in the order in which they come. */
function numbered(first: Int32Array): Recordings {
  const recordingOf = new Int32Array(first.length);
  let count = 0;
  for (let track = 0; track < first.length; track++) {
    recordingOf[track] = first[track] === track ? count++ : recordingOf[first[track]!]!;
  }
  return { recordingOf, count };
}

/** Plays and time heard per recording, and the track that stands for each. */
export interface RecordingTally extends Tally {
  /** Per recording: the most played track, if any has a URI one of those; −1 unplayed. */
  readonly track: Int32Array;
  /** Per recording: how many of its tracks were played. */
  readonly releases: Int32Array;
}

/** The tally of tracks by recording. */
export function tallyRecordings(catalogue: Catalogue, tracks: Tally): RecordingTally {
  const { recordingOf, count } = recordingsOf(catalogue);
  const plays = new Int32Array(count);
  const ms = new Float64Array(count);
  const releases = new Int32Array(count);
  const track = new Int32Array(count).fill(-1);
  const compare = compareTracks(catalogue);
  for (let id = 0; id < recordingOf.length; id++) {
    if (tracks.plays[id] === 0) continue;
    const recording = recordingOf[id]!;
    plays[recording]! += tracks.plays[id]!;
    ms[recording]! += tracks.ms[id]!;
    releases[recording]!++;
    const other = track[recording]!;
    if (other < 0 || standsBefore(id, other)) track[recording] = id;
  }
  return { plays, ms, track, releases };

  function standsBefore(id: number, other: number): boolean {
    const [has, had] = [isSpotifyUri(catalogue.trackUri[id]), isSpotifyUri(catalogue.trackUri[other])];
    if (has !== had) return has;
    const more = tracks.plays[id]! - tracks.plays[other]! || tracks.ms[id]! - tracks.ms[other]!;
    return more > 0 || (more === 0 && compare(id, other) < 0);
  }
}

/** By what a reader sees of the tracks that stand for recordings. */
export function compareRecordings(catalogue: Catalogue, { track }: RecordingTally): CompareLabels {
  const compare = compareTracks(catalogue);
  return (a, b) => compare(track[a]!, track[b]!);
}
