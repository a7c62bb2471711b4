import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { countItems, standings, trackLabels, trueItems } from './items.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import { unitOf } from './trueDiscoveries.ts';
import { mostOf } from './trueFavourites.ts';
import { shareOf } from './trueLists.ts';
import { startOf } from './trueSessions.ts';
import {
  answered,
  countBy,
  firstFrom,
  hoursOf,
  ranked,
  rankedBy,
  uriField,
  valueBy,
  type Window,
} from './truth.ts';
import { decimals } from '../insights/slowHistory.ts';

const halfHour = 30 * 60_000;

/** Of an item with plays in the window. */
export function itemProfile(
  window: Window,
  { of, id, by, limit }: { of: ItemType; id: number; by: By; limit: number },
): object {
  const { history, plays } = window;
  const { made, clock } = history;
  const { tracks } = made.catalogue;
  const items = trueItems(made, of, history.plays);
  const { idOf } = items;
  const isOwn = (listen: MadeListen | undefined): listen is MadeListen =>
    listen !== undefined && idOf(listen) === id;
  const counts = countItems(made, of, plays);
  const everywhere = countItems(made, of, history.plays);
  const mine = counts.get(id)!;
  const places: number[] = [];
  for (let k = 0; k < plays.length; k++) if (isOwn(plays[k])) places.push(k);
  const own = places.map((k) => plays[k]!);
  const dates = own.map((play) => history.dateOf(play));
  const order = rankedBy(counts.values(), by, items.labels);
  const place = order.indexOf(mine);
  const rankOf = (value: number): number => 1 + order.filter((one) => valueBy(by)(one) > value).length;
  const last = own[own.length - 1]!;
  const until = clock.dayAt(Math.min(window.end - 1, history.now));
  const [bestDay, peakMonth] = [mostOf(dates), mostOf(dates.map((date) => date.slice(0, 7)))];
  const listens = made.listens
    .slice(firstFrom(made.listens, window.start), firstFrom(made.listens, window.end))
    .filter((one) => isOwn(one) && one.kind === 'music');
  const known = listens.filter(({ wasSkipped }) => wasSkipped !== undefined);
  const unit = unitOf(history, own);
  const periodOf = (play: MadeListen): string => history.dateOf(play).slice(0, unit === 'year' ? 4 : 7);
  const periods = kept(plays, `${unit}s ${clock.zone}`, () => groupedBy(plays, periodOf));
  const names = [...new Set(own.map(periodOf))].sort();
  const releases = tracks.filter(({ recording }) => recording === id).length;
  return {
    ...answered(window),
    of,
    ...items.name(id),
    ...items.uri(id),
    ...(of === 'tracks' && releases > 1 && { releases }),
    plays: mine.plays,
    hours: hoursOf(mine.ms),
    share: shareOf(plays, by)(mine),
    rank: rankOf(valueBy(by)(mine)),
    ranked: order.length,
    neighbours: [...order.slice(Math.max(0, place - 2), place), ...order.slice(place + 1, place + 3)].map(
      (one) => ({
        ...items.name(one.id),
        rank: rankOf(valueBy(by)(one)),
        plays: one.plays,
        hours: hoursOf(one.ms),
        ...items.uri(one.id),
      }),
    ),
    first_play: clock.iso(own[0]!.at),
    last_play: clock.iso(last.at),
    days_since: Math.max(0, until - history.dayOf(last)),
    ...longestRun(),
    days_with_plays: new Set(dates).size,
    best_day: bestDay.name,
    best_day_plays: bestDay.plays,
    peak_month: peakMonth.name,
    peak_month_plays: peakMonth.plays,
    ...(known.length > 0 && {
      skip_share: decimals(known.filter(({ wasSkipped }) => wasSkipped === true).length, known.length, 4),
      skip_listens: known.length,
    }),
    per: unit,
    periods: names.map((period) => {
      const inPeriod = countItems(made, of, periods.get(period)!);
      const { plays: count } = inPeriod.get(id)!;
      const more = [...inPeriod.values()].filter((one) => one.plays > count);
      return { period, plays: count, rank: 1 + more.length };
    }),
    heard_beside: heardBeside(),
    ...(of !== 'tracks' && { top_tracks: topTracks() }),
  };

  function longestRun(): object {
    let best: MadeListen[] = [];
    let run: MadeListen[] = [];
    for (const k of places) {
      const play = plays[k]!;
      const goesOn = isOwn(plays[k - 1]) && !history.isCutBefore(window.first + k);
      run = goesOn ? [...run, play] : [play];
      if (run.length > best.length) best = run;
    }
    if (best.length < 2) return {};
    const [from, to] = [clock.iso(best[0]!.at), clock.iso(best[best.length - 1]!.at)];
    return { longest_run: { plays_in_a_row: best.length, from, to } };
  }

  function heardBeside(): object[] {
    const found = new Map<number, { id: number; before: number; after: number }>();
    for (const k of places) {
      const play = plays[k]!;
      for (const side of ['before', 'after'] as const) {
        const other = plays[side === 'before' ? k - 1 : k + 1];
        if (other === undefined || idOf(other) < 0 || isOwn(other)) continue;
        const [earlier, later] = side === 'before' ? [other, play] : [play, other];
        if (startOf(later) - earlier.at > halfHour) continue;
        const row = found.get(idOf(other)) ?? { id: idOf(other), before: 0, after: 0 };
        row[side]++;
        found.set(row.id, row);
      }
    }
    return ranked(
      found.values(),
      [({ before, after }) => before + after, (one) => everywhere.get(one.id)!.plays],
      (one) => items.labels(one.id),
    )
      .slice(0, limit)
      .map((one) => ({
        ...items.name(one.id),
        before: one.before,
        after: one.after,
        ...items.uri(one.id),
      }));
  }

  function topTracks(): object[] {
    const standing = standings(
      made,
      countBy(own, ({ track }) => track),
    );
    const main = (recording: number): number => standing.get(recording)!.track;
    const some = countBy(own, ({ track }) => tracks[track]!.recording).values();
    return rankedBy(some, 'plays', (recording) => trackLabels(made, main(recording)))
      .slice(0, limit)
      .map((one) => ({
        name: tracks[main(one.id)]!.title,
        plays: one.plays,
        ...uriField(tracks[main(one.id)]!.uri),
      }));
  }
}

function groupedBy(
  plays: readonly MadeListen[],
  nameOf: (play: MadeListen) => string,
): ReadonlyMap<string, readonly MadeListen[]> {
  const groups = new Map<string, MadeListen[]>();
  for (const play of plays) {
    const group = groups.get(nameOf(play));
    if (group === undefined) groups.set(nameOf(play), [play]);
    else group.push(play);
  }
  return groups;
}
