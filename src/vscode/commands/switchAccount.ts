import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../protocol/ids.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import { renew, signInWithAnother } from '../auth/signInAgain.ts';
import { command } from './command.ts';

interface AccountItem extends QuickPickItem {
  readonly account?: Account;
}

const another: AccountItem = { label: l10n.t('Sign in with another account…') };

/** Makes another account the one in use; one whose sign-in has ended is signed in again. */
export const switchAccount = command(commands.switchAccount, async (editor) => {
  const { api } = await editor.runtime();
  const { accounts } = await api.call('accounts.list', {});
  const separator: AccountItem = { label: '', kind: QuickPickItemKind.Separator };
  const picked = await window.showQuickPick([...itemsOf(accounts), separator, another], {
    title: l10n.t('Switch Account'),
    placeHolder: l10n.t('The account that commands and tools use when they name none'),
  });
  if (picked === another) {
    await signInWithAnother(editor);
    return;
  }
  if (picked?.account === undefined) return;
  const { account, state } = picked.account;
  await api.call('accounts.use', { account });
  if (state === 'expired' || state === 'revoked') await renew(editor, picked.account);
});

/** An id is shown only where it tells two accounts of one name apart. */
function itemsOf(accounts: readonly Account[]): readonly AccountItem[] {
  const names = accounts.map(({ display_name }) => labelText(display_name));
  return accounts.map((account, at) =>
    itemOf(account, names.filter((name) => name === names[at]).length > 1),
  );
}

function itemOf(account: Account, withId: boolean): AccountItem {
  const remarks = [account.in_use ? l10n.t('in use') : '', stateInWords(account)].filter(
    (remark) => remark !== '',
  );
  return {
    label: labelText(account.display_name),
    description: remarks.join(', '),
    ...(withId ? { detail: account.account } : {}),
    account,
  };
}

function stateInWords({ state, days_left }: Account): string {
  switch (state) {
    case 'ok':
      return '';
    case 'expiring':
      return l10n.t('sign-in ends in {days} days', { days: days_left });
    case 'expired':
    case 'revoked':
      return l10n.t('sign-in has ended');
  }
}
