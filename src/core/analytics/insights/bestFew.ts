/**
 * The first few ids by an order, in that order. One pass, and cheap while few are wanted: ranking all would cost more
 * than counting them.
 */
export function bestFew(
  ids: Int32Array,
  compare: (a: number, b: number) => number,
  limit: number,
): readonly number[] {
  const best: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!;
    if (best.length === limit && compare(id, best[limit - 1]!) >= 0) continue;
    if (best.length === limit) best.pop();
    let place = best.length;
    while (place > 0 && compare(id, best[place - 1]!) < 0) place--;
    best.splice(place, 0, id);
  }
  return best;
}
