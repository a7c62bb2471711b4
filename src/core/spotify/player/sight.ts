import type { Device, Playback } from '../../../protocol/spotify/items.ts';
import type { SendOptions } from '../operation.ts';
import { getQueue } from '../operations/player.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { readDevices } from './listDevices.ts';
import { readPlayback } from './readPlayback.ts';

/** What a command looks at beside the playback. */
export interface Looks {
  readonly queue?: boolean;
  readonly devices?: boolean;
}

/** One look at the player. */
export interface Sight {
  /** Unix ms. */
  readonly at: number;
  /** `undefined` when nothing is active anywhere. */
  readonly playback: Playback | undefined;
  /** URIs of what comes next; empty if that was not looked at. */
  readonly queue: readonly string[];
  /** Empty if they were not looked at. */
  readonly devices: readonly Device[];
}

/** Looks anew, whatever is kept. */
export async function lookAtPlayer(
  context: SpotifyContext,
  looks: Looks,
  bound: Pick<SendOptions, 'withinMs'> = {},
): Promise<Sight> {
  const options = { fresh: true, ...bound };
  const [playback, devices, queue] = await Promise.all([
    readPlayback(context, options),
    looks.devices === true ? readDevices(context, options) : [],
    looks.queue === true ? context.send(getQueue, {}, options) : { queue: [] },
  ]);
  return {
    at: context.clock.now(),
    playback,
    devices,
    queue: queue.queue.map(({ uri }) => uri),
  };
}
