import { t } from '../../l10n.ts';
import type { PageContext } from '../../shell/page.ts';
import { element } from '../../ui/element.ts';
import { actionButton } from '../../ui/actionButton.ts';
import { diagnostics } from './diagnostics.ts';

/** What helps when something is wrong: the diagnostics for the clipboard, and the whole log in the editor. */
export function reportButtons({ api, panel, now, announce, showError }: PageContext): HTMLElement {
  const done = element('span', { class: 'faint' });
  const copy = actionButton(t('Copy Diagnostics'), 'secondary', 'activity-copy', async () => {
    try {
      await api.call('panel.copy', { text: await diagnostics(api, panel, now()) });
      done.textContent = t('Copied. Tokens, mail addresses, home folders and account names are left out.');
      announce(done.textContent);
    } catch (error) {
      done.textContent = '';
      showError(error);
    }
  });
  const show = actionButton(t('Show Log in the Editor'), 'secondary', 'activity-show-log', async () => {
    await api.call('panel.runCommand', { command: 'showLog' }).catch(showError);
  });
  return element('div', { class: 'activity-buttons' }, copy, show, done);
}
