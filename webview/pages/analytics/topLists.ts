import type { TopArtist, TopTrack } from '../../../src/protocol/history/topLists.ts';
import { bar, element, section } from '../../ui/element.ts';
import { hourWords, percentWords, plural } from '../../ui/words.ts';

/** Most played artists, with their part of all plays. */
export function drawArtists(artists: readonly TopArtist[]): HTMLElement {
  return section(
    'artists',
    'Top artists',
    ranking(artists, ({ hours, share }) => [`${hourWords(hours)} h · ${percentWords(share)} of plays`]),
  );
}

/** Most played tracks, with who plays them. */
export function drawTracks(tracks: readonly TopTrack[]): HTMLElement {
  return section(
    'tracks',
    'Top tracks',
    ranking(tracks, ({ artists, hours }) => [
      ...artists.flatMap((artist, at) => [at === 0 ? '' : ', ', element('bdi', {}, artist)]),
      ` · ${hourWords(hours)} h`,
    ]),
  );
}

function ranking<Row extends { readonly name: string; readonly plays: number }>(
  rows: readonly Row[],
  detail: (row: Row) => readonly (Node | string)[],
): HTMLElement {
  const most = Math.max(1, ...rows.map(({ plays }) => plays));
  return element(
    'ol',
    { class: 'ranking' },
    ...rows.map((row) =>
      element(
        'li',
        {},
        element('span', { class: 'name' }, element('bdi', {}, row.name)),
        element('span', { class: 'plays' }, plural(row.plays, 'play')),
        element('span', { class: 'detail faint' }, ...detail(row)),
        bar(row.plays / most),
      ),
    ),
  );
}
