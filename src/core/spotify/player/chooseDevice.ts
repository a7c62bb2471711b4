import type { Device } from '../../../protocol/spotify/items.ts';
import { fold } from '../../analytics/folding.ts';
import { InputError } from '../../errors.ts';
import { NoActiveDevice, PlayerRefused } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';

/** A device that takes commands. */
export type Commandable = Device & { readonly id: string };

/** Whether commands reach a device. */
export function isCommandable(device: Device): device is Commandable {
  return device.id !== undefined && device.restricted !== true;
}

/**
 * The device that a caller means by its id, its name, or a part of its name that no other device has.
 * @throws InputError where no or more than one device fits; PlayerRefused where it takes no commands
 */
export function findDevice(devices: readonly Device[], wanted: string): Commandable {
  const name = fold(wanted).trim();
  const exact = devices.filter((device) => device.id === wanted.trim() || fold(device.name) === name);
  const fitting =
    exact.length > 0 || name === '' ? exact : devices.filter((device) => fold(device.name).includes(name));
  const [device] = fitting;
  if (device === undefined) {
    throw new InputError(`No device is called ${quoted(wanted)}. ${availableDevices(devices)}`, {
      hint:
        devices.length === 0
          ? openSpotify
          : 'Pass the name or the id of one of these as device; one that is not listed must have Spotify open.',
    });
  }
  if (fitting.length > 1) {
    throw new InputError(`Several devices fit ${quoted(wanted)}: ${fitting.map(withId).join(', ')}.`, {
      hint: 'Pass the id of one of them as device.',
    });
  }
  if (isCommandable(device)) return device;
  throw notControllable(device);
}

/** A device that Spotify lists and that takes no commands from outside. */
export function notControllable(device: Device): PlayerRefused {
  return new PlayerRefused(
    'DEVICE_NOT_CONTROLLABLE',
    `The device ${quoted(device.name)} takes no commands from other apps.`,
    { hint: 'Control it by hand, or move to another device: spotify_control with action transfer.' },
  );
}

const openSpotify =
  'Ask the user to open Spotify on a computer, phone or speaker and to play something for a moment, then call again.';

/**
 * No device is active: says which ones could be, and what comes next.
 * @param wakes whether the command may go to a device that waits
 */
export function noActiveDevice(devices: readonly Device[], wakes: boolean, cause?: unknown): NoActiveDevice {
  const hint = wakes
    ? 'Pass the name of one of them as device (in a terminal: --device NAME).'
    : 'Something must play first: spotify_play starts it (in a terminal: backbeat play), with the name of one of them as its device.';
  return new NoActiveDevice(`No device is active. ${availableDevices(devices)}`, {
    hint: devices.some(isCommandable) ? hint : openSpotify,
    cause,
  });
}

/** Which devices there are, as a sentence. */
export function availableDevices(devices: readonly Device[]): string {
  const usable = devices.filter(isCommandable);
  if (usable.length === 0) return 'Spotify sees no device that takes commands.';
  return `Available: ${usable.map((device) => `${quoted(device.name)} (${device.kind})`).join(', ')}.`;
}

function withId(device: Device): string {
  return `${quoted(device.name)} (${device.id ?? 'no id'})`;
}
