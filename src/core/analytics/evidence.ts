import type { PlayColumns } from './columns.ts';
import { beginningOfPlays } from './continued.ts';
import type { PlaySelection } from './plays.ts';
import type { PlayWindow } from './window.ts';

/** What is known of the length of a play. */
export type HeardTime = 'known' | 'estimated' | 'unknown';

/** Plays, one after the other, of which the same is known. */
export interface EvidenceRun {
  /** Index into `sources` of src/protocol/history/window.ts. */
  readonly source: number;
  readonly time: HeardTime;
  /** In the plays of the history; the end is exclusive. */
  readonly first: number;
  readonly end: number;
}

/** Where runs begin, and a number for what is known of each. */
interface Runs {
  readonly starts: Int32Array;
  readonly keys: Uint8Array;
}

const times: readonly HeardTime[] = ['known', 'estimated', 'unknown'];
const kept = new WeakMap<PlaySelection, Runs>();

/**
 * The plays of a window by where they come from and whether their length is known. A source tells long stretches of
 * time at once, so these are far fewer than plays; they are found once for each play rule of a history.
 */
export function* evidenceRuns({ columns, history, rows, firstPlay }: PlayWindow): Generator<EvidenceRun> {
  const { starts, keys } = runsOf(columns, history);
  const end = firstPlay + rows.length;
  for (let run = runAt(starts, firstPlay); run < starts.length && starts[run]! < end; run++) {
    const key = keys[run]!;
    yield {
      source: key >> 2,
      time: times[key & 3]!,
      first: Math.max(firstPlay, starts[run]!),
      end: Math.min(end, starts[run + 1] ?? end),
    };
  }
}

function runsOf(columns: PlayColumns, history: PlaySelection): Runs {
  let runs = kept.get(history);
  if (runs === undefined) kept.set(history, (runs = findRuns(columns, history)));
  return runs;
}

function findRuns({ source, estimated, msPlayed }: PlayColumns, history: PlaySelection): Runs {
  const { rows } = history;
  const { starts, keys, from } = runsBefore(history);
  let last = keys[keys.length - 1] ?? -1;
  for (let i = from; i < rows.length; i++) {
    const row = rows[i]!;
    const time = estimated[row] === 1 ? 1 : msPlayed[row]! < 0 ? 2 : 0;
    const key = (source[row]! << 2) | time;
    if (key === last) continue;
    starts.push(i);
    keys.push((last = key));
  }
  return { starts: Int32Array.from(starts), keys: Uint8Array.from(keys) };
}

/** The runs of the plays that this history begins with, and where to go on. */
function runsBefore(history: PlaySelection): { starts: number[]; keys: number[]; from: number } {
  const beginning = beginningOfPlays(history);
  const before = beginning && kept.get(beginning.before);
  if (beginning === undefined || before === undefined) return { starts: [], keys: [], from: 0 };
  const starts = Array.from(before.starts.filter((start) => start < beginning.length));
  return { starts, keys: Array.from(before.keys.subarray(0, starts.length)), from: beginning.length };
}

/** The run that a play is in. */
function runAt(starts: Int32Array, play: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= play) low = middle;
    else high = middle;
  }
  return low;
}
