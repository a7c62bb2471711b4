import { InputError } from '../errors.ts';

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** A stretch of time in which a zone's clocks keep one distance to UTC. */
export interface OffsetSpan {
  /** Unix ms. */
  readonly start: number;
  /** Unix ms, exclusive. */
  readonly end: number;
  /** Local time minus UTC, ms. */
  readonly offset: number;
}

/**
 * Rules are read for these UTC years; before and after them the nearest offset holds. Older offsets are not
 * whole minutes and no listen is that old.
 */
const firstYear = 1970;
const lastYear = 2100;

/** Shorter than any two changes of one zone since 2000 lie apart (Recife in October 2000: 7 days). */
const probeStepMs = 5 * dayMs;

/**
 * One IANA zone. The platform tells its offset for an instant slowly, so each year's changes are looked for
 * once and kept: at most {@link lastYear} − {@link firstYear} short lists.
 */
export class TimeZone {
  readonly name: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly years = new Map<number, readonly OffsetSpan[]>();

  /** @throws InputError for a name that is no IANA zone, fixed offsets included. */
  constructor(name: string) {
    this.format = offsetFormat(name);
    const known = this.format.resolvedOptions().timeZone;
    this.name = known.toLowerCase() === name.toLowerCase() ? known : name;
  }

  /** The span that an instant lies in; one change of the clocks later there may be another. */
  spanAt(instant: number): OffsetSpan {
    const year = Math.min(lastYear, Math.max(firstYear, new Date(instant).getUTCFullYear()));
    let spans = this.years.get(year);
    if (spans === undefined) {
      spans = this.readYear(year);
      this.years.set(year, spans);
    }
    for (const span of spans) if (instant < span.end) return span;
    return spans[spans.length - 1]!;
  }

  /** Local time minus UTC at an instant, ms. */
  offsetAt(instant: number): number {
    return this.spanAt(instant).offset;
  }

  /** The local calendar day of an instant, in days since 1970-01-01. */
  dayOf(instant: number): number {
    return Math.floor((instant + this.offsetAt(instant)) / dayMs);
  }

  /**
   * The first instant of a local calendar day. Where the clocks jump over midnight, that is the jump; for a
   * day that the calendar left out, it is the start of the next one.
   *
   * @param day days since 1970-01-01
   */
  startOfDay(day: number): number {
    return this.find(day * dayMs, (gap) => gap.end);
  }

  /**
   * The instant at which local clocks show a time; the earlier one where they show it twice. A time that they
   * jump over is read with the offset before the jump, so 02:30 becomes 03:30.
   *
   * @param localMs the local date and time as if it were UTC
   */
  instantOf(localMs: number): number {
    return this.find(localMs, (gap) => localMs - gap.offset);
  }

  /** Local calendar days that begin between two instants but do not exist (Samoa, 30 December 2011). */
  daysLeftOut(start: number, end: number): number {
    let count = 0;
    let span = this.spanAt(start);
    while (span.end < end) {
      const next = this.spanAt(span.end);
      const jump = Math.floor((span.end + next.offset) / dayMs) - Math.ceil((span.end + span.offset) / dayMs);
      count += Math.max(0, jump);
      span = next;
    }
    return count;
  }

  private find(localMs: number, inGap: (before: OffsetSpan) => number): number {
    // No zone is further from UTC than 14 hours, and a change may move it by a day.
    let span = this.spanAt(localMs - 26 * hourMs);
    for (;;) {
      const instant = localMs - span.offset;
      if (instant < span.end) return instant;
      const next = this.spanAt(span.end);
      if (localMs < span.end + next.offset) return inGap(span);
      span = next;
    }
  }

  private readYear(year: number): readonly OffsetSpan[] {
    const yearEnd = Date.UTC(year + 1, 0, 1);
    const spans: OffsetSpan[] = [];
    let at = Date.UTC(year, 0, 1);
    let start = year === firstYear ? -Infinity : at;
    let offset = this.probe(at);
    while (at < yearEnd) {
      const next = Math.min(at + probeStepMs, yearEnd);
      if (this.probe(next) === offset) {
        at = next;
        continue;
      }
      at = this.findChange(at, next, offset);
      if (at < yearEnd) {
        spans.push({ start, end: at, offset });
        start = at;
        offset = this.probe(at);
      }
    }
    spans.push({ start, end: year === lastYear ? Infinity : yearEnd, offset });
    return spans;
  }

  /** The first whole second after `from` with another offset; there is one at `to`. */
  private findChange(from: number, to: number, offset: number): number {
    let same = from / 1000;
    let changed = to / 1000;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.probe(middle * 1000) === offset) same = middle;
      else changed = middle;
    }
    return changed * 1000;
  }

  /** Asks the platform; rounded to the minute, since ISO 8601 knows no finer offset. */
  private probe(instant: number): number {
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(this.format.format(instant));
    if (match?.[1] === undefined) return 0;
    const minutes = Number(match[2]) * 60 + Number(match[3]);
    return (match[1] === '-' ? -minutes : minutes) * 60_000;
  }
}

function offsetFormat(name: string): Intl.DateTimeFormat {
  try {
    if (/^[+-]/.test(name)) throw new RangeError('A fixed offset does not know when clocks change.');
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw new InputError(`"${name}" is not a time zone that is known here.`, {
      hint: 'Pass timezone as an IANA name, for example Europe/Berlin or UTC.',
      cause,
    });
  }
}

/** Zones that were asked for, each read once. Holds few, since every request may name another. */
export class ZoneCache {
  private readonly zones = new Map<string, TimeZone>();
  private readonly capacity: number;

  constructor(capacity = 16) {
    this.capacity = capacity;
  }

  /** @throws InputError for a name that is no IANA zone. */
  get(name: string): TimeZone {
    const zone = this.zones.get(name) ?? new TimeZone(name);
    this.zones.delete(name);
    this.zones.set(name, zone);
    for (const oldest of this.zones.keys()) {
      if (this.zones.size <= this.capacity) break;
      this.zones.delete(oldest);
    }
    return zone;
  }
}
