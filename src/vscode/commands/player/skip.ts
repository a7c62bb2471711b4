import { commands } from '../../../protocol/ids.ts';
import { playerCommand } from './playerCommand.ts';

/** Goes on to what comes next. */
export const next = playerCommand(commands.next, async (player) => {
  await player.control({ action: 'next' });
});

/** Goes back to what was before. */
export const previous = playerCommand(commands.previous, async (player) => {
  await player.control({ action: 'previous' });
});
