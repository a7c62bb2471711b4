import { sources } from '../../../../src/protocol/history/window.ts';
import { decimals } from '../insights/slowHistory.ts';
import { dateOf, type Clock } from './clocks.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import { daysWithPlays } from './trueDays.ts';
import { artistRows, totals, trackRows } from './trueLists.ts';
import { repeatStats } from './trueRepeats.ts';
import { weekOf } from './trueWeek.ts';
import { answered, firstFrom, heardIn, hoursOf, isSpotify, type Window } from './truth.ts';

const dayLength = 24 * 3_600_000;

/** Dates that the calendar of the zone has between the ends of a window. */
export function datesOf({ history, start, end }: Window): readonly string[] {
  return kept(history, `dates ${start} ${end}`, () => readDates(history.clock, start, end));
}

function readDates(clock: Clock, start: number, end: number): string[] {
  const dates: string[] = [];
  for (let day = clock.dayAt(start); day <= clock.dayAt(end - 1); day++) {
    if (clock.has(dateOf(day))) dates.push(dateOf(day));
  }
  return dates;
}

function bySource(plays: readonly MadeListen[]): object[] {
  return sources
    .map((source) => ({ source, plays: plays.filter((play) => play.source === source).length }))
    .filter((one) => one.plays > 0);
}

function covered(window: Window): object {
  const { history, plays, start, end } = window;
  const { clock, made, now } = history;
  const last = made.listens[made.listens.length - 1]!.at;
  const known = Math.min(end, now);
  const gaps = [
    ...made.gaps.filter(({ from, to }) => from < end && to > start),
    ...(known - last > dayLength ? [{ from: last, to: known, reason: 'after_last_listen' }] : []),
  ];
  return {
    first_play: clock.iso(plays[0]!.at),
    last_play: clock.iso(plays[plays.length - 1]!.at),
    days_with_plays: daysWithPlays(window).length,
    days_in_window: datesOf(window).length,
    sources: bySource(plays),
    gaps: gaps.map(({ from, to, reason }) => ({ from: clock.iso(from), to: clock.iso(to), reason })),
  };
}

export function coverage(window: Window): object {
  const { history, plays, start, end } = window;
  const { made, rule, clock } = history;
  const { tracks } = made.catalogue;
  const listens = made.listens
    .slice(firstFrom(made.listens, start), firstFrom(made.listens, end))
    .filter(({ kind }) => rule.kind === 'all' || kind === rule.kind);
  const months = new Map<string, MadeListen[]>();
  for (const { date, first, end: after } of daysWithPlays(window)) {
    const month = date.slice(0, 7);
    months.set(month, months.get(month) ?? []);
    months.get(month)!.push(...plays.slice(first, after));
  }
  const share = (isWanted: (play: MadeListen) => boolean): number =>
    decimals(plays.filter(isWanted).length, plays.length, 4);
  return {
    ...answered(window),
    ...covered(window),
    plays: plays.length,
    short_listens: listens.length - plays.length,
    with_uri_share: share(({ track }) => isSpotify(tracks[track]!)),
    with_time_share: share(({ ms, estimated }) => ms >= 0 && !estimated),
    estimated_share: share(({ estimated }) => estimated),
    history: {
      first_listen: clock.iso(made.listens[0]!.at),
      last_listen: clock.iso(made.listens[made.listens.length - 1]!.at),
      listens: made.listens.length,
      superseded: made.superseded,
    },
    months: [...months].sort().map(([month, own]) => ({
      month,
      plays: own.length,
      hours: hoursOf(heardIn(own)),
      sources: bySource(own),
    })),
  };
}

/** Without the clusters, which are no counts. */
export function tasteSummary(window: Window, by: 'plays' | 'time', limit: number): object {
  return {
    ...answered(window),
    ...totals(window),
    top_artists: artistRows(window, by).slice(0, limit),
    top_tracks: trackRows(window, by).slice(0, limit),
    repeat_stats: repeatStats(window),
    heatmap: weekOf(window),
    coverage: covered(window),
  };
}
