import mute from '@vscode/codicons/src/icons/mute.svg';
import unmute from '@vscode/codicons/src/icons/unmute.svg';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { iconButton, nameIconButton } from '../ui/toolkit.ts';
import { slider } from './slider.ts';

interface VolumeControl {
  readonly element: HTMLElement;
  /** @param percent `undefined`: not known; `refusal` then says so */
  show(percent: number | undefined, refusal: string | undefined): void;
}

/** A slider of the volume, and a button that silences it and brings it back as it was. */
export function volumeControl(onChoose: (percent: number, byHand: boolean) => void): VolumeControl {
  let shown: number | undefined;
  let before = 50;
  let silent = false;
  const silence = iconButton(unmute, t('Mute'), () => {
    if (shown === undefined || silence.getAttribute('aria-disabled') === 'true') return;
    if (shown > 0) before = shown;
    onChoose(shown > 0 ? 0 : before, false);
  });
  const range = slider({
    ...{ label: t('Volume'), name: 'player-volume', keyStep: 5, pageStep: 20 },
    words: (percent) => t('{percent} %', { percent: Math.round(percent) }),
    onMove: () => undefined,
    onChoose: (percent) => {
      onChoose(Math.round(percent), true);
    },
  });
  return {
    element: element('div', { class: 'player-loud' }, silence, range.element),
    show: (percent, refusal) => {
      shown = percent;
      range.show(percent ?? 0, 100);
      range.refuse(refusal);
      const label = percent === 0 ? t('Unmute') : t('Mute');
      if ((percent === 0) !== silent) {
        silent = !silent;
        silence.replaceChildren(icon(silent ? mute : unmute));
      }
      nameIconButton(silence, refusal === undefined ? label : `${label}: ${refusal}`);
      if (refusal === undefined) silence.removeAttribute('aria-disabled');
      else silence.setAttribute('aria-disabled', 'true');
    },
  };
}
