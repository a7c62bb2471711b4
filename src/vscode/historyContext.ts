import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Disposable } from 'vscode';
import { storeFiles } from '../core/history/storeFiles.ts';
import { contextKeys } from '../protocol/ids.ts';
import type { Contribution } from './contribution.ts';

/** Keeps the context key that the walkthrough's import step goes by; opens no database for it. */
export const historyContext: Contribution = ({ dataDir, onRuntime }) => {
  const show = (): void => void commands.executeCommand('setContext', contextKeys.hasHistory, true);
  let listening: { dispose(): void } | undefined;
  if ([storeFiles.snapshot, storeFiles.journal].some((name) => existsSync(join(dataDir, name)))) show();
  return Disposable.from(
    onRuntime(({ api }) => {
      listening = api.on('history.changed', ({ listens }) => {
        if (listens > 0) show();
      });
    }),
    { dispose: () => listening?.dispose() },
  );
};
