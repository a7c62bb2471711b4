/** Rows ascending by end. */
export interface Ascending {
  readonly length: number;
  readonly endedAt: Float64Array;
}

/**
 * For each place of the merged rows the part that its row comes from; the rows of one part keep their order. Of rows
 * that end at once those of the earlier part come first, so that the order is the same whenever they are read.
 */
export function mergeOrder(parts: readonly Ascending[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const order = new Uint8Array(length);
  const next = parts.map(() => 0);
  const ends = parts.map((part) => (part.length > 0 ? part.endedAt[0]! : Infinity));
  for (let row = 0; row < length; row++) {
    let chosen = 0;
    for (let part = 1; part < ends.length; part++) if (ends[part]! < ends[chosen]!) chosen = part;
    order[row] = chosen;
    const at = ++next[chosen]!;
    const { length: size, endedAt } = parts[chosen]!;
    ends[chosen] = at < size ? endedAt[at]! : Infinity;
  }
  return order;
}
