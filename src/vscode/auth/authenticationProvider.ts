import {
  authentication,
  Disposable,
  env,
  EventEmitter,
  l10n,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
} from 'vscode';
import { authenticationProviderId, authenticationProviderLabel } from '../../protocol/ids.ts';
import type { AuthEditor } from './authRuntime.ts';
import { EditorSignInWindow } from './editorSignInWindow.ts';
import { SessionProvider } from './sessionProvider.ts';
import { showProblem } from './showProblem.ts';
import { isAccountsKey } from './vaultKeys.ts';

/** Offers the signed-in Spotify accounts in the Accounts menu, and to other extensions with the user's consent. */
export const authenticationProvider = (editor: AuthEditor): Disposable => {
  const { context, logger, runtime } = editor;
  const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const provider = new SessionProvider({
    secrets: context.secrets,
    runtime,
    logger,
    l10n,
    language: env.language,
    window: () => new EditorSignInWindow(context.extension),
    fire: (change) => {
      changed.fire(change);
    },
  });
  return Disposable.from(
    changed,
    context.secrets.onDidChange(({ key }) => {
      if (!isAccountsKey(key)) return;
      provider.vaultChanged().catch((error: unknown) => {
        logger.error('VS Code could not be told which accounts are signed in', { error });
      });
    }),
    authentication.registerAuthenticationProvider(
      authenticationProviderId,
      authenticationProviderLabel,
      {
        onDidChangeSessions: changed.event,
        getSessions: (scopes, options) => provider.getSessions(scopes, options),
        createSession: (scopes, options) => told(editor, () => provider.createSession(scopes, options)),
        removeSession: (id) => provider.removeSession(id),
      },
      { supportsMultipleAccounts: true },
    ),
  );
};

/** Shows why no session came: VS Code passes a failure on to the extension that asked, which may say nothing. */
async function told(
  editor: AuthEditor,
  signIn: () => Promise<AuthenticationSession | undefined>,
): Promise<AuthenticationSession> {
  const session = await signIn().catch(async (cause: unknown) => {
    throw new Error(await showProblem(editor, 'signing in failed', cause), { cause });
  });
  if (session === undefined) throw new Error('Cancelled');
  return session;
}
