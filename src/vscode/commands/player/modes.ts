import { window } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { commands } from '../../../protocol/ids.ts';
import { field } from './commandArguments.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

/** Turns shuffle on or off, or to the argument's `on`. */
export const toggleShuffle = playerCommand(commands.toggleShuffle, async (player, argument) => {
  const wish = field(argument, 'on');
  const on = typeof wish === 'boolean' ? wish : (await player.playback()).playback?.shuffle !== true;
  await player.control({ action: 'shuffle', on });
  sayBriefly(`Shuffle is ${on ? 'on' : 'off'}`);
});

const repeatModes = [
  { mode: 'off', label: 'Off', said: 'Repeat is off' },
  { mode: 'context', label: 'Album or Playlist', said: 'The album or playlist repeats' },
  { mode: 'track', label: 'Track', said: 'The track repeats' },
] as const;

/** Sets what repeats: the argument's `mode`, or what the user picks. */
export const changeRepeat = playerCommand(commands.changeRepeat, async (player, argument) => {
  const wish = field(argument, 'mode');
  const choice =
    wish === undefined ? await pickMode((await player.playback()).playback?.repeat) : known(wish);
  if (choice === undefined) return;
  await player.control({ action: 'repeat', mode: choice.mode });
  sayBriefly(choice.said);
});

async function pickMode(current: string | undefined): Promise<(typeof repeatModes)[number] | undefined> {
  const items = repeatModes.map((entry) => ({
    ...entry,
    ...(entry.mode === current ? { description: 'current' } : {}),
  }));
  return window.showQuickPick(items, { title: 'Repeat' });
}

function known(wish: unknown): (typeof repeatModes)[number] {
  const found = repeatModes.find(({ mode }) => mode === wish);
  if (found !== undefined) return found;
  throw new InputError('This repeat mode does not exist.', { hint: 'Use off, track or context.' });
}
