import type { Disposable } from '../../../src/protocol/api.ts';
import type { PlayerViewState } from '../../player/playerView.ts';

export interface TrackEndOptions {
  /** Unix ms. */
  readonly now: () => number;
  /** What played should be over by now. */
  readonly onEnd: () => void;
  /** From now on nothing is looked at by itself. */
  readonly onTired: () => void;
}

export interface TrackEnd extends Disposable {
  /** What plays now; its end is waited for. */
  follow(state: PlayerViewState): void;
  /** Somebody used the card. */
  attended(): void;
}

/** Spotify needs a moment to tell of the next item, ms. */
const lateMs = 1_500;
/** A chat keeps its cards for ever: one that nobody used for so many items stops asking. */
const unattended = 5;

/** Waits for the end of what plays, as far as the card can be seen: the only time at which it asks by itself. */
export function trackEnd({ now, onEnd, onTired }: TrackEndOptions): TrackEnd {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looks = 0;
  let isDue = false;
  const look = (): void => {
    if (document.visibilityState !== 'visible') {
      isDue = true;
      return;
    }
    isDue = false;
    if (looks >= unattended) onTired();
    else {
      looks++;
      onEnd();
    }
  };
  const seen = (): void => {
    if (isDue) look();
  };
  document.addEventListener('visibilitychange', seen);
  return {
    follow: ({ playback, readAt }) => {
      clearTimeout(timer);
      isDue = false;
      const { progress_ms: progress, item, playing } = playback ?? {};
      if (playing !== true || progress === undefined || item?.duration_ms === undefined) return;
      const left = item.duration_ms - progress - (now() - readAt);
      timer = setTimeout(look, Math.max(0, left) + lateMs);
    },
    attended: () => {
      looks = 0;
    },
    dispose: () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    },
  };
}
