import { commands, Disposable } from 'vscode';
import { contextKeys } from '../../protocol/ids.ts';
import type { AuthEditor } from './authRuntime.ts';
import { isAccountsKey, mayNameAccounts, vaultKeys } from './vaultKeys.ts';

type Key = 'hasClientId' | 'signedIn';

/**
 * Keeps the context keys that the walkthrough goes by: from the stored secrets, which costs nothing to look at, and
 * from the host once it speaks, for accounts of the command line count as well.
 */
export const signInContext = ({ context, logger, onRuntime }: AuthEditor): Disposable => {
  const stored: Record<Key, boolean> = { hasClientId: false, signedIn: false };
  const heard: Record<Key, boolean> = { hasClientId: false, signedIn: false };
  const shown: Partial<Record<Key, boolean>> = {};
  const show = (): void => {
    for (const key of ['hasClientId', 'signedIn'] as const) {
      const value = stored[key] || heard[key];
      if (shown[key] === value) continue;
      shown[key] = value;
      void commands.executeCommand('setContext', contextKeys[key], value);
    }
  };
  const look = async (): Promise<void> => {
    stored.hasClientId = (await context.secrets.get(vaultKeys.app)) !== undefined;
    stored.signedIn = mayNameAccounts(await context.secrets.get(vaultKeys.index));
    show();
  };
  const lookQuietly = (): void => {
    look().catch((error: unknown) => {
      logger.warn('the stored secrets cannot be looked at', { error });
    });
  };
  let listening: { dispose(): void } | undefined;
  lookQuietly();
  return Disposable.from(
    context.secrets.onDidChange(({ key }) => {
      if (isAccountsKey(key) || key === vaultKeys.app) lookQuietly();
    }),
    onRuntime(({ api }) => {
      listening = api.on('accounts.changed', ({ accounts, has_client_id }) => {
        heard.hasClientId = has_client_id;
        heard.signedIn = accounts.length > 0;
        show();
      });
    }),
    { dispose: () => listening?.dispose() },
  );
};
