import type { By } from '../../protocol/history/window.ts';
import type { CompareLabels } from './labels.ts';
import type { Page } from './page.ts';
import type { Tally } from './tally.ts';

/** Everything that was played, of which `ids` are on the page, best first. */
export interface Ranking {
  readonly ids: Int32Array;
  readonly total: number;
}

/** Ranks what was played by plays or by time, then by the other, then by label. */
export function rankPlayed(tally: Tally, by: By, compareLabels: CompareLabels, page: Page): Ranking {
  const { plays, ms } = tally;
  const ids = new Int32Array(plays.length);
  let count = 0;
  for (let id = 0; id < plays.length; id++) if (plays[id]! > 0) ids[count++] = id;
  const [value, other] = by === 'time' ? [ms, plays] : [plays, ms];
  return rankIds(ids.subarray(0, count), value, other, compareLabels, page);
}

/**
 * Ranks ids by a value, then by another one (both greatest first), then by label. The order is total, so pages
 * of one ranking never overlap. Reorders `ids`.
 */
export function rankIds(
  ids: Int32Array,
  value: Int32Array | Float64Array,
  other: Int32Array | Float64Array,
  compareLabels: CompareLabels,
  { offset, limit }: Page,
): Ranking {
  const from = Math.min(offset, ids.length);
  const to = Math.min(offset + limit, ids.length);
  const compare = (a: number, b: number): number =>
    value[b]! - value[a]! || other[b]! - other[a]! || compareLabels(a, b) || a - b;
  sortRange(ids, compare, from, to);
  return { ids: ids.slice(from, to), total: ids.length };
}

/** Quicksort that finishes only the places from `from` to `to`: what lies outside is on the right side only. */
function sortRange(
  ids: Int32Array,
  compare: (a: number, b: number) => number,
  from: number,
  to: number,
): void {
  const ranges: [number, number][] = [[0, ids.length]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [low, high] = range;
    if (high <= from || low >= to) continue;
    if (high - low <= 16) {
      ids.subarray(low, high).sort(compare);
      continue;
    }
    const middle = partition(ids, compare, low, high);
    ranges.push([low, middle], [middle + 1, high]);
  }
}

/** Moves what ranks before the middle one of three samples to its left; @returns its final place. */
function partition(
  ids: Int32Array,
  compare: (a: number, b: number) => number,
  low: number,
  high: number,
): number {
  const last = high - 1;
  swap(ids, middleOf(ids, compare, low, (low + last) >>> 1, last), last);
  const pivot = ids[last]!;
  let place = low;
  for (let i = low; i < last; i++) if (compare(ids[i]!, pivot) < 0) swap(ids, i, place++);
  swap(ids, place, last);
  return place;
}

function middleOf(
  ids: Int32Array,
  compare: (a: number, b: number) => number,
  a: number,
  b: number,
  c: number,
): number {
  const ab = compare(ids[a]!, ids[b]!) < 0;
  const bc = compare(ids[b]!, ids[c]!) < 0;
  if (ab === bc) return b;
  const ac = compare(ids[a]!, ids[c]!) < 0;
  return ab === ac ? c : a;
}

function swap(ids: Int32Array, a: number, b: number): void {
  const kept = ids[a]!;
  ids[a] = ids[b]!;
  ids[b] = kept;
}
