import type { PlayColumns } from '../columns.ts';
import { KeptAnswers } from '../keptAnswers.ts';
import { firstPlayAt, type PlaySelection } from '../plays.ts';
import { dayMs, type TimeZone } from '../timeZone.ts';
import type { PlayWindow } from '../window.ts';

/**
 * Plays cut where the day of the local clock changes, in time order. Where clocks are set back over midnight a day
 * comes again.
 */
export interface LocalDays {
  /** Days since 1970-01-01 local; one a stretch. */
  readonly day: Int32Array;
  /** Where each stretch begins in the plays of the history; closed by the end of the last one. */
  readonly start: Int32Array;
}

/** The zone of the setting, and one that a question names. */
const zonesKept = 2;
const daysKept = new KeptAnswers<PlaySelection, LocalDays>(zonesKept);

/** The local days that have plays in the whole history; cut once for each zone. */
export function localDays({ columns, history, zone }: PlayWindow): LocalDays {
  return daysKept.get(history, zone.name, () => cutIntoDays(columns, history.rows, zone));
}

function cutIntoDays(columns: PlayColumns, rows: Int32Array, zone: TimeZone): LocalDays {
  const days: number[] = [];
  const start: number[] = [0];
  for (let play = 0; play < rows.length;) {
    const instant = columns.endedAt[rows[play]!]!;
    const { end, offset } = zone.spanAt(instant);
    const day = Math.floor((instant + offset) / dayMs);
    play = firstPlayAt(columns, rows, Math.min(end, (day + 1) * dayMs - offset));
    // A year ends a span without a change of the clocks.
    if (days[days.length - 1] === day) start[start.length - 1] = play;
    else start[days.push(day)] = play;
  }
  return { day: Int32Array.from(days), start: Int32Array.from(start) };
}

/** Local days that the calendar left out between two instants, ascending (Samoa, 30 December 2011). */
export function daysLeftOut(zone: TimeZone, startMs: number, endMs: number): number[] {
  const days: number[] = [];
  let span = zone.spanAt(startMs);
  while (span.end < endMs) {
    const next = zone.spanAt(span.end);
    const after = Math.floor((span.end + next.offset) / dayMs);
    for (let day = Math.ceil((span.end + span.offset) / dayMs); day < after; day++) days.push(day);
    span = next;
  }
  return days;
}
