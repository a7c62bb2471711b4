import type { Playback } from '../../../protocol/spotify/items.ts';
import { describeItem } from '../describeItem.ts';
import type { PlaybackState } from '../schemas/playbackState.ts';
import { upstreamText } from '../upstreamText.ts';
import { describeDevice } from './describeDevice.ts';

const repeatModes = ['off', 'track', 'context'] as const;
/** Names of actions are Spotify's own words; anything else is not passed on. */
const actionName = /^[a-z_]{1,40}$/;

/** What the player does, as answers say it. */
export function describePlayback(state: PlaybackState): Playback {
  const repeat = repeatModes.find((mode) => mode === state.repeat_state);
  const disallows = state.disallows.filter((action) => actionName.test(action));
  const other = state.item === undefined ? upstreamText(state.currently_playing_type ?? '', 40) : '';
  return {
    playing: state.is_playing,
    ...(state.item !== undefined && { item: describeItem(state.item) }),
    ...(other !== '' && other !== 'unknown' && { other }),
    ...(state.progress_ms !== undefined && { progress_ms: state.progress_ms }),
    ...(state.shuffle_state !== undefined && { shuffle: state.shuffle_state }),
    ...(repeat !== undefined && { repeat }),
    ...(state.context !== undefined && {
      context: { type: upstreamText(state.context.type, 40), uri: upstreamText(state.context.uri, 300) },
    }),
    ...(state.device !== undefined && { device: describeDevice(state.device) }),
    ...(disallows.length > 0 && { disallows }),
  };
}
