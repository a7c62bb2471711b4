import type { Device, Playback } from '../../../protocol/spotify/items.ts';
import {
  pausePlayback,
  setRepeatMode,
  setShuffle,
  setVolume,
  startPlayback,
  transferPlayback,
} from '../operations/player.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { PlayerRefused } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';
import type { Attempt, PlayerCommand } from './playerCommand.ts';
import type { Sight } from './sight.ts';

// Commands that ask for a state: they are sent even if the look before shows it, because a look may be older than
// the command before it.

/** Goes on with what was playing. */
export function resume({ send }: SpotifyContext): PlayerCommand {
  return {
    wakes: true,
    idempotent: true,
    send: ({ deviceId }) => send(startPlayback, { deviceId }),
    shows: ({ playback }, { deviceId }) => playback?.playing === true && isOn(playback, deviceId),
  };
}

export function pause({ send }: SpotifyContext): PlayerCommand {
  return {
    idempotent: true,
    send: ({ deviceId }) => send(pausePlayback, { deviceId }),
    shows: ({ playback }) => playback?.playing !== true,
  };
}

export function shuffle({ send }: SpotifyContext, on: boolean): PlayerCommand {
  return {
    idempotent: true,
    send: ({ deviceId }) => send(setShuffle, { on, deviceId }),
    shows: ({ playback }) => playback?.shuffle === on,
  };
}

export function repeat({ send }: SpotifyContext, mode: NonNullable<Playback['repeat']>): PlayerCommand {
  return {
    idempotent: true,
    send: ({ deviceId }) => send(setRepeatMode, { mode, deviceId }),
    shows: ({ playback }) => playback?.repeat === mode,
  };
}

/** Moves playback to the device that it is sent to and keeps playing or pausing. */
export function transfer({ send }: SpotifyContext): PlayerCommand {
  return {
    idempotent: true,
    send: ({ deviceId = '' }) => send(transferPlayback, { deviceId }),
    shows: ({ playback }, { deviceId }) => playback !== undefined && isOn(playback, deviceId),
  };
}

/** Speakers round to steps of their own, percent. */
const volumeTolerance = 2;

/** @param change `to` percent, or `by` so many percent more or less than the look before shows */
export function volume({ send }: SpotifyContext, change: { to: number } | { by: number }): PlayerCommand {
  const target = (attempt: Attempt): number | undefined => {
    if ('to' in change) return change.to;
    const now = deviceBefore(attempt)?.volume;
    return now === undefined ? undefined : Math.min(100, Math.max(0, now + change.by));
  };
  return {
    looks: { devices: true },
    idempotent: true,
    refusal: (attempt) => {
      const device = deviceBefore(attempt);
      if (device?.supports_volume === false) {
        return new PlayerRefused(
          'VOLUME_CONTROL_DISALLOW',
          `The volume of ${quoted(device.name)} cannot be set from outside.`,
          { hint: 'Ask the user to change it on the device, or transfer to another device.' },
        );
      }
      if (target(attempt) !== undefined) return undefined;
      return new PlayerRefused('VOLUME_CONTROL_DISALLOW', 'The device does not tell its volume.', {
        hint: 'Pass volume (0 to 100) instead of volume_by.',
      });
    },
    send: (attempt) => send(setVolume, { percent: target(attempt) ?? 0, deviceId: attempt.deviceId }),
    shows: (after, attempt) => {
      const now = deviceIn(after, attempt)?.volume;
      const wanted = target(attempt);
      if (now === undefined || wanted === undefined) return false;
      // A step smaller than the tolerance must be seen exactly.
      const before = deviceBefore(attempt)?.volume ?? -Infinity;
      const tolerance = Math.abs(wanted - before) > volumeTolerance ? volumeTolerance : 0;
      return Math.abs(now - wanted) <= tolerance;
    },
  };
}

function isOn(playback: Playback, deviceId: string | undefined): boolean {
  return deviceId === undefined || playback.device?.id === deviceId;
}

/** The device that a command reaches, as a look shows it. */
function deviceIn({ playback, devices }: Sight, { deviceId }: Attempt): Device | undefined {
  if (deviceId === undefined || playback?.device?.id === deviceId) return playback?.device;
  return devices.find(({ id }) => id === deviceId);
}

function deviceBefore(attempt: Attempt): Device | undefined {
  return deviceIn(attempt.before, attempt) ?? attempt.device;
}
