import { commands, l10n, window } from 'vscode';
import { errorFacts, type ErrorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import { systemClock } from '../../node/systemClock.ts';
import type { commands as declared } from '../../protocol/ids.ts';
import { toldJustNow } from '../auth/newsTeller.ts';
import type { Contribution } from '../contribution.ts';
import type { Editor } from '../editor.ts';
import { wordsFor } from '../errorWords.ts';
import { after } from '../statusBar/after.ts';
import { errorAction } from './errorActions.ts';

const showLog = l10n.t('Show Log');
const newsDelayMs = 1_000;

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
  if (saysSignInEnded(facts) && (await newsTells(editor))) return;
  const action = facts === undefined ? undefined : errorAction(facts, l10n);
  // An action that would start the command that just failed leads nowhere.
  const offered = action === undefined || action.command === id ? [] : [action.label];
  const choice = await window.showErrorMessage(await wordsFor(editor, error, l10n), ...offered, showLog);
  if (choice === showLog) editor.log.show();
  else if (choice !== undefined && action !== undefined) await commands.executeCommand(action.command);
}

const saysSignInEnded = (facts: ErrorFacts | undefined): boolean =>
  facts?.code === errorCodes.auth && (facts.reason === 'expired' || facts.reason === 'revoked');

/** Whether the news of the sign-in says it, with the same button; they may come a moment after the failure. */
async function newsTells({ context }: Editor): Promise<boolean> {
  await new Promise<void>((resolve) => after(newsDelayMs, resolve));
  return toldJustNow(context.globalState, systemClock.now());
}
