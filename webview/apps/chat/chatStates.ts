import { t } from '../../l10n.ts';
import { problemWords } from '../../shell/problem.ts';
import { element } from '../../ui/element.ts';
import { button, progressRing } from '../../ui/toolkit.ts';

/** Something is on its way; `sentence` says what. */
export function drawWaiting(sentence: string): HTMLElement {
  return element(
    'div',
    { class: 'state loading' },
    progressRing(),
    element('p', { role: 'status' }, sentence),
  );
}

/** What went wrong and the next step; `onRetry` where trying again can help. */
export function drawProblem(error: unknown, onRetry?: () => void): HTMLElement {
  const [sentence, hint] = problemWords(error);
  return element(
    'div',
    { class: 'state failed', role: 'alert' },
    element('h2', {}, element('bdi', {}, sentence)),
    hint === undefined ? undefined : element('p', {}, element('bdi', {}, hint)),
    onRetry === undefined ? undefined : button(t('Try again'), 'primary', onRetry),
  );
}

/** The user or the chat stopped the call. */
export function drawCancelled(sentence: string): HTMLElement {
  return element('div', { class: 'state' }, element('p', { role: 'status' }, sentence));
}
