import type { Api } from '../../protocol/api.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';
import type { Clock } from '../ports.ts';
import { toUserMessage } from '../toUserMessage.ts';
import type { CollectorLog } from './collectorLog.ts';
import { collectorLimits } from './collectorLimits.ts';
import { LiveListens } from './liveListens.ts';

interface LiveStoreOptions {
  readonly clock: Clock;
  readonly history: Pick<Api, 'call'>;
  readonly log: CollectorLog;
  /** Whether anything of this account is to be recorded. */
  readonly isWanted: (account: string) => boolean;
}

/** Brings what the player showed into the history: before each poll, or when much has come together. */
export class LiveStore {
  readonly #options: LiveStoreOptions;
  readonly #listens = new LiveListens();
  /** Accounts of which a reading came. */
  readonly #accounts = new Set<string>();
  readonly #storing = new Set<Promise<void>>();

  constructor(options: LiveStoreOptions) {
    this.#options = options;
  }

  note(reading: PlaybackResult): void {
    const { account } = reading;
    if (!this.#options.isWanted(account)) {
      this.forget(account);
      return;
    }
    this.#accounts.add(account);
    this.#listens.note(reading);
    if (this.#listens.waiting(account) >= collectorLimits.liveStoredAt) void this.store(account);
  }

  /** Stores what has ended; where that fails it waits for the next time. */
  store(account: string): Promise<void> {
    const work = this.#store(account).finally(() => this.#storing.delete(work));
    this.#storing.add(work);
    return work;
  }

  async storeAll(): Promise<void> {
    await Promise.all(this.#storing);
    for (const account of this.#accounts) await this.store(account);
  }

  /** What is not stored of an account is not to be. */
  forget(account: string): void {
    this.#listens.forget(account);
    this.#accounts.delete(account);
  }

  async #store(account: string): Promise<void> {
    const { clock, history, log } = this.#options;
    this.#listens.settle(clock.now());
    const listens = this.#listens.take(account);
    if (listens.length === 0) return;
    try {
      await history.call('collect.live', { account, listens: [...listens] });
    } catch (error) {
      this.#listens.putBack(account, listens);
      log.write('warning', `What the player showed could not be stored: ${toUserMessage(error)}`, {
        account,
      });
    }
  }
}
