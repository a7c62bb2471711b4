import { l10n, window } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { commands } from '../../../protocol/ids.ts';
import { field } from './commandArguments.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

/** Turns shuffle on or off, or to the argument's `on`. */
export const toggleShuffle = playerCommand(commands.toggleShuffle, async (player, argument) => {
  const wish = field(argument, 'on');
  const on = typeof wish === 'boolean' ? wish : (await player.playback()).playback?.shuffle !== true;
  await player.control({ action: 'shuffle', on });
  sayBriefly(on ? l10n.t('Shuffle is on') : l10n.t('Shuffle is off'));
});

const repeatModes = [
  { mode: 'off', label: l10n.t('Off'), said: l10n.t('Repeat is off') },
  { mode: 'context', label: l10n.t('Album or Playlist'), said: l10n.t('The album or playlist repeats') },
  { mode: 'track', label: l10n.t('Track'), said: l10n.t('The track repeats') },
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
    ...(entry.mode === current ? { description: l10n.t('current') } : {}),
  }));
  return window.showQuickPick(items, { title: l10n.t('Repeat') });
}

function known(wish: unknown): (typeof repeatModes)[number] {
  const found = repeatModes.find(({ mode }) => mode === wish);
  if (found !== undefined) return found;
  throw new InputError(l10n.t('This repeat mode does not exist.'), {
    hint: l10n.t('Use off, track or context.'),
  });
}
