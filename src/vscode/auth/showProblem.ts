import { l10n, window } from 'vscode';
import { wordsFor } from '../errorWords.ts';
import type { AuthEditor } from './authRuntime.ts';

const showLog = l10n.t('Show Log');

/** Where no command reports it: logs an error and shows it as one sentence with the next step, which it returns. */
export async function showProblem(
  { logger, log, runtime }: AuthEditor,
  what: string,
  error: unknown,
): Promise<string> {
  logger.error(what, { error });
  const words = await wordsFor({ runtime }, error, l10n);
  const showing = window.showErrorMessage(words, showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
  void showing; // the caller does not wait for the user
  return words;
}
