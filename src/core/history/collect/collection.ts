import type * as z from 'zod';
import type {
  Checkpoint,
  CollectFailParams,
  collectLiveParams,
  collectPauseParams,
  CollectStoreParams,
  CollectStoreResult,
  watchDoneParams,
} from '../../../protocol/collect/collectRequests.ts';
import type {
  enrichNextParams,
  EnrichStoreParams,
  WantedTrack,
} from '../../../protocol/collect/enrichRequests.ts';
import type {
  JobRun,
  jobRunsParams,
  logsParams,
  LogsResult,
  logsWriteParams,
} from '../../../protocol/ops/opsRequests.ts';
import type { PlayColumns } from '../../analytics/columns.ts';
import { HistoryError, InputError } from '../../errors.ts';
import type { HistoryState } from '../historyState.ts';
import { tracksToEnrich } from './enrichmentQueue.ts';
import { isUsable } from './collectedPlays.ts';
import type { CollectOperation, CollectOperationOf, RunCounts } from './collectOperations.ts';
import { openGaps, type NoticedGap } from './gaps.ts';
import { stopSince, usualIntervalMs, type Stop } from './stops.ts';
import { keptLine } from './storedLogs.ts';

/** What the collector's requests need of the store. */
export interface CollectHost {
  readonly state: HistoryState;
  /** Unix ms. */
  now(): number;
  /** Applies an operation and makes it durable by a record; tells everybody if listens changed. */
  perform(operation: CollectOperation): void;
  /** All listens of an account. @throws HistoryError `unknownAccount` */
  columns(account: string): PlayColumns;
  /** Id of the call, command or job that is under way. */
  correlation(): string | undefined;
}

const dayMs = 86_400_000;
const noCounts: RunCounts = { fetched: 0, inserted: 0, updated: 0, rateLimits: 0 };

/**
 * What the collector stores and asks. Each change is one operation, hence one record of the journal: a page of plays,
 * how far the account is collected by it, its run, and the gap and the stop that it shows are stored together or not
 * at all.
 */
export class Collection {
  readonly #host: CollectHost;

  constructor(host: CollectHost) {
    this.#host = host;
  }

  /** @throws InputError for a run that is not one of this job and account */
  store(params: CollectStoreParams): CollectStoreResult {
    const { account, job, plays, done, stopped_because: stoppedBecause } = params;
    const { state } = this.#host;
    const userId = state.users.idOf(account);
    const runId = params.run_id ?? state.jobs.nextRunId();
    const counts = this.#countsOf(params);
    const news = state.collected.plays.news(userId, plays);
    const ends = plays.filter(isUsable).map((play) => play.played_at);
    const stop = this.#stopOf(account, params.interval_seconds);
    const gap = userId === undefined ? undefined : this.#gapOf(userId, params, this.#believable(ends), stop);
    this.#host.perform({
      op: 'collectStore',
      account,
      job,
      runId,
      ...this.#correlation(),
      startedAt: params.started_at,
      counts: {
        fetched: counts.fetched + plays.length,
        inserted: counts.inserted + news.inserted,
        updated: counts.updated + news.updated,
        rateLimits: Math.max(counts.rateLimits, params.rate_limits),
      },
      plays: news.plays,
      ...(ends.length > 0 && { page: { oldest: Math.min(...ends), newest: Math.max(...ends) } }),
      done,
      ...(stoppedBecause !== undefined && { stoppedBecause }),
      ...(gap && { gap }),
      ...(stop && { stop }),
      at: this.#host.now(),
    });
    const isOpen = gap !== undefined && userId !== undefined && this.#isOpen(userId, gap);
    return {
      run_id: runId,
      inserted: news.inserted,
      already_known: plays.length - news.inserted,
      ...(isOpen && { gap: { after: gap.after, before: gap.before } }),
      checkpoint: this.#checkpoint(account),
    };
  }

  /** @throws InputError for a run that is not one of this job and account */
  fail(params: CollectFailParams): { run_id: number; checkpoint: Checkpoint } {
    const { account, job, failure, message } = params;
    const { state } = this.#host;
    const runId = params.run_id ?? state.jobs.nextRunId();
    const counts = this.#countsOf(params);
    const stop = this.#stopOf(account, params.interval_seconds);
    this.#host.perform({
      op: 'collectFail',
      account,
      job,
      runId,
      ...this.#correlation(),
      startedAt: params.started_at,
      counts: { ...counts, rateLimits: Math.max(counts.rateLimits, params.rate_limits) },
      failure,
      message,
      ...(stop && { stop }),
      at: this.#host.now(),
    });
    return { run_id: runId, checkpoint: this.#checkpoint(account) };
  }

  pause({ account, paused }: z.output<typeof collectPauseParams>): Checkpoint {
    const stop = this.#stopOf(account, undefined);
    this.#host.perform({ op: 'collectPause', account, paused, ...(stop && { stop }), at: this.#host.now() });
    return this.#checkpoint(account);
  }

  checkpoints(): Checkpoint[] {
    return this.#host.state.collected.checkpoints.all();
  }

  storeLive({ account, listens }: z.output<typeof collectLiveParams>): void {
    this.#host.perform({ op: 'collectLive', account, listens, at: this.#host.now() });
  }

  /** Tracks that Spotify may be asked for today, the most played first. An account without listens has none. */
  enrichNext({ account, ...wish }: z.output<typeof enrichNextParams>): WantedTrack[] {
    const { enrichments } = this.#host.state.collected;
    const left = wish.per_day - enrichments.requestsSince(account, wish.day_start);
    if (left <= 0) return [];
    try {
      return tracksToEnrich(this.#host.columns(account), enrichments.tried(), Math.min(left, wish.limit));
    } catch (error) {
      if (HistoryError.is(error, 'unknownAccount')) return [];
      throw error;
    }
  }

  enrichStore(params: EnrichStoreParams): { run_id: number; updated: number } {
    const { account, tried, requests, error } = params;
    const runId = this.#host.state.jobs.nextRunId();
    this.#host.perform({
      op: 'enrichStore',
      ...{ account, runId, tried, requests },
      ...this.#correlation(),
      startedAt: params.started_at,
      rateLimits: params.rate_limits,
      ...(error !== undefined && { error }),
      at: this.#host.now(),
    });
    return { run_id: runId, updated: tried.filter(({ facts }) => facts !== undefined).length };
  }

  /** Those of the keys that were dealt with. */
  watchSeen(keys: readonly string[]): string[] {
    return this.#host.state.collected.watched.seen(keys);
  }

  /** Notes that the import of a file begins. @returns how often it did since one last ended */
  watchBegin(key: string): number {
    const times = this.#host.state.collected.watched.timesBegun(key) + 1;
    this.#host.perform({ op: 'watchBegun', key, times, at: this.#host.now() });
    return times;
  }

  /** Notes that the import of a file ended for no fault of it: it may begin again. */
  watchLeave(key: string): void {
    this.#host.perform({ op: 'watchBegun', key, times: 0, at: this.#host.now() });
  }

  watchDone({ key, outcome, message }: z.output<typeof watchDoneParams>): void {
    const at = this.#host.now();
    this.#host.perform({ op: 'watchDone', key, outcome, ...(message !== undefined && { message }), at });
  }

  writeLogs({ lines, forget_before: forgetBefore }: z.output<typeof logsWriteParams>): void {
    const firstId = this.#host.state.collected.logs.nextId();
    const operation: CollectOperationOf<'logsWrite'> = {
      op: 'logsWrite',
      firstId,
      lines: lines.map(keptLine),
    };
    this.#host.perform({ ...operation, ...(forgetBefore !== undefined && { forgetBefore }) });
  }

  /** Newest first. @throws InputError for a cursor or a time that cannot be */
  logs(params: z.output<typeof logsParams>): LogsResult {
    return this.#host.state.collected.logs.list(params);
  }

  /** Newest first. */
  runs(params: z.output<typeof jobRunsParams>): JobRun[] {
    return this.#host.state.collected.runs.list(params);
  }

  #correlation(): { readonly correlation?: string } {
    const correlation = this.#host.correlation();
    return correlation === undefined ? {} : { correlation };
  }

  #countsOf({ run_id: runId, job, account }: CollectStoreParams | CollectFailParams): RunCounts {
    if (runId === undefined) return noCounts;
    const counts = this.#host.state.collected.runs.countsOf(runId, job, account);
    if (counts !== undefined) return counts;
    throw new InputError(`There is no run ${runId} of ${job} for this account.`, {
      hint: 'Leave run_id out to begin a run.',
    });
  }

  /** What kept the account from being collected since it was last heard of. */
  #stopOf(account: string, intervalSeconds: number | undefined): Stop | undefined {
    const before = this.#host.state.collected.checkpoints.of(account);
    const interval = intervalSeconds === undefined ? usualIntervalMs : intervalSeconds * 1000;
    return stopSince(before, this.#host.now(), interval);
  }

  /**
   * A gap is there if there were plays before, Spotify returned as many as it ever does, and the oldest of them is
   * newer than the newest known (exports-and-history facts, §8). Further pages of a run go back from the first: they
   * meet what that page has brought.
   */
  #gapOf(
    userId: number,
    { full, run_id: runId, account }: CollectStoreParams,
    ends: readonly number[],
    stop: Stop | undefined,
  ): NoticedGap | undefined {
    if (!full || runId !== undefined || ends.length === 0) return undefined;
    const { collected } = this.#host.state;
    const oldest = Math.min(...ends);
    const newest = collected.plays.newest(userId, Math.max(...ends));
    if (newest === undefined || oldest <= newest) return undefined;
    const since = collected.checkpoints.of(account)?.last_poll_completed_at ?? 0;
    const reason = collected.stops.mainReason(userId, since, stop) ?? 'missed';
    return { after: newest, before: oldest, reason };
  }

  /**
   * Ends that tell how far a page reaches. A device whose clock is years ahead reports a play of the future, which
   * would seem newer than all that follows; where everything is of the future this machine's clock is wrong.
   */
  #believable(ends: readonly number[]): readonly number[] {
    const latest = this.#host.now() + dayMs;
    const past = ends.filter((end) => end <= latest);
    return past.length > 0 ? past : ends;
  }

  #isOpen(userId: number, { after, before }: NoticedGap): boolean {
    return openGaps(this.#host.state.database, userId).some(({ from, to }) => from < before && to > after);
  }

  #checkpoint(account: string): Checkpoint {
    const checkpoint = this.#host.state.collected.checkpoints.of(account);
    if (checkpoint === undefined) throw new Error(`There is no checkpoint of ${account}.`);
    return checkpoint;
  }
}
