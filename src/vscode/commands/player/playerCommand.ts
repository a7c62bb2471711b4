import { l10n, window } from 'vscode';
import type { commands } from '../../../protocol/ids.ts';
import type { Contribution } from '../../contribution.ts';
import type { Editor } from '../../editor.ts';
import type { PlayerActivity } from '../../statusBar/playerActivity.ts';
import { command } from '../command.ts';
import { Player } from './player.ts';

/** A command of the player; the window's activity makes it a contribution. */
export type PlayerCommand = (activity: PlayerActivity) => Contribution;

/** Like {@link command}, with the player at hand. */
export function playerCommand(
  declared: (typeof commands)[keyof typeof commands],
  run: (player: Player, argument: unknown, editor: Editor) => Promise<void>,
): PlayerCommand {
  return (activity) =>
    command(declared, (editor, argument) =>
      run(new Player(async () => (await editor.runtime()).api, activity, l10n), argument, editor),
    );
}

const shownMs = 4_000;

/** Says in the status bar what cannot be heard; quoted names must have been made safe. */
export function sayBriefly(words: string): void {
  window.setStatusBarMessage(words, shownMs);
}
