import type { StoredState, StoredStateHead } from '../../protocol/spotify/savedStates.ts';
import type { HistoryState } from './historyState.ts';
import type { StateFilter } from './keptStates.ts';
import type { Operation } from './operations.ts';

interface StatesOptions {
  readonly state: HistoryState;
  /** Unix ms. */
  readonly now: () => number;
  /** Applies and records an operation. */
  readonly perform: (operation: Operation) => void;
}

/** What playlists and the library were before a change, so that it can be undone. */
export class StoredStates {
  readonly #options: StatesOptions;

  constructor(options: StatesOptions) {
    this.#options = options;
  }

  /**
   * Keeps what there is before a change: a record of its own in the journal, one append.
   * @throws InputError where it is too large, or where too many are pinned
   */
  keep(stored: StoredState): void {
    const { state, now, perform } = this.#options;
    state.kept.check(stored);
    perform({ op: 'statePut', state: stored, at: now() });
  }

  /** A kept state, unless it has expired. */
  read(account: string, id: string): StoredState | undefined {
    const { state, now } = this.#options;
    return state.kept.get(account, id, now());
  }

  /** Newest first. */
  list(filter: StateFilter): StoredStateHead[] {
    const { state, now } = this.#options;
    return state.kept.list(filter, now());
  }

  /** Forgets a kept state; does nothing where there is none. */
  remove(account: string, id: string): void {
    if (this.read(account, id) === undefined) return;
    this.#options.perform({ op: 'stateRemove', account, id });
  }
}
