import type { Playback } from '../../src/protocol/spotify/items.ts';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { isAdvert } from './refusals.ts';

interface Names {
  readonly element: HTMLElement;
  show(playback: Playback | undefined, skipping: boolean): void;
}

/** Title, artists and album: strangers' words, as text, each in its own direction. */
export function names(openLink: ((url: string) => void) | undefined): Names {
  const title = element('p', { class: 'player-title' });
  const by = element('p', { class: 'player-by' });
  const album = element('p', { class: 'player-album faint' });
  let shown = '';
  return {
    element: element('div', { class: 'player-names' }, title, by, album),
    show: (playback, skipping) => {
      title.parentElement?.classList.toggle('player-skipping', skipping);
      const { item } = playback ?? {};
      const next = JSON.stringify([
        item?.url,
        item?.name,
        item?.by,
        item?.album,
        playback?.other,
        playback === undefined,
      ]);
      if (next === shown) return;
      shown = next;
      fill(title, titleOf(playback), openLink && item && linkTo(item.url, openLink));
      fill(by, item?.by?.join(', ') ?? '');
      fill(album, item?.album ?? '');
    },
  };
}

/** What to call what is loaded. */
export function titleOf(playback: Playback | undefined): string {
  if (playback === undefined) return t('Nothing is playing');
  if (playback.item !== undefined) return playback.item.name;
  return isAdvert(playback) ? t('Advertisement') : t('Something that Spotify does not name');
}

function fill(line: HTMLElement, text: string, link?: HTMLAnchorElement): void {
  const words = element('bdi', {}, text);
  line.hidden = text === '';
  line.title = text;
  if (link === undefined) line.replaceChildren(words);
  else {
    link.append(words);
    line.replaceChildren(link);
  }
}

/** A link to Spotify's own pages only. */
function linkTo(url: string, open: (url: string) => void): HTMLAnchorElement | undefined {
  if (!url.startsWith('https://open.spotify.com/')) return undefined;
  const link = element('a', { href: url });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    open(url);
  });
  return link;
}
