import type { PlayColumns } from './columns.ts';
import { songsOf } from './coListeningSongs.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import { isSpotifyUri } from './labels.ts';
import type { PlaySelection } from './plays.ts';
import type { PlayWindow } from './window.ts';

/** Longest silence within a session, ms. */
export const sessionGapMs = 30 * 60_000;

/**
 * The sessions of a history and the songs in them, both ways round; or, of {@link findArtistSessions}, the artists:
 * what is said of songs holds for them. Sessions with one song only tell nothing of what goes with it and are not among
 * them.
 */
export interface Sessions {
  readonly count: number;
  /** Per session, closed by the length of `songs`: where its songs begin. */
  readonly starts: Int32Array;
  /** Different songs of each session. */
  readonly songs: Int32Array;
  /** Per session: its first play, as an index into the plays of the history. */
  readonly firstPlay: Int32Array;
  /** Per session: how much it counts, less the more songs it has. */
  readonly weight: Float64Array;
  /** Per song, closed: where its sessions begin. */
  readonly songStarts: Int32Array;
  /** Sessions of each song, ascending. */
  readonly sessionsOf: Int32Array;
  /** Per song: plays in the whole history. */
  readonly plays: Int32Array;
  /** Per song: the track that stands for it, the most played one with a Spotify URI if there is any; −1 unplayed. */
  readonly track: Int32Array;
}

/** Sessions `from` to `to`, exclusive. */
export interface SessionRange {
  readonly from: number;
  readonly to: number;
}

const songSessions = new WeakMap<PlaySelection, Sessions>();
const artistSessions = new WeakMap<PlaySelection, Sessions>();
const stretchesKept = new WeakMap<PlaySelection, Int32Array>();

/** Found once for each play rule of a history. */
export function findSessions(columns: PlayColumns, history: PlaySelection): Sessions {
  let sessions = songSessions.get(history);
  if (sessions === undefined) {
    const { songOf, count } = songsOf(columns.catalogue);
    songSessions.set(history, (sessions = build(columns, history, songOf, count)));
  }
  return sessions;
}

/** The same of artists, by their id; plays without an artist are left out. */
export function findArtistSessions(columns: PlayColumns, history: PlaySelection): Sessions {
  let sessions = artistSessions.get(history);
  if (sessions === undefined) {
    const { trackArtist, artistName } = columns.catalogue;
    const artistOf = trackArtist.map((artist) => (artistName[artist] === '' ? -1 : artist));
    artistSessions.set(history, (sessions = build(columns, history, artistOf, artistName.length)));
  }
  return sessions;
}

/** Where each stretch of plays without a long silence begins in the plays of a history; closed by their number. */
export function findStretches(columns: PlayColumns, history: PlaySelection): Int32Array {
  let stretches = stretchesKept.get(history);
  if (stretches === undefined) stretchesKept.set(history, (stretches = cutAtSilence(columns, history)));
  return stretches;
}

/** The sessions of a window: each belongs to the window that its first play belongs to. */
export function sessionRange({ firstPlay }: Sessions, window: PlayWindow): SessionRange {
  const first = window.firstPlay;
  return { from: firstAtLeast(firstPlay, first), to: firstAtLeast(firstPlay, first + window.rows.length) };
}

function build(
  columns: PlayColumns,
  history: PlaySelection,
  songOf: Int32Array,
  songCount: number,
): Sessions {
  const { rows } = history;
  const { track } = columns;
  const stretches = findStretches(columns, history);
  const starts = new Int32Array(stretches.length);
  const firstPlay = new Int32Array(stretches.length);
  const songs = new Int32Array(rows.length);
  // 1 + the last stretch of plays that a song was seen in.
  const seen = new Int32Array(songCount);
  let count = 0;
  let end = 0;
  for (let stretch = 1; stretch < stretches.length; stretch++) {
    const first = stretches[stretch - 1]!;
    const begin = end;
    for (let play = first; play < stretches[stretch]!; play++) {
      const song = songOf[track[rows[play]!]!]!;
      if (song < 0 || seen[song] === stretch) continue;
      seen[song] = stretch;
      songs[end++] = song;
    }
    if (end - begin < 2) end = begin;
    else {
      firstPlay[count++] = first;
      starts[count] = end;
    }
  }
  const kept = {
    count,
    starts: starts.slice(0, count + 1),
    songs: songs.slice(0, end),
    firstPlay: firstPlay.slice(0, count),
  };
  return { ...kept, ...turnedRound(kept, songCount), ...tracksOf(columns, rows, songOf, songCount) };
}

function cutAtSilence({ endedAt, msPlayed }: PlayColumns, { rows }: PlaySelection): Int32Array {
  const begins = new Int32Array(rows.length + 1);
  let count = rows.length === 0 ? 0 : 1;
  for (let play = 1; play < rows.length; play++) {
    const row = rows[play]!;
    // Unknown lengths are −1.
    const startedAt = endedAt[row]! - Math.max(0, msPlayed[row]!);
    if (startedAt - endedAt[rows[play - 1]!]! > sessionGapMs) begins[count++] = play;
  }
  begins[count] = rows.length;
  return begins.slice(0, count + 1);
}

function turnedRound(
  { count, starts, songs }: Pick<Sessions, 'count' | 'starts' | 'songs'>,
  songCount: number,
): Pick<Sessions, 'weight' | 'songStarts' | 'sessionsOf'> {
  const songStarts = new Int32Array(songCount + 1);
  for (let at = 0; at < songs.length; at++) songStarts[songs[at]! + 1]!++;
  for (let song = 0; song < songCount; song++) songStarts[song + 1]! += songStarts[song]!;
  const next = songStarts.slice();
  const sessionsOf = new Int32Array(songs.length);
  const weight = new Float64Array(count);
  for (let session = 0; session < count; session++) {
    const end = starts[session + 1]!;
    weight[session] = 1 / Math.sqrt(end - starts[session]!);
    for (let at = starts[session]!; at < end; at++) sessionsOf[next[songs[at]!]!++] = session;
  }
  return { weight, songStarts, sessionsOf };
}

function tracksOf(
  { track, catalogue: { trackUri } }: PlayColumns,
  rows: Int32Array,
  songOf: Int32Array,
  songCount: number,
): Pick<Sessions, 'plays' | 'track'> {
  const trackPlays = new Int32Array(songOf.length);
  for (let play = 0; play < rows.length; play++) trackPlays[track[rows[play]!]!]!++;
  const plays = new Int32Array(songCount);
  const best = new Int32Array(songCount).fill(-1);
  for (let id = 0; id < songOf.length; id++) {
    if (trackPlays[id] === 0) continue;
    const song = songOf[id]!;
    if (song < 0) continue;
    plays[song]! += trackPlays[id]!;
    const other = best[song]!;
    if (other < 0 || isBetter(id, other)) best[song] = id;
  }
  return { plays, track: best };

  function isBetter(id: number, other: number): boolean {
    const [has, had] = [isSpotifyUri(trackUri[id]), isSpotifyUri(trackUri[other])];
    return has === had ? trackPlays[id]! > trackPlays[other]! : has;
  }
}
