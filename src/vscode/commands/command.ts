import { commands, window } from 'vscode';
import { errorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import { withoutSyntax } from '../../core/spotify/statusBar/strangersText.ts';
import type { commands as declared } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import type { Editor } from '../editor.ts';
import { errorAction } from './errorActions.ts';

const showLog = 'Show Log';

/**
 * A command as a contribution: errors are logged in detail and shown as one sentence with the next step, and
 * with a button where a command takes it. What the user cancelled needs no words.
 * @param run also gets what a key binding or a link passes along, which may be anything
 */
export function command(
  { id }: (typeof declared)[keyof typeof declared],
  run: (editor: Editor, argument: unknown) => Promise<void>,
): Contribution {
  return (editor) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        await run(editor, argument);
      } catch (error) {
        if (errorFacts(error)?.code !== errorCodes.cancelled) await report(editor, id, error);
      }
    });
}

async function report(editor: Editor, id: string, error: unknown): Promise<void> {
  editor.logger.error('command failed', { command: id, error });
  const facts = errorFacts(error);
  const action = facts === undefined ? undefined : errorAction(facts);
  // An action that would start the command that just failed leads nowhere.
  const offered = action === undefined || action.command === id ? [] : [action.label];
  const choice = await window.showErrorMessage(await wordsFor(editor, error), ...offered, showLog);
  if (choice === showLog) editor.log.show();
  else if (choice !== undefined && action !== undefined) await commands.executeCommand(action.command);
}

/** One sentence and the next step. A name that it quotes must not become a link of the notification. */
export async function wordsFor({ runtime }: Editor, error: unknown): Promise<string> {
  const facts = errorFacts(error);
  if (facts !== undefined)
    return withoutSyntax(facts.hint === undefined ? facts.message : `${facts.message} ${facts.hint}`);
  const words = await runtime().then(
    ({ toUserMessage }) => toUserMessage(error),
    () => 'Backbeat could not be loaded. Install it again, or look at its log.',
  );
  return withoutSyntax(words);
}
