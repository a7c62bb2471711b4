import PQueue from 'p-queue';
import type { ClientLimits } from './clientLimits.ts';

interface Lanes {
  readonly requests: PQueue;
  readonly commands: PQueue;
}

/** How many requests run at once for one account, and in which order. */
export class AccountQueue {
  readonly #concurrency: number;
  readonly #lanes = new Map<string | undefined, Lanes>();

  constructor({ concurrency }: ClientLimits) {
    this.#concurrency = concurrency;
  }

  /**
   * Runs one request when there is room for it.
   * @param urgent goes before everything that waits and is not urgent
   * @param signal takes it out of the queue and rejects with its reason
   */
  request<T>(
    account: string | undefined,
    urgent: boolean,
    signal: AbortSignal,
    task: () => Promise<T>,
  ): Promise<T> {
    return this.#of(account).requests.add(task, { priority: urgent ? 1 : 0, signal });
  }

  /**
   * Runs one command to the player with all its requests, after those that came before: Spotify does not promise
   * to keep the order of commands that overlap (Spotify Web API reference).
   */
  command<T>(account: string | undefined, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    return this.#of(account).commands.add(task, { signal });
  }

  #of(account: string | undefined): Lanes {
    const known = this.#lanes.get(account);
    if (known !== undefined) return known;
    const lanes = {
      requests: new PQueue({ concurrency: this.#concurrency }),
      commands: new PQueue({ concurrency: 1 }),
    };
    this.#lanes.set(account, lanes);
    return lanes;
  }
}
