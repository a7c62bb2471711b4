import { commands, window } from 'vscode';
import type { commands as declared } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import type { Editor } from '../editor.ts';

const showLog = 'Show Log';

/** A command as a contribution: errors are logged in detail and shown as one sentence with the next step. */
export function command(
  { id }: (typeof declared)[keyof typeof declared],
  run: (editor: Editor) => Promise<void>,
): Contribution {
  return (editor) =>
    commands.registerCommand(id, async () => {
      try {
        await run(editor);
      } catch (error) {
        await report(editor, id, error);
      }
    });
}

async function report({ logger, log, runtime }: Editor, id: string, error: unknown): Promise<void> {
  logger.error('command failed', { command: id, error });
  const words = await runtime().then(
    ({ toUserMessage }) => toUserMessage(error),
    () => 'Backbeat could not be loaded. Install it again, or look at its log.',
  );
  if ((await window.showErrorMessage(words, showLog)) === showLog) log.show();
}
