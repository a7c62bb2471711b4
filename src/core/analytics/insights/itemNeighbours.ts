import { defaultGapMinutes } from '../../../protocol/history/insights/sessions.ts';
import type { ItemProfileResult } from '../../../protocol/history/insights/itemProfile.ts';
import type { By } from '../../../protocol/history/window.ts';
import { toHours } from '../format.ts';
import { rankIds } from '../ranking.ts';
import type { Tally } from '../tally.ts';
import type { PlayWindow } from '../window.ts';
import type { FoundItem } from './findItem.ts';
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
  const place = countWhere(isBefore);
  const from = Math.max(0, place - eachSide);
  const page = { offset: from, limit: place + eachSide + 1 - from };
  const { ids } = rankIds(played, value, other, labels.compare, page);
  const beside = Array.from(ids).filter((item) => item !== id);
  const neighbours = beside.map((item) => ({
    ...labels.nameOf(item),
    rank: rankOf(item),
    plays: tally.plays[item]!,
    hours: toHours(tally.ms[item]!),
    ...labels.uriOf(item),
  }));
  return {
    rank: rankOf(id),
    ranked: played.length,
    neighbours,
  };

  function isBefore(item: number): boolean {
    const order =
      value[id]! - value[item]! || other[id]! - other[item]! || labels.compare(item, id) || item - id;
    return order < 0;
  }
  function rankOf(item: number): number {
    const own = value[item]!;
    return 1 + countWhere((one) => value[one]! > own);
  }
  function countWhere(isWanted: (item: number) => boolean): number {
    let count = 0;
    for (let id = 0; id < tally.plays.length; id++) if (tally.plays[id]! > 0 && isWanted(id)) count++;
    return count;
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
  const ranked = rankIds(Int32Array.from(ids), both, tally.plays, labels.compare, { offset: 0, limit });
  return Array.from(ranked.ids, (item) => ({
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
