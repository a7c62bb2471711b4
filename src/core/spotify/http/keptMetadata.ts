import type { Clock, Logger } from '../../ports.ts';
import type { KeptAnswer, MetadataStore } from '../metadataStore.ts';

/** Metadata of earlier runs. A store that fails costs a request, not the answer. */
export class KeptMetadata {
  readonly #store: MetadataStore;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(store: MetadataStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** The answer of an address, unless it is older than that many ms. */
  async read(key: string, longestAgeMs: number): Promise<KeptAnswer | undefined> {
    try {
      const answer = await this.#store.read(key);
      return answer !== undefined && this.age(answer) < longestAgeMs ? answer : undefined;
    } catch (error) {
      this.#logger.warn('kept metadata could not be read', { error });
      return undefined;
    }
  }

  write(key: string, text: string): void {
    try {
      this.#store.write({ key, text, storedAt: this.#clock.now() });
    } catch (error) {
      this.#logger.warn('metadata could not be kept', { error });
    }
  }

  /** Age in ms; that of an answer from a future that the clock has since left is 0. */
  age({ storedAt }: KeptAnswer): number {
    return Math.max(0, this.#clock.now() - storedAt);
  }
}
