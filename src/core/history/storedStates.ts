import type { StoredState, StoredStateHead } from '../../protocol/spotify/savedStates.ts';
import type { StateFilter } from './keptStates.ts';
import type { RecordedPart } from './recordedPart.ts';

/** What playlists and the library were before a change, so that it can be undone. */
export class StoredStates {
  readonly #part: RecordedPart;

  constructor(part: RecordedPart) {
    this.#part = part;
  }

  /**
   * Keeps what there is before a change: a record of its own in the journal, one append.
   * @throws InputError where it is too large, or where too many are pinned
   */
  keep(stored: StoredState): void {
    const { state, now, perform } = this.#part;
    state.kept.check(stored);
    perform({ op: 'statePut', state: stored, at: now() });
  }

  /** A kept state, unless it has expired. */
  read(account: string, id: string): StoredState | undefined {
    const { state, now } = this.#part;
    return state.kept.get(account, id, now());
  }

  /** Newest first. */
  list(filter: StateFilter): StoredStateHead[] {
    const { state, now } = this.#part;
    return state.kept.list(filter, now());
  }

  /** Forgets a kept state; does nothing where there is none. */
  remove(account: string, id: string): void {
    if (this.read(account, id) === undefined) return;
    this.#part.perform({ op: 'stateRemove', account, id });
  }
}
