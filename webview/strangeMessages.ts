import { t } from './l10n.ts';
import { PanelError } from './panelErrors.ts';
import { problemBar } from './shell/problem.ts';

/**
 * What becomes of a message that nobody understands, or that cannot be shown: the developer tools get it whole, the
 * reader one sentence above the page, which goes on.
 */
export function strangeMessages(root: HTMLElement): (error: unknown) => void {
  const bar = problemBar();
  bar.element.classList.add('of-message');
  root.before(bar.element);
  return (error) => {
    console.error(error);
    bar.show(
      new PanelError({
        code: 'UNREADABLE_MESSAGE',
        message: t('Something that the extension said could not be shown.'),
        hint: t('Reload the window: the panel and the extension may be of different versions.'),
      }),
    );
  };
}
