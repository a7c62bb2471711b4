import type { SessionRange, Sessions } from './coListeningSessions.ts';

/** Per song: the sessions that it was heard in, and the sum of their weights. */
export interface HeardCounts {
  readonly counts: Int32Array;
  readonly norms: Float64Array;
}

/** Sums up to every `step`-th session, as src/core/analytics/trackTally.ts keeps them of plays. */
interface Sums {
  readonly step: number;
  readonly upTo: readonly HeardCounts[];
}

const sumsKept = new WeakMap<Sessions, Sums>();
const shortestStep = 8192;
/** Entries of all sums together, of 12 bytes each. */
const mostEntries = 1_000_000;

/** How often songs are heard in a range of sessions, whatever its length in about the same time. */
export function countHeard(sessions: Sessions, { from, to }: SessionRange): HeardCounts {
  const heard = nothing(sessions.plays.length);
  if (to - from <= shortestStep) {
    addSessions(heard, sessions, from, to, 1);
    return heard;
  }
  let sums = sumsKept.get(sessions);
  if (sums === undefined) sumsKept.set(sessions, (sums = sumUp(sessions)));
  addUpTo(heard, sessions, sums, to, 1);
  addUpTo(heard, sessions, sums, from, -1);
  return heard;
}

function sumUp(sessions: Sessions): Sums {
  const songs = sessions.plays.length;
  const step = Math.max(shortestStep, Math.ceil((sessions.count * songs) / mostEntries));
  const upTo = [nothing(songs)];
  for (let from = 0; from + step <= sessions.count; from += step) {
    const { counts, norms } = upTo[upTo.length - 1]!;
    const next = { counts: counts.slice(), norms: norms.slice() };
    addSessions(next, sessions, from, from + step, 1);
    upTo.push(next);
  }
  return { step, upTo };
}

function addUpTo(
  heard: HeardCounts,
  sessions: Sessions,
  { step, upTo }: Sums,
  end: number,
  sign: 1 | -1,
): void {
  const nearest = Math.min(upTo.length - 1, Math.round(end / step));
  const { counts, norms } = upTo[nearest]!;
  for (let song = 0; song < counts.length; song++) {
    heard.counts[song]! += sign * counts[song]!;
    heard.norms[song]! += sign * norms[song]!;
  }
  const position = nearest * step;
  if (position < end) addSessions(heard, sessions, position, end, sign);
  else addSessions(heard, sessions, end, position, sign === 1 ? -1 : 1);
}

function addSessions(
  { counts, norms }: HeardCounts,
  { starts, songs, weight }: Sessions,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  for (let session = from; session < to; session++) {
    const end = starts[session + 1]!;
    const own = sign * weight[session]!;
    for (let place = starts[session]!; place < end; place++) {
      const song = songs[place]!;
      counts[song]! += sign;
      norms[song]! += own;
    }
  }
}

function nothing(songs: number): HeardCounts {
  return { counts: new Int32Array(songs), norms: new Float64Array(songs) };
}
