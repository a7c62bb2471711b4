import { findStretches } from '../coListeningSessions.ts';
import { firstAtLeast } from '../firstAtLeast.ts';
import { dayMs, hourMs } from '../timeZone.ts';
import type { PlayWindow } from '../window.ts';

/** Sessions that are looked at: more would change little and cost time. */
export const maxSessions = 300;
/** Plays that are looked at in a session; a player that runs for days is no better known by more. */
const maxPlays = 200;
/** One song tells nothing of how somebody listens. */
const minPlays = 2;

/** A session in figures. */
export interface SessionFigures {
  readonly plays: number;
  /** Hour of the local clock in its middle, 0 to 24. */
  readonly hour: number;
  readonly weekend: boolean;
  /** Part of its plays that repeat a track of it. */
  readonly repeats: number;
  /** Different artists per play. */
  readonly variety: number;
  /** Part of its plays whose track had been heard before the session. */
  readonly known: number;
  /** Its artists with their plays. */
  readonly artists: ReadonlyMap<number, number>;
}

/** Sessions of a window, evenly spread where they are many. */
export interface SampledSessions {
  readonly sessions: readonly SessionFigures[];
  /** Of how many. */
  readonly total: number;
}

export function sampleSessions(window: PlayWindow): SampledSessions {
  const { columns, history, firstPlay, rows } = window;
  const stretches = findStretches(columns, history);
  const endPlay = firstPlay + rows.length;
  const first = firstAtLeast(stretches, firstPlay);
  const end = firstAtLeast(stretches, endPlay);
  const wanted = new Int32Array(Math.max(0, end - first));
  let total = 0;
  for (let at = first; at < end; at++) {
    if (stretches[at + 1]! - stretches[at]! >= minPlays) wanted[total++] = at;
  }
  const count = Math.min(total, maxSessions);
  const sessions = Array.from({ length: count }, (_, place) => {
    const at = wanted[Math.floor((place * total) / count)]!;
    return figuresOf(window, stretches[at]!, stretches[at + 1]!);
  });
  return { sessions, total };
}

function figuresOf(
  { columns: { track, endedAt, catalogue }, history, zone }: PlayWindow,
  first: number,
  end: number,
): SessionFigures {
  const { rows, firstPlay } = history;
  const last = Math.min(end, first + maxPlays);
  const tracks = new Set<number>();
  const artists = new Map<number, number>();
  let known = 0;
  for (let play = first; play < last; play++) {
    const id = track[rows[play]!]!;
    const artist = catalogue.trackArtist[id]!;
    tracks.add(id);
    artists.set(artist, (artists.get(artist) ?? 0) + 1);
    if (firstPlay[id]! < first) known++;
  }
  const seen = last - first;
  const middle = (endedAt[rows[first]!]! + endedAt[rows[end - 1]!]!) / 2;
  const local = middle + zone.offsetAt(middle);
  // 1970-01-01 was a Thursday.
  const weekday = (((Math.floor(local / dayMs) + 3) % 7) + 7) % 7;
  return {
    plays: end - first,
    hour: (((local % dayMs) + dayMs) % dayMs) / hourMs,
    weekend: weekday >= 5,
    repeats: 1 - tracks.size / seen,
    variety: artists.size / seen,
    known: known / seen,
    artists,
  };
}
