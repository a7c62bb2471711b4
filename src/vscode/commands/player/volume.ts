import { l10n, window } from 'vscode';
import { commands } from '../../../protocol/ids.ts';
import { volumeStep, volumeWish, type VolumeWish } from './commandArguments.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';
import type { Player } from './player.ts';
import { problemOf } from './problemOf.ts';

/** Louder by 10 %, or by the argument's `step`. */
export const volumeUp = playerCommand(commands.volumeUp, (player, argument) =>
  setTo(player, { volume_by: volumeStep(argument, l10n) }),
);

/** Quieter by 10 %, or by the argument's `step`. */
export const volumeDown = playerCommand(commands.volumeDown, (player, argument) =>
  setTo(player, { volume_by: -volumeStep(argument, l10n) }),
);

/** Sets the volume to the argument, or to what the user types. */
export const setVolume = playerCommand(commands.setVolume, async (player, argument) => {
  const wish = volumeWish(argument, l10n) ?? volumeWish(await askForVolume(), l10n);
  if (wish !== undefined) await setTo(player, wish);
});

async function askForVolume(): Promise<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Set Volume'),
    prompt: l10n.t('Percent, or a change such as +5'),
    placeHolder: l10n.t('0 to 100'),
    validateInput: (text) => problemOf(() => volumeWish(text, l10n)),
  });
}

async function setTo(player: Player, wish: VolumeWish): Promise<void> {
  const { playback } = await player.control({ action: 'volume', ...wish });
  const volume = playback?.device?.volume;
  if (volume !== undefined)
    sayBriefly(`$(unmute) ${l10n.t('Spotify volume {percent} %', { percent: volume })}`);
}
