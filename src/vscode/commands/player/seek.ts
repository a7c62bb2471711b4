import { l10n, window } from 'vscode';
import { commands } from '../../../protocol/ids.ts';
import { seekWish } from './commandArguments.ts';
import { playerCommand } from './playerCommand.ts';
import { problemOf } from './problemOf.ts';

/** Moves within the track: to the argument's place, by its seconds, or to what the user types. */
export const seek = playerCommand(commands.seek, async (player, argument) => {
  const wish = seekWish(argument, l10n) ?? seekWish(await askForPlace(), l10n);
  if (wish === undefined) return;
  const shown = 'position_ms' in wish ? { progressMs: wish.position_ms } : undefined;
  await player.control({ action: 'seek', ...wish }, shown);
});

async function askForPlace(): Promise<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Seek'),
    prompt: l10n.t('A time such as 1:30, or seconds forward or back such as +10 or -10'),
    placeHolder: '1:30',
    validateInput: (text) => problemOf(() => seekWish(text, l10n)),
  });
}
