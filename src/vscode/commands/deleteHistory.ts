import { window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../protocol/ids.ts';
import { command } from './command.ts';

const yes = 'Delete for Good';

/** Removes everything that is kept of an account: asks which one, says what goes, asks again. */
export const deleteHistory = command(commands.deleteHistory, async ({ runtime, logger }) => {
  const { api } = await runtime();
  const { accounts } = await api.call('app.status', {});
  if (accounts.length === 0) {
    await window.showInformationMessage('The history is empty: there is nothing to delete.');
    return;
  }
  const items = accounts.map(({ account, listens }) => ({
    label: labelText(account),
    description: `${listens.toLocaleString('en')} listens`,
    account,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Delete History of an Account',
    placeHolder: 'Whose listening history is to be deleted from this machine',
  });
  if (picked === undefined) return;
  const { account } = picked;
  const { summary } = await api.call('history.deleteAccount', { account, dry_run: true });
  const answer = await window.showWarningMessage(
    `Delete the listening history of ${picked.label}?`,
    { modal: true, detail: summary },
    yes,
  );
  if (answer !== yes) return;
  const result = await api.call('history.deleteAccount', { account, agreed: summary });
  logger.info('history deleted', { removed: result.removed });
  await window.showInformationMessage(result.summary);
});
