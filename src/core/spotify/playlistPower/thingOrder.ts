import type { SortKey } from '../../../protocol/spotify/playlistPower/sortPlaylist.ts';
import { spoken } from '../search/matchScore.ts';
import type { Thing } from './things.ts';

const collator = new Intl.Collator('und', { numeric: true, sensitivity: 'base' });

/**
 * Compares for a stable sort by several properties, the first one first. Names go by the words that are said: without
 * case, accents and a leading `The`. An album's tracks stand as on the album. What lacks the property is last, also
 * when the order is turned around.
 */
export function compareThings(
  keys: readonly SortKey[],
  descending: boolean,
): (one: Thing | undefined, other: Thing | undefined) => number {
  const sign = descending ? -1 : 1;
  return (one, other) => {
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined);
    for (const key of keys) {
      const order = compareBy(key, one, other, sign);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareBy(key: SortKey, one: Thing, other: Thing, sign: number): number {
  switch (key) {
    case 'name':
      return compareNames(one.name, other.name, sign);
    case 'artist':
      return compareNames(one.makers[0], other.makers[0], sign);
    case 'album':
      return (
        compareNames(one.album, other.album, sign) ||
        compareValues(one.albumKey, other.albumKey, 1) ||
        compareValues(one.disc, other.disc, 1) ||
        compareValues(one.trackNumber, other.trackNumber, 1)
      );
    case 'added':
      return compareValues(one.addedAt, other.addedAt, sign);
    case 'released':
      return compareValues(one.released, other.released, sign);
    case 'duration':
      return compareValues(one.durationMs, other.durationMs, sign);
  }
}

function compareNames(one: string | undefined, other: string | undefined, sign: number): number {
  const [a, b] = [one ?? '', other ?? ''];
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return sign * collator.compare(spoken(a), spoken(b));
}

function compareValues<T extends string | number>(
  one: T | undefined,
  other: T | undefined,
  sign: number,
): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return one === other ? 0 : one < other ? -sign : sign;
}
