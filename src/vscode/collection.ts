import { Disposable, workspace } from 'vscode';
import type { Contribution } from './contribution.ts';
import { readSettings } from './settings.ts';

/** Startup belongs to the editor; Spotify keeps the last 50 plays for hours. */
const startDelayMs = 5_000;

/**
 * Has a host run as long as the window is open where there is something to collect: somebody is signed in, or a
 * folder is watched. Nothing is loaded for it before that.
 */
export const collection: Contribution = ({ hasAccounts, onAccountsHint, runtime, logger }) => {
  let staysOpen = false;
  const look = async (): Promise<void> => {
    if (staysOpen) return;
    const settings = readSettings(workspace.getConfiguration('backbeat'));
    const collects = settings['collector.enabled'] && (await hasAccounts());
    if (!collects && settings['import.watchFolder'] === '') return;
    staysOpen = true;
    (await runtime()).stayOpen();
  };
  const lookAgain = (): void => {
    look().catch((error: unknown) => {
      staysOpen = false;
      logger.warn('the collection of listens does not run yet', { error });
    });
  };
  const start = setTimeout(lookAgain, startDelayMs);
  return Disposable.from(
    { dispose: () => clearTimeout(start) },
    onAccountsHint(lookAgain),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('backbeat')) lookAgain();
    }),
  );
};
