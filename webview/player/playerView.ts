import close from '@vscode/codicons/src/icons/close.svg';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { button, iconButton } from '../ui/toolkit.ts';
import { cover } from './cover.ts';
import { deviceMenu } from './deviceMenu.ts';
import { names, titleOf } from './names.ts';
import './player.css';
import type { PlayerActions } from './playerActions.ts';
import { PlayerModel } from './playerModel.ts';
import { playerProblem } from './playerProblem.ts';
import { positionAt, type ExpectedState, type PlayerViewState } from './playerState.ts';
import { queueList } from './queueList.ts';
import { deviceRefusal, isAdvert, refusalsOf } from './refusals.ts';
import { slider } from './slider.ts';
import { Ticker } from './ticker.ts';
import { timeWords } from './timeWords.ts';
import { transport } from './transport.ts';
import { volumeControl } from './volumeControl.ts';

export type { CommandAnswer, PlayerActions } from './playerActions.ts';
export type { PlayerCommand, PlayerViewState } from './playerState.ts';

export interface PlayerView {
  readonly element: HTMLElement;
  show(state: PlayerViewState): void;
  dispose(): void;
}

/** Whoever moves a slider by keys stops within this time, ms; each command costs Spotify several requests. */
const restMs = 300;
const seekStepMs = 5_000;
const seekPageMs = 30_000;

/**
 * The player: cover, names, position, controls, volume, devices and queue, from 200 px wide. It knows nothing of
 * where it lives, and takes its strings from `webview/l10n.ts`.
 * @param now Unix ms
 */
export function playerView(actions: PlayerActions, now: () => number = () => Date.now()): PlayerView {
  const live = element('p', { class: 'sr-only', role: 'status' });
  const announce = (sentence: string): void => {
    if (actions.announce !== undefined) actions.announce(sentence);
    else live.textContent = sentence;
  };
  const problem = element('div', { class: 'player-problem', role: 'alert', hidden: '' });
  const note = element('p', { class: 'player-note faint', hidden: '' });
  function say(sentence: string, hint?: string): void {
    const words = element('p', {}, element('bdi', {}, sentence), hint === undefined ? undefined : ` ${hint}`);
    problem.replaceChildren(
      words,
      iconButton(close, t('Close'), () => {
        problem.hidden = true;
        buttons.focus();
      }),
    );
    problem.hidden = false;
  }

  const model = new PlayerModel({
    ...{ actions, now, onChange: draw },
    onProblem: (error) => {
      say(...playerProblem(error));
    },
    onNote: (sentence) => {
      say(sentence);
    },
  });
  const wish: PlayerModel['wish'] = (wished, rest) => {
    problem.hidden = true;
    model.wish(wished, rest);
  };
  const picture = cover();
  const words = names(actions.openLink && ((url) => actions.openLink?.(url)));
  const passed = element('span', { class: 'player-time' });
  const whole = element('span', { class: 'player-time' });
  const seek = slider({
    ...{ label: t('Position'), name: 'player-position', keyStep: seekStepMs, pageStep: seekPageMs },
    words: (ms) => t('{position} of {duration}', { position: timeWords(ms), duration: whole.textContent }),
    onMove: (ms) => {
      passed.textContent = timeWords(ms);
    },
    onChoose: (ms) => {
      wish({ action: 'seek', position_ms: Math.round(ms) }, restMs);
    },
  });
  const times = element('div', { class: 'player-seek' }, passed, seek.element, whole);
  const buttons = transport(actions.setSaved !== undefined, wish);
  const volume = volumeControl((percent, byHand) => {
    wish({ action: 'volume', volume: percent }, byHand ? restMs : 0);
  });
  const devices = deviceMenu(
    (device) => {
      wish({ action: 'transfer', device });
    },
    actions.refreshDevices && (() => actions.refreshDevices?.()),
  );
  const queue = queueList((isOpen) => {
    actions.keepQueueOpen?.(isOpen);
    if (isOpen) actions.refreshQueue?.();
  }, actions.isQueueOpen);
  const start = startHelp(actions);
  const root = element(
    'section',
    { class: 'player', 'aria-label': t('Player') },
    picture.element,
    element(
      'div',
      { class: 'player-body' },
      ...[words.element, start, times, buttons.element, note, problem],
      element('div', { class: 'player-more' }, volume.element, devices.element),
      queue.element,
    ),
    live,
  );
  const ticker = new Ticker(move);
  let told: string | undefined;

  /** Only what moves with time. */
  function move(): void {
    const state = model.shown;
    const position = positionAt(state, now());
    const duration = state.playback?.item?.duration_ms;
    times.hidden = position === undefined || duration === undefined;
    if (position === undefined || duration === undefined) {
      ticker.stop();
      return;
    }
    setText(whole, timeWords(duration));
    seek.show(position, duration);
    if (!seek.moving()) setText(passed, timeWords(position));
    if (state.playback?.playing === true && position < duration) ticker.start();
    else ticker.stop();
  }

  function draw(): void {
    const state = model.shown;
    const { playback } = state;
    const refusals = refusalsOf(playback, state.isFree);
    root.classList.toggle('player-idle', playback === undefined);
    picture.show(playback && state.cover, playback?.item?.album ?? playback?.item?.name);
    words.show(playback, state.skipping === true);
    buttons.show(state, refusals);
    seek.refuse(refusals.seek);
    volume.show(playback?.device?.volume, refusals.volume);
    devices.show(state);
    queue.show(state.queue);
    queue.element.hidden = playback === undefined;
    start.hidden = playback !== undefined;
    const remark = remarkOf(state);
    note.hidden = remark === undefined;
    setText(note, remark ?? '');
    move();
    tell(state);
  }

  /** Another item is news; all else the controls say themselves. */
  function tell({ playback, skipping }: ExpectedState): void {
    if (skipping === true) return;
    const by = playback?.item?.by?.join(', ') ?? '';
    const title = titleOf(playback).slice(0, spokenLength);
    const sentence =
      by === '' ? title : t('{title} by {artists}', { title, artists: by.slice(0, spokenLength) });
    if (told !== undefined && told !== sentence) announce(sentence);
    told = sentence;
  }

  draw();
  told = undefined;
  return {
    element: root,
    show: (state) => {
      model.show(state);
    },
    dispose: () => {
      ticker.dispose();
      model.dispose();
    },
  };
}

/** Names can be as long as a page; this much of one is read aloud. */
const spokenLength = 200;

function setText(holder: HTMLElement, text: string): void {
  if (holder.textContent !== text) holder.textContent = text;
}

function remarkOf({ playback }: ExpectedState): string | undefined {
  if (playback === undefined) return undefined;
  const refusal = deviceRefusal(playback.device);
  if (refusal !== undefined) return refusal;
  if (isAdvert(playback)) return t('The controls come back after the advertisement.');
  if (playback.item?.uri.startsWith('spotify:local:') === true)
    return t('A file of this device: Spotify cannot like it.');
  return undefined;
}

function startHelp(actions: PlayerActions): HTMLElement {
  return element(
    'div',
    { class: 'player-start' },
    element(
      'p',
      {},
      t('Start something in Spotify on any device, or choose a device that is open and press play.'),
    ),
    actions.searchAndPlay === undefined
      ? undefined
      : button(t('Search and play…'), 'primary', () => {
          actions.searchAndPlay?.();
        }),
  );
}
