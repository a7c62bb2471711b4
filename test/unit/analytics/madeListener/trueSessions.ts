import type { By } from '../../../../src/protocol/history/window.ts';
import { decimals } from '../insights/slowHistory.ts';
import { artistsField, trueItems } from './items.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import {
  answered,
  countBy,
  heardIn,
  hoursOf,
  ranked,
  rankedBy,
  uriField,
  type History,
  type Window,
} from './truth.ts';

const minute = 60_000;
const hour = 60 * minute;

export interface TrueSession {
  readonly plays: readonly MadeListen[];
  /** Unix ms. */
  readonly start: number;
  readonly end: number;
}

export const startOf = ({ at, ms }: MadeListen): number => at - Math.max(0, ms);

/** Of the whole history: cut where more than so many minutes lie between an end and the next start. */
export function sessionsOf({ plays }: Pick<History, 'plays'>, minutes: number): TrueSession[] {
  return kept(plays, `sessions ${minutes}`, () => cut(plays, minutes));
}

function cut(plays: readonly MadeListen[], minutes: number): TrueSession[] {
  const found: MadeListen[][] = [];
  plays.forEach((play, place) => {
    const before = plays[place - 1];
    if (before === undefined || startOf(play) - before.at > minutes * minute) found.push([play]);
    else found[found.length - 1]!.push(play);
  });
  return found.map((own) => ({ plays: own, start: startOf(own[0]!), end: own[own.length - 1]!.at }));
}

export function begunIn(sessions: readonly TrueSession[], { start, end }: Window): TrueSession[] {
  return sessions.filter((session) => session.start >= start && session.start < end);
}

const length = ({ start, end }: TrueSession): number => end - start;

/** Twice the median, so that it is whole. */
function twiceMedian(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[(values.length - 1) >> 1]! + values[values.length >> 1]!;
}

export function sessions(
  window: Window,
  { minutes, by, limit }: { minutes: number; by: By; limit: number },
): object {
  const { history } = window;
  const { clock } = history;
  const own = begunIn(sessionsOf(history, minutes), window);
  const plays = own.flatMap((session) => session.plays);
  const byWeekday = new Array<number>(7).fill(0);
  const byHour = new Array<number>(24).fill(0);
  for (const { start } of own) {
    const local = start + clock.spanAt(start).offset * minute;
    // 1970-01-01 was a Thursday.
    byWeekday[(Math.floor(local / (24 * hour)) + 3) % 7]!++;
    byHour[Math.floor(local / hour) % 24]!++;
  }
  const values = [length, (session: TrueSession) => session.plays.length];
  if (by === 'plays') values.reverse();
  const longest = ranked(own, [...values, ({ start }) => start], () => []).slice(0, limit);
  return {
    ...answered(window),
    sessions: own.length,
    plays: plays.length,
    hours: hoursOf(heardIn(plays)),
    ...(own.length > 0 && {
      median_minutes: decimals(twiceMedian(own.map(length)), 2 * minute, 1),
      mean_minutes: decimals(
        own.reduce((sum, session) => sum + length(session), 0),
        own.length * minute,
        1,
      ),
      median_plays: twiceMedian(own.map((session) => session.plays.length)) / 2,
      mean_plays: decimals(plays.length, own.length, 1),
    }),
    by_weekday: byWeekday,
    by_hour: byHour,
    longest: longest.map((session) => describe(history, session)),
  };
}

function describe(history: History, session: TrueSession): object {
  const { made, clock } = history;
  const { plays, start, end } = session;
  const artists = trueItems(made, 'artists', []);
  const { title, artist, uri } = made.catalogue.tracks[plays[0]!.track]!;
  // Of equals the first by name, whatever the time.
  const counts = [...countBy(plays, artists.idOf).values()].map((one) => ({ ...one, ms: 0 }));
  const [top] = rankedBy(counts, 'plays', artists.labels);
  const isCut = history.unknown.some((one) => one.start <= end && one.end >= start);
  return {
    started_at: clock.iso(start),
    ended_at: clock.iso(end),
    minutes: decimals(length(session), minute, 1),
    plays: plays.length,
    first_track: { name: title, artists: artistsField(made, artist), ...uriField(uri) },
    ...(top && { top_artist: { name: artists.name(top.id).name, plays: top.plays } }),
    ...(isCut && { broken_by_gap: true }),
  };
}
