import { sources, type Coverage, type Gap, type Source } from '../../protocol/history/window.ts';
import type { KnownGap } from './columns.ts';
import { evidenceRuns } from './evidence.ts';
import { formatInstant } from './format.ts';
import { localHours } from './localHours.ts';
import { dayMs } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

interface SourceCount {
  source: Source;
  plays: number;
}

/** How much of the window the plays cover, as every answer about coverage says it. */
export function windowCoverage(window: PlayWindow): Coverage {
  const { columns, rows, zone } = window;
  const first = rows[0];
  const last = rows[rows.length - 1];
  return {
    ...(first !== undefined && { first_play: formatInstant(columns.endedAt[first]!, zone) }),
    ...(last !== undefined && { last_play: formatInstant(columns.endedAt[last]!, zone) }),
    days_with_plays: countDaysWithPlays(window),
    days_in_window: countDays(window),
    sources: countSources(window),
    gaps: listGaps(window),
  };
}

/** Plays per source; sources without plays are left out. */
export function countSources(window: PlayWindow): SourceCount[] {
  const counts = new Int32Array(sources.length);
  for (const { source, first, end } of evidenceRuns(window)) counts[source]! += end - first;
  return sources.flatMap((name, id) => (counts[id]! > 0 ? [{ source: name, plays: counts[id]! }] : []));
}

/** Local calendar days that the window touches, without those that the calendar left out. */
function countDays({ startMs, endMs, zone }: PlayWindow): number {
  return zone.dayOf(endMs - 1) - zone.dayOf(startMs) + 1 - zone.daysLeftOut(startMs, endMs);
}

function countDaysWithPlays(window: PlayWindow): number {
  // Clocks set back over midnight make a day come twice, so days are marked, not counted as they pass.
  const firstDay = window.zone.dayOf(window.startMs) - 1;
  const seen = new Uint8Array(window.zone.dayOf(window.endMs) + 1 - firstDay);
  let count = 0;
  const { hour } = localHours(window);
  for (let k = 0; k < hour.length; k++) {
    const day = Math.floor(hour[k]! / 24) - firstDay;
    count += 1 - seen[day]!;
    seen[day] = 1;
  }
  return count;
}

/** Sources may be read a day late; more than that is a hole. */
const toleratedMs = dayMs;

/** Most gaps that one answer lists. */
const gapsListed = 20;

/** The gaps of the window, oldest first; of very many the longest ones. */
function listGaps(window: PlayWindow): Gap[] {
  const { zone } = window;
  const known = knownGaps(window);
  const longest = [...known].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, gapsListed);
  const listed = known.length > gapsListed ? known.filter((gap) => longest.includes(gap)) : known;
  const after = timeAfterLastListen(window);
  return [
    ...listed.map(({ from, to, reason }) => ({
      from: formatInstant(from, zone),
      to: formatInstant(to, zone),
      reason,
    })),
    ...(after === undefined ? [] : [after]),
  ];
}

/** Known holes between two plays that the window touches. */
export function knownGaps({ columns: { gaps }, startMs, endMs }: PlayWindow): readonly KnownGap[] {
  return gaps.filter(({ from, to }) => from < endMs && to > startMs);
}

/** The stretch after the last listen of any kind that the window reaches into but nothing is known of. */
export function timeAfterLastListen({ columns, endMs, now, zone }: PlayWindow): Gap | undefined {
  const last = columns.endedAt[columns.length - 1];
  const end = Math.min(endMs, now);
  if (last === undefined || end - last <= toleratedMs) return undefined;
  return { from: formatInstant(last, zone), to: formatInstant(end, zone), reason: 'after_last_listen' };
}
