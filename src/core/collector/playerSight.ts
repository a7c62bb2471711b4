import type { PlaybackResult } from '../../protocol/spotify/player.ts';

/** What a reading of the player shows of a track. */
export interface PlayerSight {
  /** Unix ms. */
  readonly at: number;
  readonly uri: string;
  readonly title: string;
  readonly artist: string;
  readonly durationMs: number;
  readonly progressMs: number;
  readonly playing: boolean;
  readonly repeatsTrack: boolean;
  readonly device?: string;
  readonly contextUri?: string;
}

const longestWord = 40;

/**
 * `undefined` where no track is loaded: nothing, an episode, an advert, a private session; `'unclear'` for a track of
 * which the reading says too little.
 */
export function playerSight({ read_at: at, playback }: PlaybackResult): PlayerSight | 'unclear' | undefined {
  const item = playback?.item;
  if (playback === undefined || item?.type !== 'track') return undefined;
  const { duration_ms: durationMs, uri, name } = item;
  const { progress_ms: progressMs, device, context, playing, repeat } = playback;
  if (progressMs === undefined || durationMs === undefined || durationMs <= 0) return 'unclear';
  return {
    ...{ at, uri, title: name, artist: item.by?.[0] ?? '', durationMs, playing },
    progressMs: Math.min(Math.max(0, progressMs), durationMs),
    repeatsTrack: repeat === 'track',
    ...(device !== undefined && { device: device.kind.toLowerCase().slice(0, longestWord) }),
    ...(context !== undefined && { contextUri: context.uri }),
  };
}
