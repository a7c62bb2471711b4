import { env, l10n, window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../protocol/ids.ts';
import { command } from './command.ts';

const yes = l10n.t('Delete for Good');

/** Removes everything that is kept of an account: asks which one, says what goes, asks again. */
export const deleteHistory = command(commands.deleteHistory, async ({ runtime, logger }) => {
  const { api } = await runtime();
  const { accounts } = await api.call('app.status', {});
  if (accounts.length === 0) {
    await window.showInformationMessage(l10n.t('The history is empty: there is nothing to delete.'));
    return;
  }
  const items = accounts.map(({ account, listens }) => ({
    label: labelText(account),
    description: l10n.t('{count} listens', { count: listens.toLocaleString(env.language) }),
    account,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Delete History of an Account'),
    placeHolder: l10n.t('Whose listening history is to be deleted from this machine'),
  });
  if (picked === undefined) return;
  const { account } = picked;
  const { summary } = await api.call('history.deleteAccount', { account, dry_run: true });
  const answer = await window.showWarningMessage(
    l10n.t('Delete the listening history of {name}?', { name: picked.label }),
    { modal: true, detail: summary },
    yes,
  );
  if (answer !== yes) return;
  const result = await api.call('history.deleteAccount', { account, agreed: summary });
  logger.info('history deleted', { removed: result.removed });
  await window.showInformationMessage(result.summary);
});
