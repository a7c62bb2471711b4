import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import { playTime } from '../../../core/spotify/statusBar/times.ts';
import type { Item, ItemType } from '../../../protocol/spotify/items.ts';

/** One line of the results: a thing to play, or the heading of its kind. */
export type SearchLine =
  | { readonly heading: string }
  | {
      readonly item: Item;
      readonly label: string;
      readonly description: string;
      /** Whether it can be put at the end of the queue. */
      readonly queueable: boolean;
    };

const kinds: Readonly<Record<ItemType, { readonly icon: string; readonly heading: string }>> = {
  track: { icon: 'music', heading: 'Tracks' },
  album: { icon: 'library', heading: 'Albums' },
  artist: { icon: 'person', heading: 'Artists' },
  playlist: { icon: 'list-unordered', heading: 'Playlists' },
  show: { icon: 'broadcast', heading: 'Shows' },
  episode: { icon: 'mic', heading: 'Episodes' },
  audiobook: { icon: 'book', heading: 'Audiobooks' },
};

/** Results grouped by kind, kinds and results in the order in which Spotify ranks them. */
export function searchLines(items: readonly Item[]): readonly SearchLine[] {
  const groups = new Map<ItemType, Item[]>();
  for (const item of items) groups.set(item.type, [...(groups.get(item.type) ?? []), item]);
  return [...groups].flatMap(([type, group]) => [
    { heading: kinds[type].heading },
    ...group.map((item) => itemLine(item)),
  ]);
}

function itemLine(item: Item): SearchLine {
  const { name, by = [], album, released, duration_ms: duration, type } = item;
  const facts = [
    labelText(by.join(', '), 60),
    labelText(album ?? '', 40),
    labelText(released ?? '', 10),
    duration === undefined ? '' : playTime(duration),
  ];
  return {
    item,
    label: `$(${kinds[type].icon}) ${labelText(name, 80) || 'Untitled'}`,
    description: facts.filter((fact) => fact !== '').join(' · '),
    queueable: type === 'track' || type === 'episode',
  };
}
