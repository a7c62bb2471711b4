import type { KeptAnswer } from '../spotify/metadataStore.ts';
import { keepable } from './keptAnswers.ts';
import type { RecordedPart } from './recordedPart.ts';

/** What Spotify answered about tracks, albums and artists, kept beside the history. */
export class StoredMetadata {
  readonly #part: RecordedPart;

  constructor(part: RecordedPart) {
    this.#part = part;
  }

  /** What Spotify answered to this question, if it was kept and has not expired. Reads nothing but that. */
  read(key: string): KeptAnswer | undefined {
    const { state, now } = this.#part;
    return state.answers.read(key, now());
  }

  /**
   * Keeps answers of Spotify. They are recorded in the journal, though a crash might have them: the process of the
   * host ends without closing the store (a window is reloaded, the thread terminated), so what waits for a snapshot
   * would be asked again after nearly every restart, and a snapshot writes everything. A record costs one append
   * for all answers of a call; what they add to the journal is counted apart, so that it makes no other record write
   * a snapshot.
   */
  keep(answers: readonly KeptAnswer[]): void {
    const kept = keepable(answers);
    if (kept.length === 0) return;
    this.#part.perform({ op: 'metadataWrite', answers: kept, at: this.#part.now() });
  }
}
