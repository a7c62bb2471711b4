import type { Device, Playback } from '../../src/protocol/spotify/items.ts';
import { positionAt, type ExpectedState, type Wish } from './playerState.ts';

/**
 * The state as it will be once a wish is granted, so that a click is seen at once.
 * @param at Unix ms of the wish
 */
export function expected(state: ExpectedState, wish: Wish, at: number): ExpectedState {
  if (wish.action === 'like') {
    return state.playback?.item?.uri === wish.uri ? { ...state, saved: wish.saved } : state;
  }
  const { playback } = state;
  if (playback === undefined) return state;
  const now = Math.max(at, state.readAt);
  const withPlayback = (change: Partial<Playback>): ExpectedState => ({
    ...state,
    readAt: now,
    playback: { ...playback, ...progressOf(positionAt(state, now)), ...change },
  });
  switch (wish.action) {
    case 'play':
    case 'resume':
      return withPlayback({ playing: true });
    case 'pause':
      return withPlayback({ playing: false });
    case 'next':
    case 'previous':
      return { ...withPlayback({ progress_ms: 0 }), skipping: true };
    case 'seek':
      return withPlayback(progressOf(wish.position_ms));
    case 'shuffle':
      return withPlayback({ shuffle: wish.on ?? false });
    case 'repeat':
      return withPlayback({ repeat: wish.mode ?? 'off' });
    case 'volume':
      return withPlayback(deviceWith(playback.device, wish.volume));
    case 'transfer':
      return { ...withPlayback({}), ...movedTo(state, playback, wish.device) };
    case 'start':
    case 'queue':
      return state;
  }
}

function progressOf(position: number | undefined): Partial<Playback> {
  return position === undefined ? {} : { progress_ms: position };
}

function deviceWith(device: Device | undefined, volume: number | undefined): Partial<Playback> {
  return device === undefined || volume === undefined ? {} : { device: { ...device, volume } };
}

function movedTo(
  { devices = [] }: ExpectedState,
  playback: Playback,
  id: string | undefined,
): Partial<ExpectedState> {
  const target = devices.find((device) => device.id === id);
  if (target === undefined) return {};
  return {
    playback: { ...playback, device: { ...target, active: true } },
    devices: devices.map((device) => ({ ...device, active: device === target })),
  };
}
