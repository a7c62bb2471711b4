import { l10n, window, type QuickPickItem } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Device } from '../../../protocol/spotify/items.ts';
import { field } from './commandArguments.ts';
import { deviceWords } from './deviceWords.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

/** Moves what plays to another device: the argument's `device`, by name or id, or the one that is picked. */
export const chooseDevice = playerCommand(commands.chooseDevice, async (player, argument) => {
  const wish = field(argument, 'device');
  const device = typeof wish === 'string' ? wish : await pick(async () => listOf(await player.api()));
  if (device === undefined) return;
  const { playback } = await player.control({ action: 'transfer', device });
  const name = playback?.device?.name;
  if (name !== undefined) sayBriefly(l10n.t('Spotify plays on {device}', { device: labelText(name, 40) }));
});

type Asking = { call(method: 'spotify.devices', params: object): Promise<{ devices: Device[] }> };

async function listOf(api: Asking): Promise<readonly Device[]> {
  const { devices } = await api.call('spotify.devices', {});
  if (devices.length > 0) return devices;
  throw new InputError(l10n.t('No Spotify device is in reach.'), {
    hint: l10n.t('Open Spotify on a computer, phone or speaker, then choose again.'),
  });
}

async function pick(list: () => Promise<readonly Device[]>): Promise<string | undefined> {
  const devices = await list();
  const items = devices.map((device): QuickPickItem & { readonly device: Device } => ({
    ...deviceWords(device, l10n),
    device,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Choose Device'),
    placeHolder: l10n.t('Where should Spotify play?'),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  const { id, restricted } = picked.device;
  if (id !== undefined && restricted !== true) return id;
  throw new InputError(l10n.t('This device takes no commands from outside.'), {
    hint: l10n.t('Start the music on the device itself, or choose another one.'),
  });
}
