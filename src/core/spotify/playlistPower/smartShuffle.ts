import { seededNumbers, shuffled } from './seededOrder.ts';

/**
 * An order that feels random: the items of one artist are spread over the whole, and no two of them are neighbours
 * wherever that is possible, that is where no artist has more than every second place. Else there are as few such
 * neighbours as can be, evenly spread.
 * @param keys artist of each item; those of an empty one never count as the same
 * @param seed the same gives the same order
 * @returns the place of each item in the list that was given, in the new order
 */
export function smartShuffle(keys: readonly string[], seed: string): readonly number[] {
  const next = seededNumbers(seed);
  const named = keys.map((key, at) => (key === '' ? `\u0000${at}` : key));
  const groups = new Map<string, number[]>();
  for (const at of shuffled([...named.keys()], next)) {
    const key = named[at] ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  const largest = [...groups].reduce<readonly number[]>(
    (most, [, one]) => (one.length > most.length ? one : most),
    [],
  );
  const others = spread(
    [...groups.values()].filter((group) => group !== largest),
    next,
  );
  if (largest.length > others.length + 1) return betweenRuns(largest, others);
  return withoutNeighbours(spread([...groups.values()], next), named, groups);
}

/** Each group over the whole length, at even distances that are shaken a little. */
function spread(groups: readonly (readonly number[])[], next: () => number): readonly number[] {
  return groups
    .flatMap((group) => {
      const start = next();
      return group.map((at, nth) => ({ at, place: (nth + 0.5 * (start + next())) / group.length }));
    })
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map(({ at }) => at);
}

/** One artist has more than all others together: everything else stands between even runs of it. */
function betweenRuns(largest: readonly number[], others: readonly number[]): readonly number[] {
  const runs = others.length + 1;
  const startOf = (run: number): number => Math.round((run * largest.length) / runs);
  const order: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    order.push(...largest.slice(startOf(run), startOf(run + 1)));
    const other = others[run];
    if (other !== undefined) order.push(other);
  }
  return order;
}

/**
 * Takes the items in their order, but for those whose artist was just taken; and as soon as one artist has so many
 * left that only every second place will do, that one. This never fails where no artist has more than half, rounded
 * up: of n items left then, the artist taken last has at most n/2 of them and no other more than that, rounded up.
 */
function withoutNeighbours(
  order: readonly number[],
  keys: readonly string[],
  groups: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const sizes = [...groups]
    .map(([key, { length }]) => ({ key, size: length }))
    .sort((a, b) => b.size - a.size);
  const left = new Map(sizes.map(({ key, size }) => [key, size]));
  /** Nobody ever has more left than at first, so that few are looked at. */
  const keyWith = (count: number): string | undefined => {
    for (const { key, size } of sizes) {
      if (size < count) return undefined;
      if ((left.get(key) ?? 0) >= count) return key;
    }
    return undefined;
  };
  const waiting = [...order];
  const result: number[] = [];
  let last: string | undefined;
  while (waiting.length > 0) {
    const must = waiting.length % 2 === 1 ? keyWith((waiting.length + 1) / 2) : undefined;
    const fits = (at: number): boolean => (must === undefined ? keys[at] !== last : keys[at] === must);
    const index = Math.max(0, waiting.findIndex(fits));
    const [at = 0] = waiting.splice(index, 1);
    last = keys[at] ?? '';
    left.set(last, (left.get(last) ?? 1) - 1);
    result.push(at);
  }
  return result;
}
