import type { Playback } from '../../../protocol/spotify/items.ts';
import { getPlaybackState } from '../operations/player.ts';
import type { SendOptions } from '../operation.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { describePlayback } from './describePlayback.ts';

/** What the player does; `undefined` when nothing is active anywhere. */
export async function readPlayback(
  { send }: SpotifyContext,
  options: SendOptions = {},
): Promise<Playback | undefined> {
  const state = await send(getPlaybackState, {}, options);
  return state === undefined ? undefined : describePlayback(state);
}
