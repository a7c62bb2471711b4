import type { Device, Playback } from '../../../protocol/spotify/items.ts';
import type { verdicts } from '../../../protocol/spotify/player.ts';
import { NoActiveDevice, NotFound, PlayerRefused, Unavailable } from '../spotifyErrors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import {
  findDevice,
  isCommandable,
  noActiveDevice,
  notControllable,
  type Commandable,
} from './chooseDevice.ts';
import { readDevices } from './listDevices.ts';
import type { Attempt, PlayerCommand } from './playerCommand.ts';
import { lookAtPlayer, type Looks, type Sight } from './sight.ts';
import { verifyCommand, waitsForEffect } from './verifyCommand.ts';

/** What became of a command. */
export interface CommandOutcome {
  readonly outcome: (typeof verdicts)[number];
  /** It was so before. */
  readonly already: boolean;
  /** The player as it was read last; `undefined` when nothing is active or no read came back. */
  readonly playback: Playback | undefined;
  /** The device that the command was sent to. */
  readonly device: Device | undefined;
  /** The device was waiting, and is the only one. */
  readonly woke: boolean;
  readonly note: string | undefined;
}

/** Where a command goes; without a device: to the active one. */
interface Target {
  readonly device?: Commandable;
  readonly woke: boolean;
}

/** Reasons that may only say that the player is already as wanted; `UNKNOWN` is what Spotify gives most often. */
const perhapsAlready = ['UNKNOWN', 'ALREADY_PAUSED', 'NOT_PAUSED', 'ALREADY_PLAYING'];

/**
 * Looks, sends once, looks again. A command whose answer never came is not repeated: the looks tell, or nobody does.
 * @param wanted name or id of a device
 * @throws NoActiveDevice, PlayerRefused, InputError and what the client throws
 */
export async function runCommand(
  context: SpotifyContext,
  command: PlayerCommand,
  wanted?: string,
): Promise<CommandOutcome> {
  const looks = looksOf(command, wanted);
  const before = await lookAtPlayer(context, looks);
  const first = await chooseTarget(context, command, before, wanted);
  const refusal = command.refusal?.(attemptOf(before, first));
  if (refusal !== undefined) throw refusal;
  const already = command.idempotent === true && command.shows(before, attemptOf(before, first));
  const sent = await sendCommand(context, command, before, first, wanted);
  const { target } = sent;
  const attempt = attemptOf(before, target);
  const waits = sent.refused === undefined ? waitsForEffect : [0];
  const { shown, after } = await verifyCommand(context, { ...command, looks }, attempt, waits);
  if (sent.refused !== undefined && !shown) throw sent.refused;
  return {
    outcome: shown ? 'verified' : sent.answered ? 'accepted' : 'unknown',
    already: shown && (already || sent.refused !== undefined),
    playback: after?.playback,
    device: target.device ?? after?.playback?.device,
    woke: target.woke,
    note: noteOf(sent.answered, shown, after, target),
  };
}

/** The active device is told with the playback: the others cost a request of their own. */
function looksOf({ looks = {} }: PlayerCommand, wanted: string | undefined): Looks {
  return { ...looks, devices: looks.devices === true && wanted !== undefined };
}

function attemptOf(before: Sight, { device }: Target): Attempt {
  return { before, device, deviceId: device?.id };
}

async function chooseTarget(
  context: SpotifyContext,
  command: PlayerCommand,
  before: Sight,
  wanted: string | undefined,
): Promise<Target> {
  if (wanted !== undefined) {
    const devices = before.devices.length > 0 ? before.devices : await readDevices(context, { fresh: true });
    return { device: findDevice(devices, wanted), woke: false };
  }
  if (before.playback === undefined) return wakeOnly(context, command);
  const active = before.playback.device;
  if (active?.restricted === true) throw notControllable(active);
  return { woke: false };
}

/** Nothing plays anywhere: a device that is active all the same, or the only one there is. */
async function wakeOnly(context: SpotifyContext, command: PlayerCommand, cause?: unknown): Promise<Target> {
  const devices = await readDevices(context, { fresh: true });
  const usable = devices.filter(isCommandable);
  const active = usable.find((device) => device.active);
  if (active !== undefined && cause === undefined) return { device: active, woke: false };
  const [only] = usable;
  if (command.wakes === true && only !== undefined && usable.length === 1)
    return { device: only, woke: true };
  throw noActiveDevice(devices, command.wakes === true, cause);
}

interface Sent {
  readonly target: Target;
  /** Spotify said that it took the command. */
  readonly answered: boolean;
  /** Spotify refused, which may mean that nothing was to be done. */
  readonly refused?: PlayerRefused;
}

async function sendCommand(
  context: SpotifyContext,
  command: PlayerCommand,
  before: Sight,
  target: Target,
  wanted: string | undefined,
): Promise<Sent> {
  try {
    await command.send(attemptOf(before, target));
    return { target, answered: true };
  } catch (error) {
    if (isUnanswered(error)) return { target, answered: false };
    if (
      PlayerRefused.is(error) &&
      command.idempotent === true &&
      perhapsAlready.includes(error.reason ?? '')
    ) {
      return { target, answered: true, refused: error };
    }
    if (target.device !== undefined && (NoActiveDevice.is(error) || NotFound.is(error))) {
      await throwIfGone(context, target.device, error);
    }
    if (!NoActiveDevice.is(error)) throw error;
    if (wanted !== undefined || target.woke) {
      throw noActiveDevice(await readDevices(context, { fresh: true }), command.wakes === true, error);
    }
    // A clear refusal did nothing, so sending the command to a device that is there does not repeat it.
    return sendCommand(context, command, before, await wakeOnly(context, command, error), wanted);
  }
}

/** Whether nobody knows if Spotify obeyed. A request that was never sent is no such case. */
function isUnanswered(error: unknown): boolean {
  return (
    Unavailable.is(error, 'offline') || Unavailable.is(error, 'timeout') || Unavailable.is(error, 'server')
  );
}

/** A device may leave between being listed and being asked. */
async function throwIfGone(context: SpotifyContext, { id, name }: Device, cause: unknown): Promise<void> {
  const devices = await readDevices(context, { fresh: true });
  if (devices.some((device) => device.id === id)) return;
  throw new NoActiveDevice(`The device ${quoted(name)} is no longer there.`, {
    hint: 'Call spotify_status for the devices that are there now.',
    cause,
  });
}

function noteOf(
  answered: boolean,
  shown: boolean,
  after: Sight | undefined,
  { device, woke }: Target,
): string | undefined {
  const woken = woke && device !== undefined ? `Woke ${quoted(device.name)}, the only device there is.` : '';
  return (
    [woken, outcomeNote(answered, shown, after)].filter((sentence) => sentence !== '').join(' ') || undefined
  );
}

const lookFirst = 'Look with spotify_status (in a terminal: backbeat status) before trying again.';

function outcomeNote(answered: boolean, shown: boolean, after: Sight | undefined): string {
  if (shown) return '';
  if (after === undefined) {
    return answered
      ? 'Spotify took the command; reading the player afterwards failed.'
      : `No answer came and the player could not be read. ${lookFirst}`;
  }
  return answered
    ? 'Spotify took the command, but the player does not show it yet.'
    : `No answer came and the player does not show it. ${lookFirst}`;
}
