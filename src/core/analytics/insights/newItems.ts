import type { Discovery } from '../../../protocol/history/insights/discoveries.ts';
import type { By } from '../../../protocol/history/window.ts';
import { formatInstant, toHours } from '../format.ts';
import { rankIds } from '../ranking.ts';
import type { Tally } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import { moveWindow, type PlayWindow } from '../window.ts';
import { firstPlaysOf, itemsFirstHeard, type FirstPlays } from './firstPlays.ts';
import { itemsOf, labelsOf, tallyItems, type ItemLabels, type Items } from './items.ts';

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

/** Plays and time per track of the whole history. */
export function tallyHistory(window: PlayWindow): Tally {
  return tallyTracks(moveWindow(window, { startMs: -Infinity, endMs: Infinity, wholeDays: false }));
}

/** @param everything {@link tallyHistory} */
export function findNew(window: PlayWindow, of: 'artists' | 'tracks', everything: Tally): NewItems {
  const { columns, history, firstPlay, rows } = window;
  const items = itemsOf(columns.catalogue, of);
  const firsts = firstPlaysOf(columns, history, items);
  return {
    items,
    firsts,
    labels: labelsOf(columns.catalogue, items, everything),
    ids: itemsFirstHeard(firsts, firstPlay, firstPlay + rows.length),
    since: tallyItems(items, everything),
  };
}

/** Those with most plays (or time) since, the best first. */
export function mostSince(window: PlayWindow, found: NewItems, by: By, limit: number): Discovery[] {
  const { plays, ms } = found.since;
  const [value, other] = by === 'time' ? [ms, plays] : [plays, ms];
  const page = { offset: 0, limit };
  return toRows(window, found, rankIds(found.ids.slice(), value, other, found.labels.compare, page).ids);
}

/** Those with most plays in the days from the first one on, then with most since. */
export function mostEarly(window: PlayWindow, found: NewItems, limit: number): Discovery[] {
  const { ids, firsts, since, labels } = found;
  const page = { offset: 0, limit };
  return toRows(window, found, rankIds(ids.slice(), firsts.early, since.plays, labels.compare, page).ids);
}

function toRows({ columns, history, zone }: PlayWindow, found: NewItems, ids: Int32Array): Discovery[] {
  const { labels, since, firsts } = found;
  return Array.from(ids, (id) => ({
    ...labels.nameOf(id),
    plays: since.plays[id]!,
    hours: toHours(since.ms[id]!),
    first_play: formatInstant(columns.endedAt[history.rows[firsts.first[id]!]!]!, zone),
    plays_first_7_days: firsts.early[id]!,
    ...labels.uriOf(id),
  }));
}
