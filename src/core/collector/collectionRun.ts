import type { Checkpoint, CollectJob, CollectStoreResult } from '../../protocol/collect/collectRequests.ts';
import type { CollectionFailure } from './collectionFailure.ts';
import type { CollectorPorts, RecentPage } from './collectorPorts.ts';

type RunPorts = Pick<CollectorPorts, 'clock' | 'history' | 'settings' | 'spotify'>;

/** One job of one account. Its pages are one run in the history, which begins with the first page that is stored. */
export class CollectionRun {
  readonly job: CollectJob;
  readonly #ports: RunPorts;
  readonly #account: string;
  readonly #startedAt: number;
  readonly #signal: AbortSignal;
  #runId: number | undefined;
  /** Times that Spotify answered 429. */
  rateLimits = 0;
  fetched = 0;
  inserted = 0;

  constructor(ports: RunPorts, account: string, job: CollectJob, signal: AbortSignal) {
    this.#ports = ports;
    this.#account = account;
    this.job = job;
    this.#signal = signal;
    this.#startedAt = ports.clock.now();
  }

  /** Whether a page is stored already: then the run has to be ended. */
  get hasBegun(): boolean {
    return this.#runId !== undefined;
  }

  /** Asks Spotify for a page. @throws AppError of the client */
  async read(before: number | undefined): Promise<RecentPage> {
    const page = await this.#ports.spotify.recentPage(this.#account, before, {
      signal: this.#signal,
      onRateLimit: () => {
        this.rateLimits += 1;
      },
    });
    this.fetched += page.plays.length + page.leftOut;
    return page;
  }

  /**
   * Stores a page; not to be interrupted.
   * @param stopped why no further page comes, in words, empty where that is plain; absent = another one comes
   */
  async store(
    { plays, full }: Pick<RecentPage, 'plays' | 'full'>,
    stopped?: string,
  ): Promise<CollectStoreResult> {
    const result = await this.#ports.history.call('collect.store', {
      account: this.#account,
      job: this.job,
      ...(this.#runId !== undefined && { run_id: this.#runId }),
      started_at: this.#startedAt,
      plays: [...plays],
      full,
      done: stopped !== undefined,
      rate_limits: this.rateLimits,
      interval_seconds: this.#ports.settings()['collector.intervalSeconds'],
      ...(stopped !== undefined && stopped !== '' && { stopped_because: stopped }),
    });
    this.#runId = result.run_id;
    this.inserted += result.inserted;
    return result;
  }

  /** Records that it failed. */
  async fail({ kind, sentence }: CollectionFailure): Promise<Checkpoint> {
    const { checkpoint } = await this.#ports.history.call('collect.fail', {
      account: this.#account,
      job: this.job,
      ...(this.#runId !== undefined && { run_id: this.#runId }),
      started_at: this.#startedAt,
      failure: kind,
      message: sentence,
      rate_limits: this.rateLimits,
      interval_seconds: this.#ports.settings()['collector.intervalSeconds'],
    });
    return checkpoint;
  }
}
