import { l10n, window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../protocol/ids.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import { command } from './command.ts';

/** Forgets an account's tokens; asks which one where there are several. */
export const signOut = command(commands.signOut, async ({ runtime }) => {
  const { api } = await runtime();
  const { accounts } = await api.call('accounts.list', {});
  if (accounts.length === 0) {
    void window.showInformationMessage(l10n.t('Nobody is signed in to Spotify.'));
    return;
  }
  const leaving = await chosen(accounts);
  if (leaving === undefined) return;
  await api.call('accounts.signOut', { account: leaving.account });
  void window.showInformationMessage(
    l10n.t('Signed out {name} of Spotify. The listening history stays on this machine.', {
      name: labelText(leaving.display_name),
    }),
  );
});

async function chosen(accounts: readonly Account[]): Promise<Account | undefined> {
  if (accounts.length === 1) return accounts[0];
  const picked = await window.showQuickPick(
    accounts.map((account) => ({
      label: labelText(account.display_name),
      description: account.in_use ? l10n.t('in use') : '',
      account,
    })),
    {
      title: l10n.t('Sign Out of Spotify'),
      placeHolder: l10n.t('The listening history stays on this machine'),
    },
  );
  return picked?.account;
}
