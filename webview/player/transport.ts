import heart from '@vscode/codicons/src/icons/heart.svg';
import heartFilled from '@vscode/codicons/src/icons/heart-filled.svg';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { iconButton, nameIconButton } from '../ui/toolkit.ts';
import {
  nextSign,
  pauseSign,
  playSign,
  previousSign,
  repeatOneSign,
  repeatSign,
  shuffleSign,
} from './drawings.ts';
import type { ExpectedState, Wish } from './playerState.ts';
import { canBeLiked, nextRepeatMode, type Refusals, type RepeatMode } from './refusals.ts';

interface Transport {
  readonly element: HTMLElement;
  show(state: ExpectedState, refusals: Refusals): void;
  /** Moves the focus to the button that plays and pauses. */
  focus(): void;
}

/** The buttons of a player. One that is refused keeps the focus and says why. */
export function transport(canLike: boolean, onWish: (wish: Wish) => void): Transport {
  let shown: ExpectedState = { readAt: 0 };
  const wish = (next: () => Wish | undefined) => (control: HTMLElement) => () => {
    const wished = control.getAttribute('aria-disabled') === 'true' ? undefined : next();
    if (wished !== undefined) onWish(wished);
  };
  const shuffle = signButton(
    'shuffle',
    shuffleSign,
    wish(() => ({ action: 'shuffle', on: shown.playback?.shuffle !== true })),
  );
  const previous = signButton(
    'previous',
    previousSign,
    wish(() => ({ action: 'previous' })),
  );
  const play = signButton(
    'play',
    playSign,
    wish(() => ({ action: shown.playback?.playing === true ? 'pause' : 'resume' })),
  );
  const next = signButton(
    'next',
    nextSign,
    wish(() => ({ action: 'next' })),
  );
  const repeat = signButton(
    'repeat',
    repeatSign,
    wish(() => {
      const mode = shown.playback && nextRepeatMode(shown.playback);
      return mode && { action: 'repeat', mode };
    }),
  );
  const like = signButton(
    'like',
    heart,
    wish(() => {
      const { playback, saved } = shown;
      return playback?.item && { action: 'like', uri: playback.item.uri, saved: saved !== true };
    }),
  );
  const all = { shuffle, previous, play, next, repeat, like };
  return {
    element: element(
      'div',
      { class: 'player-buttons', role: 'group', 'aria-label': t('Controls of the player') },
      ...Object.values(all),
    ),
    focus: () => {
      play.focus();
    },
    show: (state, refusals) => {
      shown = state;
      const { playback, saved } = state;
      const playing = playback?.playing === true;
      face(play, playing ? pauseSign : playSign, playing ? t('Pause') : t('Play'));
      face(previous, previousSign, t('Previous'));
      face(next, nextSign, t('Next'));
      face(
        shuffle,
        shuffleSign,
        playback?.shuffle === true ? t('Shuffle: on') : t('Shuffle: off'),
        playback?.shuffle,
      );
      face(
        repeat,
        playback?.repeat === 'track' ? repeatOneSign : repeatSign,
        repeatWords(playback?.repeat),
        isOn(playback?.repeat),
      );
      face(like, saved === true ? heartFilled : heart, saved === true ? t('Unlike') : t('Like'), saved);
      like.hidden = !canLike || saved === undefined || playback === undefined || !canBeLiked(playback);
      for (const [name, control] of Object.entries(all)) refuse(control, refusals[name as keyof typeof all]);
    },
  };
}

const isOn = (mode: RepeatMode | undefined): boolean => mode === 'track' || mode === 'context';

function repeatWords(mode: RepeatMode | undefined): string {
  if (mode === 'track') return t('Repeat: this one');
  return mode === 'context' ? t('Repeat: all') : t('Repeat: off');
}

function signButton(name: string, svg: string, onClick: (control: HTMLElement) => () => void): HTMLElement {
  const made: HTMLElement = iconButton(svg, name, () => {
    onClick(made)();
  });
  made.classList.add('player-button', `player-${name}`);
  made.dataset['sign'] = svg;
  return made;
}

/**
 * Changes only what is another than before: a button that is redrawn under the pointer loses its click. The name says
 * the state, because the component library keeps `aria-pressed` from the button inside it.
 */
function face(control: HTMLElement, svg: string, label: string, on = false): void {
  if (control.dataset['sign'] !== svg) {
    control.dataset['sign'] = svg;
    control.replaceChildren(icon(svg));
  }
  control.dataset['on'] = String(on);
  nameIconButton(control, label);
}

function refuse(control: HTMLElement, reason: string | undefined): void {
  if (reason === undefined) control.removeAttribute('aria-disabled');
  else {
    control.setAttribute('aria-disabled', 'true');
    nameIconButton(control, `${control.getAttribute('aria-label') ?? ''}: ${reason}`);
  }
}
