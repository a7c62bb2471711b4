import type { Grouping } from '../../../protocol/spotify/playlistPower/splitPlaylist.ts';
import { formatInstant } from '../../analytics/format.ts';
import type { TimeZone } from '../../analytics/timeZone.ts';
import type { Thing } from './things.ts';

/** Things that belong together. */
export interface ThingGroup {
  /** As the user reads it: the artist's name, `1990s`, `2024`; `undefined` for the rest. */
  readonly label: string | undefined;
  /** In the order of the playlist. */
  readonly things: readonly Thing[];
}

/**
 * Splits things into groups; each thing is in exactly one. Artists come with the largest first, years in their order.
 * What has no such property, and groups that are smaller than `minItems`, are together in the rest, which is last.
 * @param zone in which a year begins
 */
export function groupThings(
  things: readonly Thing[],
  by: Grouping,
  minItems: number,
  zone: TimeZone,
): readonly ThingGroup[] {
  const groups = new Map<string, { readonly label: string; readonly things: Thing[] }>();
  const rest: Thing[] = [];
  for (const thing of things) {
    const found = labelOf(thing, by, zone);
    if (found === undefined) {
      rest.push(thing);
      continue;
    }
    const group = groups.get(found.key);
    if (group === undefined) groups.set(found.key, { label: found.label, things: [thing] });
    else group.things.push(thing);
  }
  const all = [...groups.values()];
  const large = all.filter((group) => group.things.length >= minItems);
  rest.push(...all.filter((group) => group.things.length < minItems).flatMap((group) => group.things));
  rest.sort((a, b) => a.position - b.position);
  if (by === 'artist') large.sort((a, b) => b.things.length - a.things.length);
  else large.sort((a, b) => (a.label < b.label ? -1 : 1));
  return rest.length === 0 ? large : [...large, { label: undefined, things: rest }];
}

interface Label {
  readonly key: string;
  readonly label: string;
}

function labelOf(thing: Thing, by: Grouping, zone: TimeZone): Label | undefined {
  switch (by) {
    case 'artist': {
      const [maker] = thing.makers;
      return maker === undefined || thing.makerKey === '' ? undefined : { key: thing.makerKey, label: maker };
    }
    case 'decade': {
      const year = releaseYear(thing);
      return year === undefined ? undefined : sameLabel(`${year - (year % 10)}s`);
    }
    case 'added_year':
      return thing.addedAt === undefined
        ? undefined
        : sameLabel(formatInstant(thing.addedAt, zone).slice(0, 4));
  }
}

function sameLabel(label: string): Label {
  return { key: label, label };
}

/** Year of release; `undefined` where Spotify tells none, or one that cannot be. */
export function releaseYear({ released }: Pick<Thing, 'released'>): number | undefined {
  const year = Number(/^\d{4}/.exec(released ?? '')?.[0] ?? 0);
  return year === 0 ? undefined : year;
}
