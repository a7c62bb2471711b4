import { defineOperation } from '../operation.ts';
import { anyBody } from '../schemas/anyBody.ts';
import { devices } from '../schemas/device.ts';
import { cursorPage } from '../schemas/page.ts';
import { playbackState } from '../schemas/playbackState.ts';
import { queue } from '../schemas/queue.ts';
import { recentPlay } from '../schemas/recentPlay.ts';
import { optional } from '../schemas/tolerant.ts';
import { additionalTypes, type MarketParams, type NoParams } from './commonParams.ts';

/** Spotify tells of this many plays and no more (reference; observed 2026). */
export const maxRecentPlays = 50;

/** What the player does; `undefined` when nothing is active anywhere. */
export const getPlaybackState = defineOperation({
  id: 'get-information-about-the-users-current-playback',
  method: 'GET',
  path: '/me/player',
  family: 'player',
  scopes: ['user-read-playback-state'],
  cache: 'playback',
  urgent: true,
  request: ({ market }: MarketParams) => ({ query: { market, additional_types: additionalTypes } }),
  response: optional(playbackState),
});

/** The devices that can be played on now. */
export const getDevices = defineOperation({
  id: 'get-a-users-available-devices',
  method: 'GET',
  path: '/me/player/devices',
  family: 'player',
  scopes: ['user-read-playback-state'],
  cache: 'devices',
  urgent: true,
  request: (_params: NoParams) => ({}),
  response: devices,
});

/** The current item without device, shuffle and repeat; `undefined` when nothing plays. */
export const getCurrentlyPlaying = defineOperation({
  id: 'get-the-users-currently-playing-track',
  method: 'GET',
  path: '/me/player/currently-playing',
  family: 'player',
  scopes: ['user-read-currently-playing'],
  cache: 'playback',
  urgent: true,
  request: ({ market }: MarketParams) => ({ query: { market, additional_types: additionalTypes } }),
  response: optional(playbackState),
});

/** The current item and what comes next. */
export const getQueue = defineOperation({
  id: 'get-queue',
  method: 'GET',
  path: '/me/player/queue',
  family: 'player',
  scopes: ['user-read-currently-playing', 'user-read-playback-state'],
  cache: 'playback',
  urgent: true,
  request: (_params: NoParams) => ({}),
  response: queue,
});

/** Which of the last plays. */
export interface RecentlyPlayedParams {
  /** 1 to {@link maxRecentPlays}; Spotify's default is 20. */
  readonly limit?: number | undefined;
  /** Unix ms: only plays after it. Not together with `before`. */
  readonly after?: number | undefined;
  /** Unix ms: only plays before it. */
  readonly before?: number | undefined;
}

/** The last plays of tracks, newest first. Never kept: it is asked for what is new. */
export const getRecentlyPlayed = defineOperation({
  id: 'get-recently-played',
  method: 'GET',
  path: '/me/player/recently-played',
  family: 'recentlyPlayed',
  scopes: ['user-read-recently-played'],
  request: ({ limit, after, before }: RecentlyPlayedParams) => ({ query: { limit, after, before } }),
  response: cursorPage(recentPlay),
});

/** What all commands to the player have in common. They need Premium. */
const command = {
  family: 'player',
  scopes: ['user-modify-playback-state'],
  changes: ['playback', 'devices'],
  urgent: true,
  response: anyBody,
} as const;

/** Where a command goes. */
export interface DeviceParams {
  /** Absent = the active one. */
  readonly deviceId?: string | undefined;
}

/** Where playback moves. */
export interface TransferParams {
  readonly deviceId: string;
  /** True: play there, whatever the state; otherwise the state is kept. */
  readonly play?: boolean | undefined;
}

/** Moves playback to another device. */
export const transferPlayback = defineOperation({
  ...command,
  id: 'transfer-a-users-playback',
  method: 'PUT',
  path: '/me/player',
  // An array by its form; more than one id is answered with 400 (reference).
  request: ({ deviceId, play }: TransferParams) => ({ json: { device_ids: [deviceId], play } }),
});

/** What to play and where; nothing named = go on. */
export interface StartPlaybackParams extends DeviceParams {
  /** Album, artist, playlist or show. Not together with `uris`. */
  readonly contextUri?: string | undefined;
  /** Tracks and episodes. */
  readonly uris?: readonly string[] | undefined;
  /** Where in an album or playlist to begin: a position from 0, or an item's URI. */
  readonly offset?: { readonly position: number } | { readonly uri: string } | undefined;
  /** Where in the item to begin. */
  readonly positionMs?: number | undefined;
}

/** Starts what is named, or goes on with what was playing if nothing is. */
export const startPlayback = defineOperation({
  ...command,
  id: 'start-a-users-playback',
  method: 'PUT',
  path: '/me/player/play',
  request: ({ deviceId, contextUri, uris, offset, positionMs }: StartPlaybackParams) => {
    const query = { device_id: deviceId };
    const says = [contextUri, uris, offset, positionMs].some((value) => value !== undefined);
    return says
      ? { query, json: { context_uri: contextUri, uris, offset, position_ms: positionMs } }
      : { query };
  },
});

/** Pauses; Spotify refuses where nothing plays. */
export const pausePlayback = defineOperation({
  ...command,
  id: 'pause-a-users-playback',
  method: 'PUT',
  path: '/me/player/pause',
  request: ({ deviceId }: DeviceParams) => ({ query: { device_id: deviceId } }),
});

/** Plays what comes next. */
export const skipToNext = defineOperation({
  ...command,
  id: 'skip-users-playback-to-next-track',
  method: 'POST',
  path: '/me/player/next',
  request: ({ deviceId }: DeviceParams) => ({ query: { device_id: deviceId } }),
});

/** Plays what came before. */
export const skipToPrevious = defineOperation({
  ...command,
  id: 'skip-users-playback-to-previous-track',
  method: 'POST',
  path: '/me/player/previous',
  request: ({ deviceId }: DeviceParams) => ({ query: { device_id: deviceId } }),
});

/** Where in the current item to go on. */
export interface SeekParams extends DeviceParams {
  /** From the item's start; past its end the next item plays. */
  readonly positionMs: number;
}

/** Goes on at another place of the current item. */
export const seekToPosition = defineOperation({
  ...command,
  id: 'seek-to-position-in-currently-playing-track',
  method: 'PUT',
  path: '/me/player/seek',
  request: ({ positionMs, deviceId }: SeekParams) => ({
    query: { position_ms: positionMs, device_id: deviceId },
  }),
});

/** What is repeated. */
export interface RepeatParams extends DeviceParams {
  readonly mode: 'off' | 'track' | 'context';
}

/** Repeats nothing, the item, or the context. */
export const setRepeatMode = defineOperation({
  ...command,
  id: 'set-repeat-mode-on-users-playback',
  method: 'PUT',
  path: '/me/player/repeat',
  request: ({ mode, deviceId }: RepeatParams) => ({ query: { state: mode, device_id: deviceId } }),
});

/** How loud. */
export interface VolumeParams extends DeviceParams {
  /** 0 to 100. */
  readonly percent: number;
}

/** Sets the volume, where the device lets it be set. */
export const setVolume = defineOperation({
  ...command,
  id: 'set-volume-for-users-playback',
  method: 'PUT',
  path: '/me/player/volume',
  request: ({ percent, deviceId }: VolumeParams) => ({
    query: { volume_percent: percent, device_id: deviceId },
  }),
});

/** Whether in random order. */
export interface ShuffleParams extends DeviceParams {
  readonly on: boolean;
}

/** Plays in random order or not. */
export const setShuffle = defineOperation({
  ...command,
  id: 'toggle-shuffle-for-users-playback',
  method: 'PUT',
  path: '/me/player/shuffle',
  request: ({ on, deviceId }: ShuffleParams) => ({ query: { state: on, device_id: deviceId } }),
});

/** What is queued. */
export interface AddToQueueParams extends DeviceParams {
  /** Track or episode. */
  readonly uri: string;
}

/** Puts one item behind those queued by hand. What is queued can't be taken out again. */
export const addToQueue = defineOperation({
  ...command,
  id: 'add-to-queue',
  method: 'POST',
  path: '/me/player/queue',
  request: ({ uri, deviceId }: AddToQueueParams) => ({ query: { uri, device_id: deviceId } }),
});
