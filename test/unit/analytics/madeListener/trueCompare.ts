import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { dateOf } from './clocks.ts';
import { artistOf, countItems, trueItems, type TrueItems } from './items.ts';
import { totals } from './trueLists.ts';
import { answered, ranked, rankedBy, valueBy, type Count, type Dates, type Window } from './truth.ts';

/** As many local days just before a window as it has. */
export function daysBefore({ history, start, end }: Window): Window {
  const { clock } = history;
  const [first, after] = [clock.dayAt(start), clock.dayAt(end)];
  return history.stretch({ start: clock.midnight(dateOf(2 * first - after)), end: start });
}

/** What was heard in a window and in another one, by item. */
interface Moved {
  readonly id: number;
  readonly now: Count;
  readonly then: Count;
}

export function movesOf({ of }: Pick<TrueItems, 'of'>, window: Window, other: Window): Moved[] {
  const [now, then] = [window, other].map(({ history, plays }) => countItems(history.made, of, plays)) as [
    ReadonlyMap<number, Count>,
    ReadonlyMap<number, Count>,
  ];
  const none = (id: number): Count => ({ id, plays: 0, ms: 0 });
  return [...new Set([...now.keys(), ...then.keys()])].map((id) => ({
    id,
    now: now.get(id) ?? none(id),
    then: then.get(id) ?? none(id),
  }));
}

/** Those with most more (1) or less (−1) than in the other window. */
export function movers(
  moves: readonly Moved[],
  sign: 1 | -1,
  by: By,
  labels: (id: number) => readonly string[],
): Moved[] {
  const change =
    (of: By) =>
    ({ now, then }: Moved): number =>
      sign * (valueBy(of)(now) - valueBy(of)(then));
  return ranked(
    moves.filter((one) => change(by)(one) > 0),
    [change(by), change(by === 'plays' ? 'time' : 'plays')],
    ({ id }) => labels(id),
  );
}

export function comparePeriods(
  window: Window,
  { of, by, limit, compare }: { of: ItemType; by: By; limit: number; compare?: Dates },
): object {
  const { history, first, plays } = window;
  const { made, clock } = history;
  const other = compare === undefined ? daysBefore(window) : history.window(compare);
  // A recording has the name that it has now; one that is not played any more the name of the other period.
  const [nowItems, thenItems] = [trueItems(made, of, plays), trueItems(made, of, other.plays)];
  const moves = movesOf(nowItems, window, other);
  const isNow = new Set(moves.filter(({ now }) => now.plays > 0).map(({ id }) => id));
  const itemsFor = (id: number): TrueItems => (isNow.has(id) ? nowItems : thenItems);
  const ranksOf = (side: 'now' | 'then'): ((value: number) => number) => {
    const values = moves.map((one) => valueBy(by)(one[side])).sort((a, b) => b - a);
    return (value) => 1 + values.indexOf(value);
  };
  const [rank, previousRank] = [ranksOf('now'), ranksOf('then')];
  const rows = (sign: 1 | -1): object[] =>
    movers(moves, sign, by, (id) => itemsFor(id).labels(id))
      .slice(0, limit)
      .map(({ id, now, then }) => {
        const { name, artists = [] } = itemsFor(id).name(id);
        return {
          name: [name, ...artists].join(' – '),
          plays: now.plays,
          previous_plays: then.plays,
          ...(now.plays > 0 && { rank: rank(valueBy(by)(now)) }),
          ...(then.plays > 0 && { previous_rank: previousRank(valueBy(by)(then)) }),
        };
      });
  const artists = trueItems(made, 'artists', []);
  const known = new Set(history.plays.slice(0, first).map(artistOf(made)));
  const newArtists = [...countItems(made, 'artists', plays).values()].filter(({ id }) => !known.has(id));
  const [current, previous] = [totals(window), totals(other)];
  return {
    ...answered(window),
    previous_start: clock.iso(other.start),
    previous_end: clock.iso(other.end),
    current,
    previous,
    change: {
      plays: current.plays - previous.plays,
      hours: Number((current.hours - previous.hours).toFixed(2)) + 0,
      unique_tracks: current.unique_tracks - previous.unique_tracks,
      unique_artists: current.unique_artists - previous.unique_artists,
    },
    climbers: rows(1),
    fallers: rows(-1),
    new_artists: rankedBy(newArtists, by, artists.labels)
      .slice(0, limit)
      .map(({ id, plays: count }) => ({ name: artists.name(id).name, plays: count })),
  };
}
