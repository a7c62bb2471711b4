import { InputError } from '../errors.ts';
import { dayMs, type TimeZone } from './timeZone.ts';

/** A `from` or `to` as an instant. */
export interface ParsedInstant {
  /** Unix ms. */
  readonly instant: number;
  /** The argument was a calendar date, so the instant is the start of a local day. */
  readonly isDate: boolean;
}

const shape = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads a date (its local midnight), an instant (with `Z` or an offset) or a local date-time of the zone.
 *
 * @param name of the argument, for the message
 * @throws InputError for text of another shape and for dates and times that do not exist
 */
export function parseInstant(name: string, text: string, zone: TimeZone): ParsedInstant {
  const match = shape.exec(text);
  if (match === null) throw unreadable(name, text);
  const [, date = '', hour, minute, second = '0', fraction = '0', offset] = match;
  const day = parseDay(date);
  if (day === undefined) {
    throw new InputError(`${name}: there is no ${date} in the calendar.`, {
      hint: `Pass ${name} as a date that exists, for example 2025-03-01.`,
    });
  }
  if (hour === undefined) return { instant: zone.startOfDay(day), isDate: true };
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw unreadable(name, text);
  const seconds = minutes * 60 + Number(second) + Number(`0.${fraction}`);
  const local = day * dayMs + Math.floor(seconds * 1000);
  const instant = offset === undefined ? zone.instantOf(local) : local - offsetMs(name, text, offset);
  return { instant, isDate: false };
}

function parseDay(date: string): number | undefined {
  const ms = Date.parse(`${date}T00:00:00Z`);
  // Some engines read 30 February as 2 March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date)) return undefined;
  return ms / dayMs;
}

function offsetMs(name: string, text: string, offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 23 || minutes > 59) throw unreadable(name, text);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function unreadable(name: string, text: string): InputError {
  return new InputError(`${name}: "${text}" is neither a date nor an instant.`, {
    hint: `Pass ${name} as a date (2025-03-01) or an instant (2025-03-01T10:00:00Z).`,
  });
}
