import type { Discovery } from '../../../protocol/history/insights/discoveries.ts';
import type { By } from '../../../protocol/history/window.ts';
import { formatInstant, toHours } from '../format.ts';
import type { Tally } from '../tally.ts';
import type { PlayWindow } from '../window.ts';
import { bestIds } from './bestIds.ts';
import { firstPlaysOf, itemsFirstHeard, type FirstPlays } from './firstPlays.ts';
import { tallyHistory, tallyHistoryItems } from './historyTally.ts';
import { itemsOf, labelsOf, type ItemLabels, type Items } from './items.ts';

/** Items of one type whose first play ever lies in a window. */
export interface NewItems {
  readonly items: Items;
  readonly labels: ItemLabels;
  readonly firsts: FirstPlays;
  /** In the order of their first plays. */
  readonly ids: Int32Array;
  /** Plays of the whole history, which for new items are those since the first one. */
  readonly since: Tally;
}

export function findNew(window: PlayWindow, of: 'artists' | 'tracks'): NewItems {
  const { columns, history, firstPlay, rows } = window;
  const items = itemsOf(columns.catalogue, of);
  const firsts = firstPlaysOf(columns, history, items);
  return {
    items,
    firsts,
    labels: labelsOf(columns.catalogue, items, tallyHistory(window)),
    ids: itemsFirstHeard(firsts, firstPlay, firstPlay + rows.length),
    since: tallyHistoryItems(window, items),
  };
}

/** Those with most plays (or time) since, the best first. */
export function mostSince(window: PlayWindow, found: NewItems, by: By, limit: number): Discovery[] {
  const { plays, ms } = found.since;
  const [value, other] = by === 'time' ? [ms, plays] : [plays, ms];
  return toRows(window, found, bestIds(found.ids, value, other, found.labels.compare, limit));
}

/** Those with most plays in the days from the first one on, then with most since. */
export function mostEarly(window: PlayWindow, found: NewItems, limit: number): Discovery[] {
  const { ids, firsts, since, labels } = found;
  return toRows(window, found, bestIds(ids, firsts.early, since.plays, labels.compare, limit));
}

function toRows(
  { columns, history, zone }: PlayWindow,
  found: NewItems,
  ids: readonly number[],
): Discovery[] {
  const { labels, since, firsts } = found;
  return ids.map((id) => ({
    ...labels.nameOf(id),
    plays: since.plays[id]!,
    hours: toHours(since.ms[id]!),
    first_play: formatInstant(columns.endedAt[history.rows[firsts.first[id]!]!]!, zone),
    plays_first_7_days: firsts.early[id]!,
    ...labels.uriOf(id),
  }));
}
