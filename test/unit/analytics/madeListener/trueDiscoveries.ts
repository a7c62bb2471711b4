import type { By } from '../../../../src/protocol/history/window.ts';
import { addDays, decimals } from '../insights/slowHistory.ts';
import { artistOf, trueItems, type TrueItems } from './items.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import { daysWithPlays } from './trueDays.ts';
import { periodOf } from './trueTimeline.ts';
import { answered, hoursOf, ranked, valueBy, type Count, type History, type Window } from './truth.ts';

const week = 7 * 24 * 3_600_000;

/** The window without the first days of the history, in which everything is new. */
export function afterBurnIn(window: Window, days: number): Window {
  const { history, start, end } = window;
  const { clock, made } = history;
  if (days === 0) return window;
  const from = clock.midnight(addDays(clock.dateAt(made.listens[0]!.at), days));
  return from <= start ? window : history.stretch({ start: Math.min(from, end), end });
}

/** An item, from its first play ever on. */
export interface FirstHeard extends Count {
  readonly first: MadeListen;
  /** Plays in the seven times 24 hours from the first one on. */
  early: number;
}

/** Items by their first plays ever. */
export function firstHeard(
  { plays }: History,
  items: Pick<TrueItems, 'of' | 'idOf'>,
): Map<number, FirstHeard> {
  return kept(plays, `first ${items.of}`, () => readFirsts(plays, items));
}

function readFirsts(
  plays: readonly MadeListen[],
  { idOf }: Pick<TrueItems, 'idOf'>,
): Map<number, FirstHeard> {
  const found = new Map<number, FirstHeard>();
  for (const play of plays) {
    const id = idOf(play);
    if (id < 0) continue;
    let item = found.get(id);
    if (item === undefined) found.set(id, (item = { id, plays: 0, ms: 0, first: play, early: 0 }));
    item.plays++;
    item.ms += Math.max(0, play.ms);
    if (play.at < item.first.at + week) item.early++;
  }
  return found;
}

export function newIn(
  { plays }: Window,
  all: ReadonlyMap<number, FirstHeard>,
  idOf: TrueItems['idOf'],
): FirstHeard[] {
  const found: FirstHeard[] = [];
  for (const play of plays) {
    const item = all.get(idOf(play));
    if (item?.first === play) found.push(item);
  }
  return found;
}

export const fastest = (items: readonly FirstHeard[], labels: TrueItems['labels']): FirstHeard[] =>
  ranked(items, [({ early }) => early, ({ plays }) => plays], ({ id }) => labels(id));

/** Years for plays of more than 24 months. */
export function unitOf(history: History, plays: readonly MadeListen[]): 'month' | 'year' {
  const [first, last] = [plays[0], plays[plays.length - 1]];
  if (first === undefined || last === undefined) return 'month';
  const monthOf = (play: MadeListen): number =>
    Number(history.dateOf(play).slice(0, 4)) * 12 + Number(history.dateOf(play).slice(5, 7));
  return monthOf(last) - monthOf(first) >= 24 ? 'year' : 'month';
}

export function discoveries(
  window: Window,
  { by, limit, burnIn }: { by: By; limit: number; burnIn: number },
): object {
  const { history } = window;
  const { clock, made } = history;
  const counted = afterBurnIn(window, burnIn);
  const { plays } = counted;
  const items = {
    artists: trueItems(made, 'artists', []),
    tracks: trueItems(made, 'tracks', history.plays),
  };
  const news = { artists: newOf(items.artists), tracks: newOf(items.tracks) };
  const isFirst = {
    artists: new Set(news.artists.map(({ first }) => first)),
    tracks: new Set(news.tracks.map(({ first }) => first)),
  };
  const count = (own: readonly MadeListen[]): { plays: number; new_artists: number; new_tracks: number } => ({
    plays: own.length,
    new_artists: own.filter((play) => isFirst.artists.has(play)).length,
    new_tracks: own.filter((play) => isFirst.tracks.has(play)).length,
  });
  const days = daysWithPlays(counted).map(({ date, first, end }) => ({
    day: date,
    ...count(plays.slice(first, end)),
  }));
  const [best] = ranked(days, [(one) => one.new_tracks, (one) => one.new_artists], ({ day }) => [day]);
  const unit = unitOf(history, plays);
  const periods = new Map<string, { plays: number; new_artists: number; new_tracks: number }>();
  for (const day of days) {
    const { name } = periodOf(day.day, unit);
    const sum = periods.get(name) ?? { plays: 0, new_artists: 0, new_tracks: 0 };
    periods.set(name, {
      plays: sum.plays + day.plays,
      new_artists: sum.new_artists + day.new_artists,
      new_tracks: sum.new_tracks + day.new_tracks,
    });
  }
  const newArtists = new Set(news.artists.map(({ id }) => id));
  const toArtist = artistOf(made);
  const rows = (of: 'artists' | 'tracks', some: readonly FirstHeard[]): object[] =>
    some.slice(0, limit).map(({ id, plays: since, ms, first, early }) => ({
      ...items[of].name(id),
      plays: since,
      hours: hoursOf(ms),
      first_play: clock.iso(first.at),
      plays_first_7_days: early,
      ...items[of].uri(id),
    }));
  const other = by === 'plays' ? 'time' : 'plays';
  const most = (of: 'artists' | 'tracks'): object[] =>
    rows(
      of,
      ranked(news[of], [valueBy(by), valueBy(other)], ({ id }) => items[of].labels(id)),
    );
  return {
    ...answered(window),
    burn_in_days: burnIn,
    counted_from: clock.iso(counted.start),
    plays: plays.length,
    new_artists: news.artists.length,
    new_tracks: news.tracks.length,
    discovery_rate: decimals(news.tracks.length, plays.length, 4),
    new_artists_share: decimals(
      plays.filter((play) => newArtists.has(toArtist(play))).length,
      plays.length,
      4,
    ),
    ...(best !== undefined &&
      best.new_tracks > 0 && {
        best_day: { day: best.day, new_tracks: best.new_tracks, new_artists: best.new_artists },
      }),
    per: unit,
    periods: Array.from(periods, ([period, own]) => ({
      period,
      ...own,
      discovery_rate: decimals(own.new_tracks, own.plays, 4),
    })),
    top_artists: most('artists'),
    top_tracks: most('tracks'),
    fastest_artists: rows('artists', fastest(news.artists, items.artists.labels)),
    fastest_tracks: rows('tracks', fastest(news.tracks, items.tracks.labels)),
  };

  function newOf(some: TrueItems): FirstHeard[] {
    return kept(plays, `new ${some.of}`, () => newIn(counted, firstHeard(history, some), some.idOf));
  }
}
