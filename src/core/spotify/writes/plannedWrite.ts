import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import type { NewState } from './savedState.ts';

/** What of a change Spotify took; without `failed` all of it. */
export interface Applied {
  readonly failed?: readonly FailedPart[];
  readonly note?: string;
  /** What the change made and could not name beforehand, such as a new playlist: kept afterwards, for the undo. */
  readonly made?: NewState;
}

/** A change that was worked out and not begun: what a dry run tells is what would be done. */
export interface PlannedWrite {
  /** As a command without a full stop: `Remove 12 of 340 items from "Road trip"`. Names are quoted by `quoted`. */
  readonly does: string;
  /** The same when it is done: `Removed 12 of 340 items from "Road trip"`. */
  readonly did: string;
  /** Kept before anything is sent; absent where there is nothing to bring back. */
  readonly undo?: NewState;
  readonly note?: string;
  /**
   * Carries it out; nothing is sent twice. Throws where nothing was done, or where that is unknown (`Unavailable`);
   * what was done in part is returned.
   */
  apply(): Promise<Applied>;
  /**
   * Reads, past every cache, whether it is so now. Called up to three times, the first two seconds after the change: at
   * first with what may still be the old state.
   */
  verify?(): Promise<boolean>;
}

/** There is nothing to do: the sentence says why. */
export interface NothingToDo {
  readonly nothing: string;
  readonly note?: string;
}
