import { sources, type Source } from '../../protocol/history/window.ts';
import { evidenceRuns } from './evidence.ts';
import { toHours } from './format.ts';
import { compareText } from './labels.ts';
import { localHours } from './localHours.ts';
import { dayMs, hourMs } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

export interface MonthCount {
  /** 2025-03 */
  month: string;
  plays: number;
  hours: number;
  sources: { source: Source; plays: number }[];
}

interface MonthTally {
  readonly name: string;
  /** Hours since 1970-01-01 local; the end is exclusive. */
  readonly firstHour: number;
  readonly endHour: number;
  ms: number;
  readonly playsBySource: Int32Array;
}

/** Local calendar months that have plays, oldest first. */
export function countMonths(window: PlayWindow): MonthCount[] {
  const { hour, ms, start } = localHours(window);
  const runs = [...evidenceRuns(window)];
  let run = 0;
  const months = new Map<string, MonthTally>();
  for (let k = 0; k < hour.length;) {
    const month = monthOf(months, Math.floor(hour[k]! / 24));
    const first = start[k]!;
    while (k < hour.length && hour[k]! >= month.firstHour && hour[k]! < month.endHour) month.ms += ms[k++]!;
    const end = start[k]!;
    while (run < runs.length && runs[run]!.end <= first) run++;
    for (let at = run; at < runs.length && runs[at]!.first < end; at++) {
      const plays = runs[at]!;
      month.playsBySource[plays.source]! += Math.min(end, plays.end) - Math.max(first, plays.first);
    }
  }
  return Array.from(months.values(), toMonthCount).sort((a, b) => compareText(a.month, b.month));
}

/** Clocks that are set back over midnight can return to a month, so months are looked up. */
function monthOf(months: Map<string, MonthTally>, day: number): MonthTally {
  const date = new Date(day * dayMs);
  const name = date.toISOString().slice(0, 7);
  const known = months.get(name);
  if (known !== undefined) return known;
  const [year, number] = [date.getUTCFullYear(), date.getUTCMonth()];
  const month = {
    name,
    firstHour: Date.UTC(year, number, 1) / hourMs,
    endHour: Date.UTC(year, number + 1, 1) / hourMs,
    ms: 0,
    playsBySource: new Int32Array(sources.length),
  };
  months.set(name, month);
  return month;
}

function toMonthCount({ name, ms, playsBySource }: MonthTally): MonthCount {
  return {
    month: name,
    plays: playsBySource.reduce((sum, count) => sum + count, 0),
    hours: toHours(ms),
    sources: sources.flatMap((source, id) =>
      playsBySource[id]! > 0 ? [{ source, plays: playsBySource[id]! }] : [],
    ),
  };
}
