import { env, l10n, window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import type { AuthEditor, SignedIn, SignInRequest } from './authRuntime.ts';
import { EditorSignInWindow } from './editorSignInWindow.ts';
import { scopesInWords } from './scopeWords.ts';

/** Runs a sign-in in this window and says who is signed in; `undefined` if the user cancelled. */
export async function signInHere(editor: AuthEditor, request: SignInRequest): Promise<SignedIn | undefined> {
  const { auth } = await editor.runtime();
  const signedIn = await auth.signIn(request, new EditorSignInWindow(editor.context.extension));
  if (signedIn === undefined) return undefined;
  const name = labelText(signedIn.displayName);
  void window.showInformationMessage(l10n.t('Signed in to Spotify as {name}.', { name }));
  return signedIn;
}

/** Signs in with an account of the user's choice, which is in use from then on. */
export async function signInWithAnother(editor: AuthEditor): Promise<void> {
  const signedIn = await signInHere(editor, { chooseAccount: true });
  if (signedIn === undefined) return;
  const { api } = await editor.runtime();
  await api.call('accounts.use', { account: signedIn.account });
}

/**
 * Renews an account's consent. What was granted before is asked for again.
 * @param why shown before the browser opens; `undefined` where the user already knows
 */
export async function signInAgain(
  editor: AuthEditor,
  account: string,
  missingScopes: readonly string[],
  why: string | undefined,
): Promise<SignedIn | undefined> {
  return signInHere(editor, { account, scopes: missingScopes, why });
}

/** The same for an account as it stands: only what it lacks needs an explanation. */
export async function renew(
  editor: AuthEditor,
  { account, display_name, missing_scopes }: Pick<Account, 'account' | 'display_name' | 'missing_scopes'>,
): Promise<SignedIn | undefined> {
  return signInAgain(editor, account, missing_scopes, whyMissing(display_name, missing_scopes));
}

function whyMissing(name: string, missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  return l10n.t(
    'The tools that are switched on need more of the account {name} than Spotify allows so far: {rights}. Spotify asks you to agree.',
    { name: labelText(name), rights: scopesInWords(missing, l10n, env.language) },
  );
}
