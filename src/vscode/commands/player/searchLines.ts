import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import { playTime } from '../../../core/spotify/statusBar/times.ts';
import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import type { Localizer } from '../../localizer.ts';

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

const kinds: Readonly<Record<ItemType, { readonly icon: string; heading(l10n: Localizer): string }>> = {
  track: { icon: 'music', heading: (l10n) => l10n.t('Tracks') },
  album: { icon: 'library', heading: (l10n) => l10n.t('Albums') },
  artist: { icon: 'person', heading: (l10n) => l10n.t('Artists') },
  playlist: { icon: 'list-unordered', heading: (l10n) => l10n.t('Playlists') },
  show: { icon: 'broadcast', heading: (l10n) => l10n.t('Shows') },
  episode: { icon: 'mic', heading: (l10n) => l10n.t('Episodes') },
  audiobook: { icon: 'book', heading: (l10n) => l10n.t('Audiobooks') },
};

/** Results grouped by kind, kinds and results in the order in which Spotify ranks them. */
export function searchLines(items: readonly Item[], l10n: Localizer): readonly SearchLine[] {
  const groups = new Map<ItemType, Item[]>();
  for (const item of items) groups.set(item.type, [...(groups.get(item.type) ?? []), item]);
  return [...groups].flatMap(([type, group]) => [
    { heading: kinds[type].heading(l10n) },
    ...group.map((item) => itemLine(item, l10n)),
  ]);
}

function itemLine(item: Item, l10n: Localizer): SearchLine {
  const { name, by = [], album, released, duration_ms: duration, type } = item;
  const facts = [
    labelText(by.join(', '), 60),
    labelText(album ?? '', 40),
    labelText(released ?? '', 10),
    duration === undefined ? '' : playTime(duration),
  ];
  return {
    item,
    label: `$(${kinds[type].icon}) ${labelText(name, 80) || l10n.t('Untitled')}`,
    description: facts.filter((fact) => fact !== '').join(' · '),
    queueable: type === 'track' || type === 'episode',
  };
}
