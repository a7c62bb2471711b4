import { t } from '../l10n.ts';
import { PanelError } from '../panelErrors.ts';
import { problemWords } from '../shell/problem.ts';
import { element } from './element.ts';
import { button, progressRing } from './toolkit.ts';
import type { LiveState } from './liveState.ts';

/** A part of a page before its first answer. */
export function waitingPart(sentence: string): HTMLElement {
  return element('div', { class: 'part-state' }, progressRing(), element('p', {}, sentence));
}

/** A part of a page with nothing to show: one sentence, and what leads on. */
export function emptyPart(sentence: string, ...steps: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'part-state' }, element('p', {}, sentence), ...steps);
}

/**
 * Why a part of a page could not be read. Where the host is gone it is asked again by itself.
 * @param id of the button, for the focus to be found again
 */
export function failedPart(error: unknown, id: string, onRetry: () => void): HTMLElement {
  const retry = button(t('Retry'), 'secondary', onRetry);
  retry.id = id;
  if (PanelError.is(error, 'gone')) {
    return element(
      'div',
      { class: 'part-state failed' },
      element('p', {}, t('Backbeat is not running at the moment; another window takes over within seconds.')),
      element('p', { class: 'faint' }, t('This is asked again by itself.')),
      retry,
    );
  }
  const [sentence, hint] = problemWords(error);
  return element(
    'div',
    { class: 'part-state failed' },
    element('p', {}, sentence),
    hint === undefined ? undefined : element('p', { class: 'faint' }, hint),
    retry,
  );
}

interface PartWords {
  /** While nothing is known. */
  readonly waiting: string;
  /** Of the button that asks again. */
  readonly retryId: string;
}

/** A part that is asked for: what it says, why it says nothing yet, or why what it says may be old. */
export function partOf<T>(
  state: LiveState<T>,
  words: PartWords,
  draw: (value: T) => HTMLElement,
): HTMLElement[] {
  const { value, error } = state.known;
  if (value === undefined) {
    if (error === undefined) return [waitingPart(words.waiting)];
    return [
      failedPart(error, words.retryId, () => {
        state.refresh();
      }),
    ];
  }
  const note = staleNote(error);
  return note === undefined ? [draw(value)] : [note, draw(value)];
}

/** Above what is still shown although it could not be read again; `undefined` while all is well. */
export function staleNote(error: unknown): HTMLElement | undefined {
  if (error === undefined) return undefined;
  const [sentence] = PanelError.is(error, 'gone')
    ? [t('Backbeat is not running at the moment; another window takes over within seconds.')]
    : problemWords(error);
  return element('p', { class: 'note' }, `${sentence} ${t('What is shown may be old.')}`);
}
