import type { Device, Playback } from '../../../protocol/spotify/items.ts';
import type { SpotifyStatus, SpotifyStatusParams, statusParts } from '../../../protocol/spotify/player.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { accountOf } from '../accountOf.ts';
import { describeBriefly } from '../describeItem.ts';
import { getQueue } from '../operations/player.ts';
import type { Queue } from '../schemas/queue.ts';
import type { Feature } from '../spotifyContext.ts';
import { availableDevices, isCommandable } from './chooseDevice.ts';
import { readDevices } from './listDevices.ts';
import { readPlayback } from './readPlayback.ts';

const defaultQueueLimit = 5;

type Part = (typeof statusParts)[number];
type Failures = readonly { readonly part: Part; readonly error: unknown }[];

/**
 * Answers `spotify.status`. The parts are read at the same time; one that fails is named, the others are answered.
 * @throws the error of the first part where all fail, and CancelledError
 */
export const readStatus: Feature<SpotifyStatusParams, SpotifyStatus> = async (context, params) => {
  const account = accountOf(context);
  const queueLimit = params.queue_limit ?? defaultQueueLimit;
  const [playback, devices, queue] = await Promise.allSettled([
    readPlayback(context),
    readDevices(context),
    queueLimit === 0 ? undefined : context.send(getQueue, {}),
  ]);
  const failures = failuresOf({ playback, devices, queue });
  const asked = queueLimit === 0 ? 2 : 3;
  const cancelled = failures.find(({ error }) => CancelledError.is(error));
  if (cancelled !== undefined) throw cancelled.error;
  if (failures.length === asked) throw failures[0]?.error;
  const playing = valueOf(playback);
  const coming = valueOf(queue);
  const found = valueOf(devices) ?? [];
  const next = coming?.queue.slice(0, queueLimit) ?? [];
  const note = noteOf(playback.status === 'fulfilled', playing, valueOf(devices), coming, queueLimit);
  return {
    account,
    state: stateOf(playback.status === 'fulfilled', playing),
    ...(playing !== undefined && { playback: playing }),
    ...(found.length > 0 && { devices: [...found] }),
    ...(next.length > 0 && { queue: next.map(describeBriefly) }),
    ...(failures.length > 0 && {
      missing: failures.map(({ part, error }) => ({ part, why: toUserMessage(error) })),
    }),
    ...(note !== undefined && { note }),
  };
};

function failuresOf(parts: Readonly<Record<Part, PromiseSettledResult<unknown>>>): Failures {
  return (['playback', 'devices', 'queue'] as const).flatMap((part) => {
    const result = parts[part];
    return result.status === 'rejected' ? [{ part, error: result.reason as unknown }] : [];
  });
}

function valueOf<T>(result: PromiseSettledResult<T>): T | undefined {
  return result.status === 'fulfilled' ? result.value : undefined;
}

function stateOf(isKnown: boolean, playback: Playback | undefined): SpotifyStatus['state'] {
  if (!isKnown) return 'unknown';
  if (playback === undefined) return 'nothing_playing';
  return playback.playing ? 'playing' : 'paused';
}

function noteOf(
  isKnown: boolean,
  playback: Playback | undefined,
  devices: readonly Device[] | undefined,
  queue: Queue | undefined,
  queueLimit: number,
): string | undefined {
  if (isKnown && playback === undefined && devices !== undefined) return idleNote(devices);
  const total = queue?.queue.length ?? 0;
  if (total > queueLimit)
    return `${queueLimit} of the ${total} coming items that Spotify tells; queue_limit shows more.`;
  return undefined;
}

function idleNote(devices: readonly Device[]): string {
  const next = devices.some(isCommandable)
    ? 'spotify_play starts something there; with several, pass one as device.'
    : 'The user must open Spotify on a computer, phone or speaker before anything can play.';
  return `Nothing is active. ${availableDevices(devices)} ${next}`;
}
