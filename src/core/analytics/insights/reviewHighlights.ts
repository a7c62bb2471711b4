import { defaultGapMinutes } from '../../../protocol/history/insights/sessions.ts';
import type { Highlight } from '../../../protocol/history/insights/yearInReview.ts';
import type { PlayColumns } from '../columns.ts';
import { formatDay, formatInstant, toHours } from '../format.ts';
import { artistNames, uriField } from '../labels.ts';
import type { PlayWindow } from '../window.ts';
import { dayState, dayStates } from './dayStates.ts';
import { findDayRuns, stateBeside, type DayRun } from './dayStreaks.ts';
import { heardBetween } from './heardTime.ts';
import { itemsOf } from './items.ts';
import { mostPlayed, type LocalPeriod } from './localPeriods.ts';
import { mostEarly, type NewItems } from './newItems.ts';
import { longestReplay } from './replays.ts';
import { findSittings, startOf } from './sittings.ts';

/** Time heard in the plays of a period, ms. */
export function heardInPeriod({ columns, history, firstPlay }: PlayWindow, { ranges }: LocalPeriod): number {
  return ranges.reduce(
    (sum, [from, to]) => sum + heardBetween(columns, history, firstPlay + from, firstPlay + to),
    0,
  );
}

type TrackName = Pick<Highlight, 'name' | 'artists'>;

/** Name and artists of the track that was played; `uri` stands at the end of an answer. */
function trackName({ catalogue, track }: PlayColumns, row: number): TrackName {
  const id = track[row]!;
  const artists = artistNames(catalogue, catalogue.trackArtist[id]!);
  return { name: catalogue.trackName[id]!, ...(artists.length > 0 && { artists }) };
}

function trackUri({ catalogue, track }: PlayColumns, row: number): Pick<Highlight, 'uri'> {
  return uriField(catalogue.trackUri[track[row]!]);
}

export function firstAndLast({ columns, rows, zone }: PlayWindow): Highlight[] {
  const describe = (what: 'first_play' | 'last_play', row: number): Highlight => ({
    what,
    ...trackName(columns, row),
    from: formatInstant(columns.endedAt[row]!, zone),
    ...trackUri(columns, row),
  });
  if (rows.length === 0) return [];
  return [describe('first_play', rows[0]!), describe('last_play', rows[rows.length - 1]!)];
}

export function mostReplayed(window: PlayWindow): Highlight[] {
  const { columns, history, zone } = window;
  const run = longestReplay(window, itemsOf(columns.catalogue, 'tracks'));
  if (run === undefined) return [];
  const [first, last] = [history.rows[run.from]!, history.rows[run.to - 1]!];
  return [
    {
      what: 'most_replayed',
      ...trackName(columns, first),
      from: formatInstant(columns.endedAt[first]!, zone),
      to: formatInstant(columns.endedAt[last]!, zone),
      plays: run.to - run.from,
      ...trackUri(columns, first),
    },
  ];
}

/** @param window without its burn-in */
export function bestNewTrack(window: PlayWindow, tracks: NewItems): Highlight[] {
  return mostEarly(window, tracks, 1).map(({ name, artists, first_play, plays_first_7_days, uri }) => ({
    what: 'best_new_track',
    name,
    ...(artists && { artists }),
    from: first_play,
    plays: plays_first_7_days,
    ...(uri !== undefined && { uri }),
  }));
}

/** Most plays, the earliest of equals. */
export function busiestDay(window: PlayWindow, days: readonly LocalPeriod[]): Highlight[] {
  const best = mostPlayed(days);
  if (best === undefined) return [];
  return [
    {
      what: 'busiest_day',
      from: formatDay(best.firstDay),
      plays: best.plays,
      hours: toHours(heardInPeriod(window, best)),
    },
  ];
}

/** The latest of equally long ones; a day that the window cuts is whole. */
export function longestStreak(window: PlayWindow): Highlight[] {
  const { zone, startMs, endMs } = window;
  const days = dayStates(window);
  const start = Math.max(0, zone.dayOf(startMs) - days.firstDay);
  const end = Math.min(days.states.length, zone.dayOf(endMs - 1) + 1 - days.firstDay);
  let best: DayRun | undefined;
  for (const run of findDayRuns(days, dayState.listened, { start, end: Math.max(start, end) })) {
    if (best === undefined || run.days >= best.days) best = run;
  }
  if (best === undefined) return [];
  const beside = [stateBeside(days, best.first, -1), stateBeside(days, best.last, 1)];
  return [
    {
      what: 'longest_streak',
      from: formatDay(days.firstDay + best.first),
      to: formatDay(days.firstDay + best.last),
      days: best.days,
      ...(beside.includes(dayState.unknown) && { broken_by_gap: true }),
    },
  ];
}

/** Of those that began in the window, the latest of equally long ones; it counts whole. */
export function longestSession(window: PlayWindow): Highlight[] {
  const { columns, history, zone, startMs, endMs } = window;
  const { rows } = history;
  const { first, count } = findSittings(columns, history, defaultGapMinutes * 60_000);
  let best = -1;
  let longest = -1;
  for (let k = 0; k < count; k++) {
    const start = startOf(columns, rows[first[k]!]!);
    if (start < startMs) continue;
    if (start >= endMs) break;
    const ms = columns.endedAt[rows[first[k + 1]! - 1]!]! - start;
    if (ms >= longest) [best, longest] = [k, ms];
  }
  if (best < 0) return [];
  const [from, to] = [first[best]!, first[best + 1]!];
  return [
    {
      what: 'longest_session',
      from: formatInstant(startOf(columns, rows[from]!), zone),
      to: formatInstant(columns.endedAt[rows[to - 1]!]!, zone),
      plays: to - from,
      hours: toHours(longest),
    },
  ];
}
