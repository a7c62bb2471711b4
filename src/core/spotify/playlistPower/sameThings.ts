import type { SameBy, Sameness } from '../../../protocol/spotify/playlistPower/sameness.ts';
import { spoken, withoutRelease } from '../search/matchScore.ts';
import type { Thing } from './things.ts';

/** Releases of one recording differ by a little silence at the ends. */
const sameLengthMs = 2_000;

type Compared = Pick<Thing, 'uri' | 'kind' | 'name' | 'makers' | 'durationMs' | 'isrc' | 'explicit'>;

/**
 * Which entries are the same. One recording has one ISRC; where that is not known or differs (a remaster gets its
 * own), the same artists, the same name without what a release adds to it, the same `explicit` and a duration within
 * two seconds speak for it. Episodes and local files are only ever the same by their URI.
 * @returns for each entry the place of the first one that it is the same as, itself for the first
 */
export function sameThings(things: readonly Compared[], by: SameBy): readonly number[] {
  const firsts = things.map((_, at) => at);
  const firstOf = (at: number): number => {
    let first = at;
    while (firsts[first] !== first) first = firsts[first] ?? first;
    for (let next = at; next !== first;) [next, firsts[next]] = [firsts[next] ?? first, first];
    return first;
  };
  const join = (one: number, other: number): void => {
    const [a, b] = [firstOf(one), firstOf(other)];
    firsts[Math.max(a, b)] = Math.min(a, b);
  };
  const joinEqual = (keyOf: (thing: Compared) => string | undefined): void => {
    for (const [first, ...rest] of placesBy(things, keyOf)) for (const at of rest) join(first, at);
  };
  joinEqual(({ uri }) => uri);
  if (by === 'recording') {
    joinEqual(({ kind, isrc }) => (kind === 'track' ? isrc : undefined));
    for (const places of placesBy(things, titleKey)) joinLengths(things, places, join);
  }
  return things.map((_, at) => firstOf(at));
}

/** Groups of two or more that are the same, by their first places. */
export function groupsOf(firsts: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  firsts.forEach((first, at) => {
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [at]);
    else group.push(at);
  });
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** By what the entries of one group are the same. */
export function samenessOf(group: readonly Compared[]): Sameness {
  const [first] = group;
  if (group.every(({ uri }) => uri === first?.uri)) return 'uri';
  const isOne = first?.isrc !== undefined && group.every(({ isrc }) => isrc === first.isrc);
  return isOne ? 'isrc' : 'name_and_length';
}

type Places = readonly [number, ...number[]];

function placesBy(
  things: readonly Compared[],
  keyOf: (thing: Compared) => string | undefined,
): readonly Places[] {
  const places = new Map<string, [number, ...number[]]>();
  things.forEach((thing, at) => {
    const key = keyOf(thing);
    if (key === undefined || key === '') return;
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  });
  return [...places.values()];
}

/** `undefined` for what is never compared by its name. */
function titleKey({ kind, name, makers, explicit, durationMs }: Compared): string | undefined {
  const title = spoken(withoutRelease(name));
  if (kind !== 'track' || durationMs === undefined || makers.length === 0 || title === '') return undefined;
  return JSON.stringify([title, explicit, makers.map(spoken).sort()]);
}

/** From the shortest up; each run is measured from its first one, so that no chain of near ones grows long. */
function joinLengths(
  things: readonly Compared[],
  places: Places,
  join: (one: number, other: number) => void,
): void {
  const lengthOf = (at: number): number => things[at]?.durationMs ?? 0;
  const sorted = [...places].sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  let start = places[0];
  let isFirst = true;
  for (const at of sorted) {
    if (isFirst || lengthOf(at) - lengthOf(start) > sameLengthMs) start = at;
    else join(start, at);
    isFirst = false;
  }
}
