import type { FavouriteMode } from '../../../../src/protocol/history/insights/forgottenFavourites.ts';
import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { dateOf } from './clocks.ts';
import { countItems, trueItems } from './items.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import { answered, hoursOf, ranked, valueBy, type Count, type Window } from './truth.ts';

const dayLength = 24 * 3_600_000;

/** Of each thing its plays, in time order. */
export function playsBy(
  plays: readonly MadeListen[],
  idOf: (play: MadeListen) => number,
): Map<number, MadeListen[]> {
  const own = new Map<number, MadeListen[]>();
  for (const play of plays) {
    const id = idOf(play);
    if (id < 0) continue;
    const known = own.get(id);
    if (known === undefined) own.set(id, [play]);
    else known.push(play);
  }
  return own;
}

/** The name with most, of equals the first. */
export function mostOf(names: readonly string[]): { name: string; plays: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = ranked(counts, [([, plays]) => plays], ([name]) => [name]);
  return { name: best![0], plays: best![1] };
}

export function favourites(
  window: Window,
  {
    mode,
    of,
    by,
    minPlays,
    silentDays,
    limit,
  }: { mode: FavouriteMode; of: ItemType; by: By; minPlays: number; silentDays: number; limit: number },
): object {
  const { history, plays } = window;
  const { clock } = history;
  const items = trueItems(history.made, of, plays);
  const own = kept(plays, `plays by ${of}`, () => playsBy(plays, items.idOf));
  const asOf = Math.min(window.end, history.now);
  const often = [...countItems(history.made, of, plays).values()].filter((count) => count.plays >= minPlays);
  const lastOf = ({ id }: Count): number => own.get(id)!.at(-1)!.at;
  const silence = (count: Count): number => history.knownTime({ start: lastOf(count), end: asOf });
  /** To the millisecond, half up. */
  const means = new Map<number, number>();
  for (const { id } of mode === 'forgotten' ? [] : often) {
    const ends = own.get(id)!.map(({ at }) => at - plays[0]!.at);
    const sum = ends.reduce((a, b) => a + b, 0);
    means.set(id, plays[0]!.at + Math.floor((2 * sum + ends.length) / (2 * ends.length)));
  }
  const [value, other] = [valueBy(by), valueBy(by === 'plays' ? 'time' : 'plays')];
  const labels = ({ id }: Count): readonly string[] => items.labels(id);
  const sign = mode === 'rising' ? 1 : -1;
  const found =
    mode === 'forgotten'
      ? ranked(
          often.filter((count) => silence(count) >= silentDays * dayLength),
          [value, other],
          labels,
        )
      : ranked(often, [({ id }) => sign * means.get(id)!, value], labels);
  return {
    ...answered(window),
    mode,
    of,
    by,
    total: found.length,
    favourites: found.slice(0, limit).map((count) => {
      const mine = own.get(count.id)!;
      const peak = mostOf(mine.map((play) => history.dateOf(play).slice(0, 7)));
      const mean = means.get(count.id);
      return {
        ...items.name(count.id),
        plays: count.plays,
        hours: hoursOf(count.ms),
        first_play: clock.iso(mine[0]!.at),
        last_play: clock.iso(lastOf(count)),
        silent_days: Math.floor(silence(count) / dayLength),
        peak_month: { month: peak.name, plays: peak.plays },
        ...(mean !== undefined && { mean_day: dateOf(clock.dayAt(mean)) }),
        ...items.uri(count.id),
      };
    }),
  };
}
