import { l10n, window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../protocol/ids.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import type { AuthEditor } from '../auth/authRuntime.ts';
import { needsSignIn } from '../auth/needsSignIn.ts';
import { renew, signInHere, signInWithAnother } from '../auth/signInAgain.ts';
import { command } from './command.ts';

/** Signs in. An account that has ended, or lacks something, is renewed first; else the user says what is meant. */
export const signIn = command(commands.signIn, async (editor) => {
  const { api } = await editor.runtime();
  const { accounts } = await api.call('accounts.list', {});
  const ill = needsSignIn(accounts);
  const known = accounts.find(({ in_use }) => in_use);
  if (ill !== undefined) await renew(editor, ill);
  else if (known === undefined) await signInHere(editor, {});
  else await ask(editor, known);
});

async function ask(editor: AuthEditor, known: Account): Promise<void> {
  const name = labelText(known.display_name);
  const another = { label: l10n.t('Sign in with another account…') };
  const again = {
    label: l10n.t('Sign in again as {name}', { name }),
    detail: l10n.t('This sign-in ends in {days} days; a new one lasts six months.', {
      days: known.days_left,
    }),
  };
  const choice = await window.showQuickPick([another, again], {
    title: l10n.t('Signed in to Spotify as {name}', { name }),
  });
  if (choice === another) await signInWithAnother(editor);
  if (choice === again) await renew(editor, known);
}
