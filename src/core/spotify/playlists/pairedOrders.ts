/** Two orders of the same things, each thing of one paired with its like in the other. */
export interface PairedOrders {
  /** Place in the current order, by place in the wanted one. */
  readonly sources: readonly number[];
  /** Places of the current order that keep their order among themselves: as many as can. */
  readonly staying: ReadonlySet<number>;
}

/** Of a key that is there more often, the first goes with the first: every way to pair would be too many. */
const maxEqual = 100;

/** One pair of a sequence that rises in both orders, and the one before it. */
interface Link {
  readonly source: number;
  readonly target: number;
  readonly earlier: Link | undefined;
}

/**
 * Pairs two orders so that as much as possible stays in order (a longest common subsequence after Hunt and Szymanski).
 * @throws RangeError where the two do not hold the same
 */
export function pairedOrders(current: readonly string[], wanted: readonly string[]): PairedOrders {
  const targetsOf = placesOf(wanted);
  const ends = longestEnds(current, targetsOf);
  const targets: (number | undefined)[] = [];
  const taken = new Set<number>();
  const staying = new Set<number>();
  for (let link = ends.at(-1); link !== undefined; link = link.earlier) {
    targets[link.source] = link.target;
    taken.add(link.target);
    staying.add(link.source);
  }
  const sources: number[] = [];
  const free = new Map(
    [...targetsOf].map(([key, all]) => [key, all.filter((at) => !taken.has(at)).values()]),
  );
  current.forEach((key, source) => {
    const target = targets[source] ?? free.get(key)?.next().value;
    if (target === undefined) throw notTheSame();
    sources[target] = source;
  });
  if (current.length !== wanted.length) throw notTheSame();
  return { sources, staying };
}

/** For each length the rising sequence of pairs that ends lowest. */
function longestEnds(
  current: readonly string[],
  targetsOf: ReadonlyMap<string, readonly number[]>,
): readonly Link[] {
  const ends: Link[] = [];
  const met = new Map<string, number>();
  current.forEach((key, source) => {
    const all = targetsOf.get(key) ?? [];
    const nth = met.get(key) ?? 0;
    met.set(key, nth + 1);
    const candidates = all.length > maxEqual ? all.slice(nth, nth + 1) : all;
    // From the highest down: one source never follows itself.
    for (let index = candidates.length - 1; index >= 0; index -= 1) {
      const target = candidates[index];
      if (target === undefined) continue;
      const length = firstNotBelow(ends, target);
      if (ends[length]?.target !== target) ends[length] = { source, target, earlier: ends[length - 1] };
    }
  });
  return ends;
}

function firstNotBelow(ends: readonly Link[], target: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.target ?? target) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placesOf(keys: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  keys.forEach((key, at) => {
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  });
  return places;
}

function notTheSame(): RangeError {
  return new RangeError('The two orders do not hold the same items.');
}
