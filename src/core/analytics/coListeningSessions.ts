import type { PlayColumns } from './columns.ts';
import { songsOf } from './coListeningSongs.ts';
import { isSpotifyUri } from './labels.ts';
import type { PlaySelection } from './plays.ts';

/** Longest silence within a session, ms. */
export const sessionGapMs = 30 * 60_000;

/**
 * The sessions of a history and the songs in them, both ways round. Sessions with one song only tell nothing of what
 * goes with it and are not among them.
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

const sessionsKept = new WeakMap<PlaySelection, Sessions>();

/** Found once for each play rule of a history. */
export function findSessions(columns: PlayColumns, history: PlaySelection): Sessions {
  let sessions = sessionsKept.get(history);
  if (sessions === undefined) sessionsKept.set(history, (sessions = build(columns, history)));
  return sessions;
}

function build(columns: PlayColumns, { rows }: PlaySelection): Sessions {
  const { songOf, count: songCount } = songsOf(columns.catalogue);
  const { track } = columns;
  const starts = new Int32Array(rows.length + 1);
  const firstPlay = new Int32Array(rows.length);
  const songs = new Int32Array(rows.length);
  // 1 + the last stretch of plays that a song was seen in.
  const seen = new Int32Array(songCount);
  let stretch = 0;
  let count = 0;
  let end = 0;
  for (let first = 0; first < rows.length;) {
    const next = endOfStretch(columns, rows, first);
    stretch++;
    const begin = end;
    for (let play = first; play < next; play++) {
      const song = songOf[track[rows[play]!]!]!;
      if (seen[song] === stretch) continue;
      seen[song] = stretch;
      songs[end++] = song;
    }
    if (end - begin < 2) end = begin;
    else {
      firstPlay[count++] = first;
      starts[count] = end;
    }
    first = next;
  }
  const kept = {
    count,
    starts: starts.slice(0, count + 1),
    songs: songs.slice(0, end),
    firstPlay: firstPlay.slice(0, count),
  };
  return { ...kept, ...turnedRound(kept, songCount), ...tracksOf(columns, rows, songOf, songCount) };
}

/** The play after the last one of the session that begins with a play. */
function endOfStretch({ endedAt, msPlayed }: PlayColumns, rows: Int32Array, first: number): number {
  let play = first + 1;
  for (; play < rows.length; play++) {
    const row = rows[play]!;
    // Unknown lengths are −1.
    const startedAt = endedAt[row]! - Math.max(0, msPlayed[row]!);
    if (startedAt - endedAt[rows[play - 1]!]! > sessionGapMs) break;
  }
  return play;
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
