import type {
  InARow,
  Streak,
  StreaksParams,
  StreaksResult,
} from '../../../protocol/history/insights/streaks.ts';
import { resolveLongWindow } from '../artistHistoryWindow.ts';
import type { AnalysisContext, PlayColumns } from '../columns.ts';
import { formatDay, formatInstant } from '../format.ts';
import { artistNames } from '../labels.ts';
import { windowAnswer } from '../notes.ts';
import type { PlayWindow } from '../window.ts';
import { dayState, dayStates, type DayStates } from './dayStates.ts';
import { daysAtMost, findDayRuns, stateBeside, type DayRange, type DayRun } from './dayStreaks.ts';
import { longestRuns, type LongestRuns, type PlayRun } from './inARow.ts';

const defaultLimit = 5;

const streakRule =
  'A streak is local days in a row with at least one play; a day that the window cuts counts whole. A day without a known play that a gap touches is unknown: it ends a streak, which is then marked broken_by_gap and may have been longer, and it is no silence. Today without a play does not end a streak yet. A gap also ends plays in a row.';

/**
 * Streaks of days with plays, the longest silence, and the longest runs of one track, artist and album.
 *
 * @throws InputError for a window that cannot be
 */
export function streaks(context: AnalysisContext, params: StreaksParams): StreaksResult {
  const window = resolveLongWindow(context, params);
  const days = dayStates(window);
  const range = rangeOf(window, days);
  const listened = findDayRuns(days, dayState.listened, range);
  const current = currentStreak(window, days, range, listened);
  const silences = findDayRuns(days, dayState.silent, range);
  const silence = longestFirst(silences)[0];
  return {
    ...windowAnswer(window, boundaryNote(window)),
    streak_rule: streakRule,
    days_with_plays: countDays(days, range, dayState.listened),
    days_without_plays: countDays(days, range, dayState.silent),
    days_unknown: countDays(days, range, dayState.unknown),
    ...(current !== undefined && { current }),
    longest_streaks: longestFirst(listened)
      .slice(0, params.limit ?? defaultLimit)
      .map((run) => describeStreak(days, run)),
    ...(silence !== undefined && { longest_silence: describeRun(days, silence) }),
    in_a_row: describeRuns(window, longestRuns(window)),
  };
}

/** The days of the window from the first listen to today, or to the last listen where that is later. */
function rangeOf({ startMs, endMs, zone }: PlayWindow, { firstDay, states }: DayStates): DayRange {
  const last = states.length - 1;
  const start = Math.min(last, Math.max(1, zone.dayOf(startMs) - firstDay));
  return { start, end: Math.max(start, Math.min(last, zone.dayOf(endMs - 1) + 1 - firstDay)) };
}

function countDays({ states }: DayStates, { start, end }: DayRange, wanted: number): number {
  let count = 0;
  for (let index = start; index < end; index++) if (states[index] === wanted) count++;
  return count;
}

function longestFirst(runs: readonly DayRun[]): DayRun[] {
  return [...runs].sort((a, b) => b.days - a.days || b.first - a.first);
}

/** The streak that is not over: the days between its end and today are unknown, if there are any. */
function currentStreak(
  { zone, now }: PlayWindow,
  days: DayStates,
  range: DayRange,
  listened: readonly DayRun[],
): StreaksResult['current'] {
  const { firstDay, states } = days;
  const today = zone.dayOf(now) - firstDay;
  if (range.end <= today || range.start >= range.end) return undefined;
  let index = today;
  let unknown = 0;
  if (states[index] !== dayState.listened) index--;
  for (; states[index] === dayState.unknown || states[index] === dayState.absent; index--) {
    if (states[index] === dayState.unknown) unknown++;
  }
  if (index < range.start) return undefined;
  const run = listened.find(({ first, last }) => first <= index && index <= last);
  if (run !== undefined) return describeStreak(days, run);
  return { days: 0, plays: 0, ...(unknown > 0 && { broken_by_gap: true, up_to_days: unknown }) };
}

function describeStreak(days: DayStates, run: DayRun): Streak {
  let plays = 0;
  for (let index = run.first; index <= run.last; index++) plays += days.plays[index]!;
  return { ...describeRun(days, run), plays };
}

function describeRun(days: DayStates, run: DayRun): Omit<Streak, 'plays'> {
  const { firstDay, states } = days;
  const beside = [stateBeside(days, run.first, -1), stateBeside(days, run.last, 1)];
  const broken = beside.includes(dayState.unknown);
  const most = broken ? daysAtMost(days, run) : undefined;
  return {
    days: run.days,
    from: formatDay(firstDay + run.first),
    to: formatDay(firstDay + run.last),
    ...(broken && { broken_by_gap: true }),
    ...(most !== undefined && { up_to_days: most }),
    // Inside the window its neighbours are in another state.
    ...(beside.includes(states[run.first]!) && { cut_by_window: true }),
  };
}

function boundaryNote({ columns, zone, startMs }: PlayWindow): string | undefined {
  const first = columns.endedAt[0];
  if (first === undefined || startMs > first) return undefined;
  return `The history begins at ${formatInstant(first, zone)}; days before it are not counted.`;
}

function describeRuns(window: PlayWindow, { track, artist, album }: LongestRuns): StreaksResult['in_a_row'] {
  const { columns, rows } = window;
  const { catalogue } = columns;
  const { trackName, trackArtist, trackAlbum, artistName, albumName, albumArtist } = catalogue;
  const row = (
    run: PlayRun,
    describe: (firstTrack: number) => Pick<InARow, 'name' | 'artists'>,
  ): InARow | undefined =>
    run.plays < 2
      ? undefined
      : { ...describe(columns.track[rows[run.first]!]!), ...describePlays(window, run) };
  const tracks = row(track, (id) => ({
    name: trackName[id]!,
    artists: artistNames(catalogue, trackArtist[id]!),
  }));
  const artists = row(artist, (id) => ({ name: artistName[trackArtist[id]!]! }));
  const albums = row(album, (id) => ({
    name: albumName[trackAlbum[id]!]!,
    artists: artistNames(catalogue, albumArtist[trackAlbum[id]!]!),
  }));
  return {
    ...(tracks && { track: tracks }),
    ...(artists && { artist: artists }),
    ...(albums && { album: albums }),
  };
}

function describePlays(
  { columns, rows, zone }: PlayWindow,
  { first, plays, atGap }: PlayRun,
): Omit<InARow, 'name' | 'artists'> {
  const endedAt = (play: number): string => formatInstant(endOf(columns, rows[play]!), zone);
  return {
    plays,
    from: endedAt(first),
    to: endedAt(first + plays - 1),
    ...(atGap && { broken_by_gap: true }),
  };
}

function endOf({ endedAt }: PlayColumns, row: number): number {
  return endedAt[row]!;
}
