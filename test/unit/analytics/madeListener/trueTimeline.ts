import type { Bucket } from '../../../../src/protocol/history/insights/timeline.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { addDays } from '../insights/slowHistory.ts';
import { trueItems } from './items.ts';
import type { MadeListen } from './listener.ts';
import { datesOf } from './trueCoverage.ts';
import { answered, countBy, heardIn, hoursOf, rankedBy, type Window } from './truth.ts';

const week = 7 * 24 * 3_600_000;

/** The period of a date: its name, its first day and the first one after it. */
export function periodOf(date: string, bucket: Bucket): { name: string; from: string; to: string } {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const two = (n: number): string => String(n).padStart(2, '0');
  switch (bucket) {
    case 'day':
      return { name: date, from: date, to: addDays(date, 1) };
    case 'week': {
      // The week of its Thursday; the first one of a year holds 4 January.
      const weekday = (new Date(date).getUTCDay() + 6) % 7;
      const from = addDays(date, -weekday);
      const ofYear = addDays(from, 3).slice(0, 4);
      const fourth = new Date(`${ofYear}-01-04`);
      const firstMonday = addDays(`${ofYear}-01-04`, -((fourth.getUTCDay() + 6) % 7));
      const number = (Date.parse(from) - Date.parse(firstMonday)) / week + 1;
      return { name: `${ofYear}-W${two(number)}`, from, to: addDays(from, 7) };
    }
    case 'month': {
      const next = month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`;
      return { name: date.slice(0, 7), from: `${date.slice(0, 7)}-01`, to: next };
    }
    case 'year':
      return { name: `${year}`, from: `${year}-01-01`, to: `${year + 1}-01-01` };
  }
}

/** Every period that the window touches, with its plays. */
export function timeline(window: Window, bucket: Bucket, by: By): object {
  const { history, plays, start, end } = window;
  const { clock, made, now } = history;
  const artists = trueItems(made, 'artists', []);
  const { tracks } = made.catalogue;
  const dates = datesOf(window);
  const periods = new Map<string, { from: string; to: string; plays: MadeListen[] }>();
  const nameOf = new Map<string, string>();
  for (const date of dates) {
    const { name, from, to } = periodOf(date, bucket);
    nameOf.set(date, name);
    if (!periods.has(name)) periods.set(name, { from, to, plays: [] });
  }
  for (const play of plays) periods.get(nameOf.get(history.dateOf(play))!)!.plays.push(play);
  return {
    ...answered(window),
    bucket,
    by,
    plays: plays.length,
    hours: hoursOf(heardIn(plays)),
    total: periods.size,
    timeline: Array.from(periods, ([period, { from, to, plays: own }]) => {
      const [first, after] = [clock.midnight(from), clock.midnight(to)];
      const counts = countBy(own, artists.idOf);
      const [top] = rankedBy(counts.values(), by, artists.labels);
      return {
        period,
        from,
        plays: own.length,
        hours: hoursOf(heardIn(own)),
        unique_tracks: new Set(own.map(({ track }) => tracks[track]!.recording)).size,
        unique_artists: counts.size,
        ...(top && {
          top_artist: {
            ...artists.name(top.id),
            plays: top.plays,
            hours: hoursOf(top.ms),
            ...artists.uri(top.id),
          },
        }),
        ...((first < start || after > end || after > now) && { partial: true }),
        ...(history.isUnknown({ start: Math.max(first, start), end: Math.min(after, end) }) && {
          incomplete: true,
        }),
      };
    }),
  };
}
