import type { PlayColumns } from './columns.ts';
import { beginningOfPlays } from './continued.ts';
import { KeptAnswers } from './keptAnswers.ts';
import type { PlaySelection } from './plays.ts';
import { hourMs, type TimeZone } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

/**
 * How long was heard in each hour of the local clock, as often as the clock showed it: the hour that is double in
 * autumn is two, one that a change cuts short is shorter. A play is heard from its end back, so a long one fills
 * several hours.
 */
export interface HeardHours {
  /** Hours since 1970-01-01 local, ascending in time. */
  readonly hour: Int32Array;
  /** Time heard, ms; at most the length of the hour. */
  readonly ms: Float64Array;
  /** What was logged above that: times of plays that overlap. ms */
  readonly takenMs: number;
}

/** The hours of a zone's clock, one after the other, and what was logged in each. */
interface ClockHours {
  /** Unix ms at which each begins; closed by the end of the last one. */
  readonly starts: Float64Array;
  readonly hour: Int32Array;
  readonly logged: Float64Array;
  /** The longest of the plays, ms. */
  readonly longest: number;
}

/** The zone of the setting, and one that a question names. */
const zonesKept = 2;
const kept = new KeptAnswers<PlaySelection, ClockHours>(zonesKept);

/**
 * The hours in which the plays of a window were heard, those before its start included if a play reaches back. After
 * the first question the cost is in proportion to the hours of the window.
 */
export function heardHours({ columns, history, zone, rows, firstPlay }: PlayWindow): HeardHours {
  if (rows.length === 0) return { hour: new Int32Array(0), ms: new Float64Array(0), takenMs: 0 };
  const all = hoursOf(columns, history, zone);
  const endPlay = firstPlay + rows.length;
  const endOf = (play: number): number => columns.endedAt[history.rows[play]!]!;
  const first = hourAt(all, endOf(firstPlay) - all.longest);
  const last = hourAt(all, endOf(endPlay - 1));
  const ms = all.logged.slice(first, last + 1);
  // Plays outside the window that were heard in its hours.
  const take = new Spreader(all, ms, first, -1);
  for (let play = firstPlay - 1; play >= 0 && endOf(play) >= all.starts[first]!; play--) {
    take.add(endOf(play), columns.msPlayed[history.rows[play]!]!);
  }
  const end = all.starts[last + 1]!;
  for (let play = endPlay; play < history.rows.length && endOf(play) - all.longest < end; play++) {
    take.add(endOf(play), columns.msPlayed[history.rows[play]!]!);
  }
  take.finish();
  return limited(all, ms, first);
}

function limited({ starts, hour }: ClockHours, ms: Float64Array, first: number): HeardHours {
  let takenMs = 0;
  for (let k = 0; k < ms.length; k++) {
    const length = starts[first + k + 1]! - starts[first + k]!;
    if (ms[k]! <= length) continue;
    takenMs += ms[k]! - length;
    ms[k] = length;
  }
  return { hour: hour.subarray(first, first + ms.length), ms, takenMs };
}

function hoursOf(columns: PlayColumns, history: PlaySelection, zone: TimeZone): ClockHours {
  return kept.get(
    history,
    zone.name,
    () => continued(columns, history, zone) ?? addUp(columns, history.rows, zone),
  );
}

function addUp({ endedAt, msPlayed }: PlayColumns, rows: Int32Array, zone: TimeZone): ClockHours {
  let longest = 0;
  for (let i = 0; i < rows.length; i++) longest = Math.max(longest, msPlayed[rows[i]!]!);
  const clock = clockHours(zone, endedAt[rows[0]!]! - longest, endedAt[rows[rows.length - 1]!]!);
  const { starts } = clock;
  const logged = new Float64Array(clock.hour.length);
  const hours = { ...clock, logged, longest };
  const spread = new Spreader(hours, logged, 0, 1);
  let hour = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const heard = msPlayed[row]!;
    const end = endedAt[row]!;
    while (end >= starts[hour + 1]!) hour++;
    // Nearly every play is heard in one hour.
    if (end - heard >= starts[hour]!) {
      if (heard > 0) logged[hour]! += heard;
    } else spread.add(end, heard);
  }
  spread.finish();
  return hours;
}

/** The hours of the plays that this history begins with, with what came and without what went since. */
function continued(columns: PlayColumns, history: PlaySelection, zone: TimeZone): ClockHours | undefined {
  const beginning = beginningOfPlays(history);
  const before = beginning && kept.peek(beginning.before, zone.name);
  if (beginning === undefined || before === undefined || beginning.length === 0) return undefined;
  const { length: same, columns: columnsOfThen } = beginning;
  const then = beginning.before.rows;
  const { rows } = history;
  let { longest } = before;
  for (let i = same; i < rows.length; i++) longest = Math.max(longest, columns.msPlayed[rows[i]!]!);
  const from = columns.endedAt[rows[0]!]! - longest;
  // What went may have ended later than what is there now.
  const to = Math.max(
    columns.endedAt[rows[rows.length - 1]!]!,
    columnsOfThen.endedAt[then[then.length - 1]!]!,
  );
  const clock = clockHours(zone, from, to);
  // The first hour is one that nobody asks for, and may begin elsewhere than before.
  const shift = hourAt(clock, before.starts[1]!) - 1;
  const logged = new Float64Array(clock.hour.length);
  logged.set(before.logged, shift);
  const hours = { ...clock, logged, longest };
  const gone = new Spreader(hours, logged, 0, -1);
  for (let i = same; i < then.length; i++) {
    gone.add(columnsOfThen.endedAt[then[i]!]!, columnsOfThen.msPlayed[then[i]!]!);
  }
  gone.finish();
  const came = new Spreader(hours, logged, 0, 1);
  for (let i = same; i < rows.length; i++) came.add(columns.endedAt[rows[i]!]!, columns.msPlayed[rows[i]!]!);
  came.finish();
  return hours;
}

/** The hours of the clock from the one that an instant is in to that of another. */
function clockHours(zone: TimeZone, from: number, to: number): Pick<ClockHours, 'starts' | 'hour'> {
  const starts: number[] = [];
  const hours: number[] = [];
  // The first hour may be cut short by a change that lies before: it is one that nobody asks for.
  let at = from - 2 * hourMs;
  let span = zone.spanAt(at);
  // Spans are cut at the end of a year, where no clock need change.
  let previous = NaN;
  while (at <= to) {
    const hour = Math.floor((at + span.offset) / hourMs);
    if (hour !== hours[hours.length - 1] || span.offset !== previous) {
      hours.push(hour);
      starts.push(at);
      previous = span.offset;
    }
    at = (hour + 1) * hourMs - span.offset;
    if (at >= span.end) {
      at = span.end;
      span = zone.spanAt(at);
    }
  }
  starts.push(at);
  return { starts: Float64Array.from(starts), hour: Int32Array.from(hours) };
}

/** The hour that an instant is in. */
function hourAt({ starts, hour }: Pick<ClockHours, 'starts' | 'hour'>, instant: number): number {
  let low = 0;
  let high = hour.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= instant) low = middle;
    else high = middle;
  }
  return low;
}

/** Adds the time of plays to the hours in which it was heard, or takes it away again. */
class Spreader {
  readonly #starts: Float64Array;
  readonly #hours: Pick<ClockHours, 'starts' | 'hour'>;
  readonly #ms: Float64Array;
  readonly #first: number;
  readonly #sign: 1 | -1;
  /** How many plays more than in the hour before filled an hour; of few plays only. */
  readonly #filled: Float64Array;
  #at = 0;

  /** @param ms of the hours from `first` on; what lies elsewhere is left out */
  constructor(hours: ClockHours, ms: Float64Array, first: number, sign: 1 | -1) {
    this.#hours = hours;
    this.#starts = hours.starts;
    this.#ms = ms;
    this.#first = first;
    this.#sign = sign;
    this.#filled = new Float64Array(ms.length + 1);
  }

  add(endedAt: number, heard: number): void {
    if (heard <= 0) return;
    const starts = this.#starts;
    let end = this.#at;
    // Plays come in the order of their ends, nearly each in the hour of the one before.
    if (endedAt < starts[end]! || endedAt >= starts[end + 1]!) end = this.#at = hourAt(this.#hours, endedAt);
    const startedAt = endedAt - heard;
    if (startedAt >= starts[end]!) {
      this.#put(end, heard);
      return;
    }
    this.#put(end, endedAt - starts[end]!);
    let begin = end - 1;
    if (startedAt < starts[begin]!) {
      begin = hourAt(this.#hours, startedAt);
      this.#fill(begin + 1, end);
    }
    this.#put(begin, starts[begin + 1]! - startedAt);
  }

  /** To be called once, when all plays are added. */
  finish(): void {
    let plays = 0;
    for (let k = 0; k < this.#ms.length; k++) {
      plays += this.#filled[k]!;
      const hour = this.#first + k;
      if (plays > 0) this.#ms[k]! += this.#sign * plays * (this.#starts[hour + 1]! - this.#starts[hour]!);
    }
  }

  #put(hour: number, ms: number): void {
    const k = hour - this.#first;
    if (k >= 0 && k < this.#ms.length) this.#ms[k]! += this.#sign * ms;
  }

  #fill(from: number, to: number): void {
    const limit = (hour: number): number => Math.min(Math.max(hour - this.#first, 0), this.#ms.length);
    this.#filled[limit(from)]!++;
    this.#filled[limit(to)]!--;
  }
}
