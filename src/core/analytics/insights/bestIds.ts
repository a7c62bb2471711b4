import type { CompareLabels } from '../labels.ts';

type Values = Int32Array | Float64Array;

/**
 * The few ids that rank first by a value, then by another one (both greatest first), then by label: the same order as
 * `rankIds`, for short lists of many. Most ids are told apart by one look at their value.
 */
export function bestIds(
  ids: Int32Array,
  value: Values,
  other: Values,
  compareLabels: CompareLabels,
  limit: number,
): number[] {
  const best: number[] = [];
  for (const id of ids) {
    const last = best[limit - 1];
    if (last !== undefined && (value[id]! < value[last]! || !isBefore(id, last))) continue;
    let place = best.length;
    while (place > 0 && isBefore(id, best[place - 1]!)) place--;
    best.splice(place, 0, id);
    if (best.length > limit) best.pop();
  }
  return best;

  function isBefore(a: number, b: number): boolean {
    return (value[b]! - value[a]! || other[b]! - other[a]! || compareLabels(a, b) || a - b) < 0;
  }
}
