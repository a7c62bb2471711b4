import type { PlayDetails } from '../columns.ts';
import { sources } from '../../../protocol/history/window.ts';
import { countListens, firstRowAt } from '../plays.ts';
import { skippedBy } from '../skipRule.ts';
import type { PlayWindow } from '../window.ts';
import { listensOf } from './listensOfTracks.ts';

/** Plays in a row: from and to as indexes into the rows of the window, both in it. */
export interface OwnRun {
  readonly plays: number;
  readonly from: number;
  readonly to: number;
}

/** The longest run, the earliest of equally long ones; a gap ends one. `undefined` without plays. */
export function longestOwnRun({ columns, rows }: PlayWindow, own: Int32Array): OwnRun | undefined {
  const { endedAt, gaps } = columns;
  let best: OwnRun | undefined;
  let from = 0;
  let gap = 0;
  for (let k = 0; k < own.length; k++) {
    const play = own[k]!;
    const at = endedAt[rows[play]!]!;
    if (k > 0) {
      const before = endedAt[rows[own[k - 1]!]!]!;
      while (gap < gaps.length && gaps[gap]!.to <= before) gap++;
      const isCut = gap < gaps.length && gaps[gap]!.from < at;
      if (isCut || own[k - 1] !== play - 1) from = k;
    }
    const plays = k - from + 1;
    if (best === undefined || plays > best.plays) best = { plays, from: own[from]!, to: play };
  }
  return best;
}

/** Listens of some tracks in the window for which it is known whether they were skipped, and how many were. */
export function countSkips(
  { columns, rule, startMs, endMs }: PlayWindow,
  tracks: Int32Array,
): { known: number; skipped: number } {
  const { endedAt, source } = columns;
  const [first, end] = [firstRowAt(columns, startMs), firstRowAt(columns, endMs)];
  let details: PlayDetails | undefined;
  let known = 0;
  let skipped = 0;
  for (const row of listensOf(columns, tracks)) {
    if (row < first || row >= end || countListens(columns, rule, row, row + 1) === 0) continue;
    details ??= columns.details();
    const { flags, reasonEnd, words } = details;
    const isSkipped = skippedBy(flags[row]!, words[reasonEnd[row]!], endedAt[row]!, sources[source[row]!]!);
    if (isSkipped === undefined) continue;
    known++;
    if (isSkipped) skipped++;
  }
  return { known, skipped };
}
