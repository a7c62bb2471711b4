import {
  defaultGapMinutes,
  type Session,
  type SessionsParams,
  type SessionsResult,
} from '../../../protocol/history/insights/sessions.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatInstant, toHours, toMinutes } from '../format.ts';
import { artistNames, compareArtists, uriField } from '../labels.ts';
import { windowAnswer } from '../notes.ts';
import { dayMs, hourMs } from '../timeZone.ts';
import { resolveWindow, type PlayWindow } from '../window.ts';
import { medianOf } from './median.ts';
import { findSittings, startOf, type Sittings } from './sittings.ts';
import { isTouched, unknownTimes, type UnknownTime } from './unknownTime.ts';

const defaultLimit = 5;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const daysFromMondayToEpoch = 3;

/**
 * Sessions that began in the window: how many, how long, when they begin, and the longest ones.
 *
 * @throws InputError for a window that cannot be
 */
export function sessions(context: AnalysisContext, params: SessionsParams): SessionsResult {
  const window = resolveWindow(context, params);
  const minutes = params.gap_minutes ?? defaultGapMinutes;
  const all = findSittings(window.columns, window.history, minutes * 60_000);
  const tally = tallySessions(window, all);
  const longest = longestSessions(tally, params.by ?? 'time', params.limit ?? defaultLimit);
  const unknown = unknownTimes(context);
  return {
    ...windowAnswer(window),
    session_rule: sessionRule(minutes),
    sessions: tally.count,
    plays: tally.totalPlays,
    hours: toHours(heardIn(window, all, tally)),
    ...averages(tally),
    by_weekday: Array.from(tally.byWeekday),
    by_hour: Array.from(tally.byHour),
    longest: longest.map((k) => describe(window, all, tally.first + k, unknown)),
  };
}

function sessionRule(minutes: number): string {
  return `A session ends where more than ${minutes} minutes lie between the end of a play and the start of the next one. It belongs to the day and hour in which it began and counts whole, also where it goes on after the window; its minutes run from start to end.`;
}

/** The sessions of a window. */
interface SessionTally {
  /** The first one, as an index into those of the history. */
  readonly first: number;
  readonly count: number;
  readonly totalPlays: number;
  /** Per session: from start to end, ms. */
  readonly ms: Float64Array;
  readonly plays: Float64Array;
  readonly byWeekday: Int32Array;
  readonly byHour: Int32Array;
}

function tallySessions(window: PlayWindow, all: Sittings): SessionTally {
  const { columns, history, zone, startMs, endMs } = window;
  const { rows } = history;
  const startedAt = (k: number): number => startOf(columns, rows[all.first[k]!]!);
  const first = firstFrom(all.count, startedAt, startMs);
  const count = firstFrom(all.count, startedAt, endMs) - first;
  const ms = new Float64Array(count);
  const plays = new Float64Array(count);
  const byWeekday = new Int32Array(7);
  const byHour = new Int32Array(24);
  let spanEnd = -Infinity;
  let offset = 0;
  for (let k = 0; k < count; k++) {
    const begin = all.first[first + k]!;
    const end = all.first[first + k + 1]!;
    const start = startedAt(first + k);
    if (start >= spanEnd) ({ end: spanEnd, offset } = zone.spanAt(start));
    const day = Math.floor((start + offset) / dayMs);
    const weekday = (day + daysFromMondayToEpoch) % 7;
    byWeekday[weekday < 0 ? weekday + 7 : weekday]!++;
    byHour[Math.floor((start + offset - day * dayMs) / hourMs)]!++;
    ms[k] = columns.endedAt[rows[end - 1]!]! - start;
    plays[k] = end - begin;
  }
  const totalPlays = all.first[first + count]! - all.first[first]!;
  return { first, count, totalPlays, ms, plays, byWeekday, byHour };
}

/** The first session that began at an instant or later: they begin one after the other. */
function firstFrom(count: number, startedAt: (k: number) => number, instant: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startedAt(middle) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function heardIn({ columns, history }: PlayWindow, all: Sittings, { first, count }: SessionTally): number {
  const { msPlayed } = columns;
  const { rows } = history;
  let sum = 0;
  for (let play = all.first[first]!; play < all.first[first + count]!; play++) {
    const heard = msPlayed[rows[play]!]!;
    if (heard > 0) sum += heard;
  }
  return sum;
}

function averages({ count, totalPlays, ms, plays }: SessionTally): Partial<SessionsResult> {
  if (count === 0) return {};
  let total = 0;
  for (let k = 0; k < count; k++) total += ms[k]!;
  return {
    median_minutes: toMinutes(medianOf(ms.slice())),
    mean_minutes: Math.round(total / (count * 6000)) / 10,
    median_plays: medianOf(plays.slice()),
    mean_plays: Math.round((totalPlays * 10) / count) / 10,
  };
}

/** The longest ones by time or plays, then by the other, then the latest; as indexes into the tally. */
function longestSessions({ count, ms, plays }: SessionTally, by: 'plays' | 'time', limit: number): number[] {
  const [value, other] = by === 'time' ? [ms, plays] : [plays, ms];
  const before = (a: number, b: number): boolean =>
    value[a] === value[b] ? other[a]! > other[b]! || (other[a] === other[b] && a > b) : value[a]! > value[b]!;
  const longest: number[] = [];
  for (let k = 0; k < count; k++) {
    if (longest.length === limit && !before(k, longest[limit - 1]!)) continue;
    let place = longest.length;
    while (place > 0 && before(k, longest[place - 1]!)) place--;
    longest.splice(place, 0, k);
    if (longest.length > limit) longest.pop();
  }
  return longest;
}

function describe(
  { columns, history: { rows }, zone }: PlayWindow,
  { first }: Sittings,
  session: number,
  unknown: readonly UnknownTime[],
): Session {
  const { catalogue, endedAt, track } = columns;
  const plays = rows.subarray(first[session], first[session + 1]);
  const start = startOf(columns, plays[0]!);
  const end = endedAt[plays[plays.length - 1]!]!;
  const opener = track[plays[0]!]!;
  // A gap reaches from the last play before it to the first one after it.
  const touched = isTouched(unknown, start - 1, end + 1);
  return {
    started_at: formatInstant(start, zone),
    ended_at: formatInstant(end, zone),
    minutes: toMinutes(end - start),
    plays: plays.length,
    first_track: {
      name: catalogue.trackName[opener]!,
      artists: artistNames(catalogue, catalogue.trackArtist[opener]!),
      ...uriField(catalogue.trackUri[opener]),
    },
    ...topArtist(columns, plays),
    ...(touched && { broken_by_gap: true }),
  };
}

/** The artist with most plays, of equals the first by name. */
function topArtist(
  { track, catalogue }: PlayWindow['columns'],
  plays: Int32Array,
): Pick<Session, 'top_artist'> {
  const counts = new Map<number, number>();
  for (const row of plays) {
    const artist = catalogue.trackArtist[track[row]!]!;
    if (catalogue.artistName[artist] !== '') counts.set(artist, (counts.get(artist) ?? 0) + 1);
  }
  const compare = compareArtists(catalogue);
  let top = -1;
  let most = 0;
  for (const [artist, count] of counts) {
    if (count < most || (count === most && compare(artist, top) > 0)) continue;
    top = artist;
    most = count;
  }
  return most === 0 ? {} : { top_artist: { name: catalogue.artistName[top]!, plays: most } };
}
