import { l10n, window } from 'vscode';
import type { AskInEditor } from '../core/mcp/confirmation.ts';

const yes = l10n.t('Do It');

/**
 * Asks in a dialog of this window, for agents whose client cannot ask. A dialog that is closed is a no: whoever does
 * not decide has not agreed.
 */
export const askInEditor: AskInEditor = async ({ summary }) => {
  const detail = l10n.t(
    'An agent asks for this through Backbeat. What is kept before it can be brought back with ops_undo.',
  );
  return (await window.showWarningMessage(summary, { modal: true, detail }, yes)) === yes;
};
