import { commands, Disposable } from 'vscode';
import { contextKeys } from '../protocol/ids.ts';
import type { Contribution } from './contribution.ts';

/**
 * Keeps the context key that the walkthrough's import step goes by; opens no database for it, and goes by none of
 * its files, for those are there before anything was imported.
 */
export const historyContext: Contribution = ({ context: { globalState }, onRuntime }) => {
  const show = (): void => void commands.executeCommand('setContext', contextKeys.hasHistory, true);
  let listening: { dispose(): void } | undefined;
  let known = globalState.get<boolean>(contextKeys.hasHistory) === true;
  if (known) show();
  return Disposable.from(
    onRuntime(({ api }) => {
      listening = api.on('history.changed', ({ listens }) => {
        if (known || listens === 0) return;
        known = true;
        void globalState.update(contextKeys.hasHistory, true);
        show();
      });
    }),
    { dispose: () => listening?.dispose() },
  );
};
