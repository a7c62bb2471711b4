import { commands as editorCommands, env, l10n, window } from 'vscode';
import { commands } from '../../protocol/ids.ts';
import { askClientId, askClientSecret } from '../auth/clientIdInput.ts';
import { command } from './command.ts';

const copyUri = l10n.t('Copy Redirect URI');
const signIn = l10n.t('Sign In');

/** Asks for the user's own Spotify app. Accounts that are signed in keep the app that they signed in with. */
export const setClientId = command(commands.setClientId, async ({ runtime }) => {
  const { auth } = await runtime();
  const redirectUri = auth.redirectUri();
  const clientId = await askClientId(redirectUri, (await auth.app())?.clientId);
  if (clientId === undefined) return;
  const app = await askClientSecret(clientId);
  if (app === undefined) return;
  await auth.putApp(app);
  const choice = await window.showInformationMessage(
    l10n.t(
      "The Client ID is stored. Your app in Spotify's dashboard must list the redirect URI {redirectUri}.",
      { redirectUri },
    ),
    signIn,
    copyUri,
  );
  if (choice === copyUri) await env.clipboard.writeText(redirectUri);
  if (choice === signIn) await editorCommands.executeCommand(commands.signIn.id);
});
