/** Artists, tracks and albums for the slow analyses; shares no code with src/core/analytics. */
import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import {
  artistsOf,
  groupBy,
  heardOf,
  recordingKey,
  releasesOf,
  uriOf,
  type SlowListen,
} from './slowHistory.ts';

/** The only artist of the fixtures that has one. */
const artistUris: Readonly<Record<string, string>> = { Ana: 'spotify:artist:1' };

export interface SlowItem {
  readonly key: string;
  readonly plays: readonly SlowListen[];
  readonly name: object;
  readonly uri: object;
  /** What decides between equals. */
  readonly labels: readonly string[];
}

/** What a play is a play of; `undefined` where the source does not say. */
export function itemKey(of: ItemType, play: SlowListen): string | undefined {
  if (of === 'artists') return play.artist === '' ? undefined : play.artist;
  if (of === 'albums') return play.album === undefined ? undefined : `${play.artist}|${play.album}`;
  return recordingKey(play);
}

export function slowItems(of: ItemType, plays: readonly SlowListen[]): SlowItem[] {
  const known = plays.filter((play) => itemKey(of, play) !== undefined);
  return groupBy(known, (play) => itemKey(of, play)!).map((own) => {
    const key = itemKey(of, own[0]!)!;
    const { title, artist, album, uri } = of === 'tracks' ? releasesOf(own).main : own[0]!;
    const artists = artist === '' ? {} : { artists: artistsOf(artist) };
    if (of === 'artists') {
      return { key, plays: own, name: { name: artist }, uri: uriOf(artistUris[artist]), labels: [artist] };
    }
    if (of === 'albums') {
      return { key, plays: own, name: { name: album, ...artists }, uri: {}, labels: [album!, artist] };
    }
    return {
      key,
      plays: own,
      name: { name: title, ...artists },
      uri: uriOf(uri),
      labels: [title, artist, uri ?? ''],
    };
  });
}

/** By each number, greatest first, then by label. */
export function rankItems<T extends Pick<SlowItem, 'labels'>>(
  items: readonly T[],
  ...values: readonly ((item: T) => number)[]
): T[] {
  return [...items].sort((a, b) => {
    for (const value of values) if (value(a) !== value(b)) return value(b) - value(a);
    const at = a.labels.findIndex((text, i) => text !== b.labels[i]);
    return at < 0 ? 0 : a.labels[at]! < b.labels[at]! ? -1 : 1;
  });
}

export const count = (item: Pick<SlowItem, 'plays'>): number => item.plays.length;
export const time = (item: Pick<SlowItem, 'plays'>): number => heardOf(item.plays);
