import music from '@vscode/codicons/src/icons/music.svg';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';

export interface Cover {
  readonly element: HTMLElement;
  /** @param of whose cover it is; for the text alternative */
  show(url: string | undefined, of: string | undefined): void;
}

/** Spotify's image hosts; and this machine, where the address of the Web API is one of it (`spotify.apiUrl`). */
const coverUrl =
  /^(?:https:\/\/(?:[\w-]+\.)*(?:scdn\.co|spotifycdn\.com)\/|http:\/\/127\.0\.0\.1(?::\d+)?\/)/;

/** The picture of what plays; a drawn one where there is none, or it does not load. */
export function cover(): Cover {
  const picture = element('img', {
    ...{ class: 'player-picture', alt: '', decoding: 'async', draggable: 'false', hidden: '' },
    referrerpolicy: 'no-referrer',
  });
  const placeholder = element('div', { class: 'player-placeholder', 'aria-hidden': 'true' }, icon(music));
  let shown: string | undefined;
  const setLoaded = (loaded: boolean): void => {
    picture.hidden = !loaded;
    placeholder.hidden = loaded;
  };
  picture.addEventListener('load', () => {
    setLoaded(true);
  });
  picture.addEventListener('error', () => {
    setLoaded(false);
  });
  return {
    element: element('div', { class: 'player-cover' }, picture, placeholder),
    show: (url, of) => {
      picture.alt = of === undefined ? t('Cover') : t('Cover of {name}', { name: of });
      const safe = url !== undefined && coverUrl.test(url) ? url : undefined;
      if (safe === shown) return;
      shown = safe;
      setLoaded(false);
      if (safe === undefined) picture.removeAttribute('src');
      else picture.src = safe;
    },
  };
}
