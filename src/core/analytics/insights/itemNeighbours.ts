import { defaultGapMinutes } from '../../../protocol/history/insights/sessions.ts';
import type { ItemProfileResult } from '../../../protocol/history/insights/itemProfile.ts';
import type { By } from '../../../protocol/history/window.ts';
import { toHours } from '../format.ts';
import { rankIds } from '../ranking.ts';
import type { Tally } from '../tally.ts';
import type { PlayWindow } from '../window.ts';
import type { FoundItem } from './findItem.ts';
import { bestIds } from './bestIds.ts';
import { idsWhere } from './idsWhere.ts';
import { startOf } from './sittings.ts';

/** Items ranked on each side of one. */
const eachSide = 2;

type Neighbours = Pick<ItemProfileResult, 'neighbours' | 'rank' | 'ranked'>;

/** Where an item is among those of its type that were played, and who is beside it. */
export function rankAmong({ id, labels }: FoundItem, tally: Tally, by: By): Neighbours {
  const [value, other] = by === 'time' ? [tally.ms, tally.plays] : [tally.plays, tally.ms];
  const played = idsWhere(tally.plays.length, (item) => tally.plays[item]! > 0);
  if (tally.plays[id] === 0) return { ranked: played.length, neighbours: [] };
  const ownValue = value[id]!;
  let more = 0;
  let place = 0;
  for (const item of played) {
    if (value[item]! > ownValue) more++;
    if (isBefore(item)) place++;
  }
  const from = Math.max(0, place - eachSide);
  const page = { offset: from, limit: place + eachSide + 1 - from };
  const { ids } = rankIds(played, value, other, labels.compare, page);
  return { rank: more + 1, ranked: played.length, neighbours: neighbours(ids, from) };

  function isBefore(item: number): boolean {
    const order =
      value[id]! - value[item]! || other[id]! - other[item]! || labels.compare(item, id) || item - id;
    return order < 0;
  }
  /** @param first place of the first one */
  function neighbours(ranked: Int32Array, first: number): Neighbours['neighbours'] {
    let rank = 0;
    return Array.from(ranked).flatMap((item, k) => {
      // Equals share the rank of the first of them, who may be ranked before these.
      if (k === 0) rank = 1 + countMore(value[item]!);
      else if (value[item] !== value[ranked[k - 1]!]) rank = first + k + 1;
      return item === id ? [] : [describe(item, rank)];
    });
  }
  function countMore(than: number): number {
    let count = 0;
    for (const item of played) if (value[item]! > than) count++;
    return count;
  }
  function describe(item: number, rank: number): Neighbours['neighbours'][number] {
    return {
      ...labels.nameOf(item),
      rank,
      plays: tally.plays[item]!,
      hours: toHours(tally.ms[item]!),
      ...labels.uriOf(item),
    };
  }
}

type Companion = ItemProfileResult['heard_beside'][number];

/**
 * What of the same type was played just before or just after an item, most often first. A longer silence than within a
 * session, and the item itself, are no company.
 *
 * @param own plays of the item, as indexes into the rows of the window
 */
export function heardBeside(
  window: PlayWindow,
  found: FoundItem,
  own: Int32Array,
  limit: number,
): Companion[] {
  const { items, labels, tally } = found;
  const before = new Int32Array(items.count);
  const after = new Int32Array(items.count);
  const both = new Int32Array(items.count);
  const ids: number[] = [];
  const count = (times: Int32Array, item: number): void => {
    if (item < 0) return;
    times[item]!++;
    if (both[item]!++ === 0) ids.push(item);
  };
  for (const play of own) {
    count(before, itemBeside(window, found, play, -1));
    count(after, itemBeside(window, found, play, 1));
  }
  const best = bestIds(Int32Array.from(ids), both, tally.plays, labels.compare, limit);
  return best.map((item) => ({
    ...labels.nameOf(item),
    before: before[item]!,
    after: after[item]!,
    ...labels.uriOf(item),
  }));
}

/** Another item played in the same session just before or after a play; −1 for none. */
function itemBeside(
  { columns, rows }: PlayWindow,
  { items, id }: FoundItem,
  play: number,
  step: -1 | 1,
): number {
  const beside = rows[play + step];
  if (beside === undefined) return -1;
  const [earlier, later] = step < 0 ? [beside, rows[play]!] : [rows[play]!, beside];
  const silence = startOf(columns, later) - columns.endedAt[earlier]!;
  const item = items.itemOf[columns.track[beside]!]!;
  return item === id || silence > defaultGapMinutes * 60_000 ? -1 : item;
}
