import type { HistoryState } from './historyState.ts';
import type { Operation } from './operations.ts';

/** What a part of the store works with that stands beside the listens. */
export interface RecordedPart {
  readonly state: HistoryState;
  /** Unix ms. */
  readonly now: () => number;
  /** Applies and records an operation. */
  readonly perform: (operation: Operation) => void;
}
