import { commands as editorCommands, env, window } from 'vscode';
import { commands } from '../../protocol/ids.ts';
import { askClientId, askClientSecret } from '../auth/clientIdInput.ts';
import { command } from './command.ts';

const copyUri = 'Copy Redirect URI';
const signIn = 'Sign In';

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
    `The Client ID is stored. Your app in Spotify's dashboard must list the redirect URI ${redirectUri}.`,
    signIn,
    copyUri,
  );
  if (choice === copyUri) await env.clipboard.writeText(redirectUri);
  if (choice === signIn) await editorCommands.executeCommand(commands.signIn.id);
});
