import { defaultDays, type WindowParams } from '../../protocol/history/window.ts';
import { InputError } from '../errors.ts';
import type { AnalysisContext, PlayColumns } from './columns.ts';
import { parseInstant } from './instantParam.ts';
import { firstPlayAt, selectPlays, type PlayRule, type PlaySelection } from './plays.ts';
import type { TimeZone } from './timeZone.ts';

/** The stretch of time and the plays in it that one question is about. */
export interface PlayWindow extends WindowBounds {
  readonly columns: PlayColumns;
  /** Unix ms. */
  readonly now: number;
  readonly zone: TimeZone;
  readonly rule: PlayRule;
  /** The plays of the whole history. */
  readonly history: PlaySelection;
  /** Rows of the plays in the window, ascending by end. */
  readonly rows: Int32Array;
  /** Where `rows` begins in those of the history. */
  readonly firstPlay: number;
}

export interface WindowBounds {
  /** Unix ms. */
  readonly startMs: number;
  /** Unix ms, exclusive. */
  readonly endMs: number;
  /** Both ends are starts of local days. */
  readonly wholeDays: boolean;
}

/**
 * The window that params ask for. `days` = N local calendar days including today (or ending with `to`); `from`
 * alone ends with today; `to` alone starts with the first listen of the history; nothing = the default days.
 *
 * @throws InputError for params that contradict each other, dates that do not exist and unknown zones
 */
export function resolveWindow(context: AnalysisContext, params: WindowParams): PlayWindow {
  const zone = context.zones.get(params.timezone ?? context.timeZone);
  const bounds = windowBounds(context, params, zone);
  const rule = { minSeconds: params.min_seconds ?? context.minSeconds, kind: params.kind ?? 'music' };
  return selectWindow(context, zone, rule, bounds);
}

/** The same question asked of another stretch of time. */
export function moveWindow(window: PlayWindow, bounds: WindowBounds): PlayWindow {
  return selectWindow(window, window.zone, window.rule, bounds);
}

function selectWindow(
  { columns, now }: Pick<AnalysisContext, 'columns' | 'now'>,
  zone: TimeZone,
  rule: PlayRule,
  bounds: WindowBounds,
): PlayWindow {
  const history = selectPlays(columns, rule);
  const first = firstPlayAt(columns, history.rows, bounds.startMs);
  const end = firstPlayAt(columns, history.rows, bounds.endMs);
  return {
    ...bounds,
    columns,
    now,
    zone,
    rule,
    history,
    rows: history.rows.subarray(first, end),
    firstPlay: first,
  };
}

function windowBounds({ columns, now }: AnalysisContext, params: WindowParams, zone: TimeZone): WindowBounds {
  const { days, from, to } = params;
  if (days !== undefined && from !== undefined) {
    throw new InputError('days and from cannot be given together.', {
      hint: 'Pass days for the last N days, or from and to for a period.',
    });
  }
  const end = to === undefined ? undefined : parseInstant('to', to, zone);
  const endMs = end?.instant ?? zone.startOfDay(zone.dayOf(now) + 1);
  if (from !== undefined) {
    const start = parseInstant('from', from, zone);
    if (start.instant >= endMs) throw emptyRange(to === undefined);
    return { startMs: start.instant, endMs, wholeDays: start.isDate && end?.isDate !== false };
  }
  const lastDay = zone.dayOf(endMs - 1);
  if (days === undefined && end !== undefined) {
    const startMs = columns.endedAt[0] ?? Infinity;
    if (startMs < endMs) return { startMs, endMs, wholeDays: false };
    // The history begins later: the last day of the window stands for all that is not known.
    return { startMs: zone.startOfDay(lastDay), endMs, wholeDays: false };
  }
  const startMs = zone.startOfDay(lastDay - (days ?? defaultDays) + 1);
  return { startMs, endMs, wholeDays: end?.isDate !== false };
}

function emptyRange(untilToday: boolean): InputError {
  return untilToday
    ? new InputError('from lies in the future.', { hint: 'Pass a from that is not after today.' })
    : new InputError('from must be earlier than to.', {
        hint: 'to is exclusive: for one day pass that day as from and the day after as to.',
      });
}

/** One sentence that says which listens were counted, and where in time a play belongs. */
export function playRule({ rule, columns }: PlayWindow): string {
  const what = rule.kind === 'all' ? 'any kind (music, podcast, audiobook, video)' : `kind ${rule.kind}`;
  const counted =
    rule.minSeconds === 0
      ? `Every listen of ${what} counts as a play, however short`
      : `A listen of ${what} counts as a play when ${rule.minSeconds} seconds or more were heard`;
  const reported = hasEstimates(columns)
    ? '; one that Spotify reported as finished counts always, with an estimated time where none is known'
    : '';
  return `${counted}${reported}; a play belongs to the day and hour in which it ended.`;
}

const estimates = new WeakMap<PlayColumns, boolean>();

function hasEstimates(columns: PlayColumns): boolean {
  let has = estimates.get(columns);
  if (has === undefined) estimates.set(columns, (has = columns.estimated.includes(1)));
  return has;
}
