import close from '@vscode/codicons/src/icons/close.svg';
import { t } from '../l10n.ts';
import { PanelError } from '../panelErrors.ts';
import { element } from '../ui/element.ts';
import { iconButton } from '../ui/toolkit.ts';

/** One sentence and the next step of any error; what has neither is a defect and says so. */
export function problemWords(error: unknown): readonly [sentence: string, hint: string | undefined] {
  if (PanelError.is(error)) return [error.message, error.hint];
  return [
    t('The answer could not be read.'),
    t('Reload the window: the panel and the extension may be of different versions.'),
  ];
}

/** Where errors are shown that no part of a page shows by itself; one at a time. */
export function problemBar(): { readonly element: HTMLElement; show(error: unknown): void } {
  const bar = element('div', { class: 'problem', role: 'alert', hidden: '' });
  return {
    element: bar,
    show: (error) => {
      const [sentence, hint] = problemWords(error);
      bar.replaceChildren(
        element('p', {}, sentence, hint === undefined ? undefined : ` ${hint}`),
        iconButton(close, t('Close'), () => {
          bar.hidden = true;
          // The button that had the focus is gone: the keyboard goes on in the page.
          document.getElementById('page')?.focus({ preventScroll: true });
        }),
      );
      bar.hidden = false;
    },
  };
}
