import type { BriefItem, Device, Playback } from '../../src/protocol/spotify/items.ts';
import type { SpotifyControlParams } from '../../src/protocol/spotify/player.ts';

/** A command to the player, in the words of `spotify.control` and of the tool `spotify_control`. */
export type PlayerCommand = Omit<SpotifyControlParams, 'account'>;

/** What a person can wish for with one control. */
export type Wish = PlayerCommand | { readonly action: 'like'; readonly uri: string; readonly saved: boolean };

/** Everything that is shown; each state replaces the one before. */
export interface PlayerViewState {
  /** Absent: nothing is active anywhere. */
  readonly playback?: Playback | undefined;
  /** Unix ms at which `playback` was so: the position runs on from there. */
  readonly readAt: number;
  /** URL of the cover. Others than those of Spotify's image hosts are not loaded. */
  readonly cover?: string | undefined;
  /** Absent: not known. */
  readonly devices?: readonly Device[] | undefined;
  /** What comes next, first one first. Absent: not known. */
  readonly queue?: readonly BriefItem[] | undefined;
  /** The account is known to be without Premium: Spotify refuses every command. */
  readonly isFree?: boolean | undefined;
  /** Whether the item is liked. Absent: not known, and no like button. */
  readonly saved?: boolean | undefined;
}

/** A state as it is drawn, with what is expected of the commands under way. */
export interface ExpectedState extends PlayerViewState {
  /** Another item is about to play: what is shown is the one before it. */
  readonly skipping?: boolean;
}

/** Where the player stands at an instant, ms; `undefined` where Spotify does not say. */
export function positionAt({ playback, readAt }: PlayerViewState, now: number): number | undefined {
  if (playback?.progress_ms === undefined) return undefined;
  const position = playback.progress_ms + (playback.playing ? Math.max(0, now - readAt) : 0);
  return Math.min(position, playback.item?.duration_ms ?? Infinity);
}
