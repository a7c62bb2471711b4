import type { SyncedAccount } from '../../protocol/collector/collectorRequests.ts';
import type { AccountBoard } from './accountBoard.ts';
import type { AccountWork } from './accountWork.ts';
import { CancelledError, throwIfCancelled } from '../errors.ts';
import { unobserved, type Observe } from '../observe/observe.ts';
import { enrich } from './enrichment.ts';
import { needsInitialSync, pollAccount, syncAccount, type CollectOptions } from './collectAccount.ts';
import { signInTrouble } from './signInTrouble.ts';
import type { WatchedImports } from './watchedImports.ts';

const dayMs = 86_400_000;

interface CyclesOptions extends CollectOptions {
  readonly board: AccountBoard;
  readonly imports: WatchedImports;
}

/** What a cycle did. */
export interface CycleResult {
  /** Of each account that was its turn. */
  readonly accounts: readonly SyncedAccount[];
  readonly filesImported: number;
}

/**
 * Cycles of the collector, one at a time: pending imports, then the initial sync of each account, then the poll of
 * each (reference-systems facts, part D).
 */
export class CollectorCycles {
  readonly #options: CyclesOptions;
  readonly #observe: Observe;
  #running: Promise<CycleResult> | undefined;
  /** Unix ms. */
  #enrichAfter = 0;

  constructor(options: CyclesOptions) {
    this.#options = options;
    this.#observe = options.observe ?? unobserved();
  }

  /** A cycle of the accounts whose time has come; none is polled while the collector is switched off. */
  async due(isDue: (work: AccountWork) => boolean): Promise<void> {
    const { settings } = this.#options;
    while (this.#running !== undefined) await this.#running.catch(() => undefined); // told to who began it
    await this.#begin((work) => settings()['collector.enabled'] && work.isUsable && isDue(work), 'root');
  }

  /**
   * A cycle of these accounts because somebody asks for it, whether or not their time has come. One under way is
   * waited for instead; only accounts that were not its business get another one.
   */
  async now(works: readonly AccountWork[]): Promise<CycleResult> {
    const answers = new Map<string, SyncedAccount>();
    let filesImported = 0;
    let hasJoined = false;
    const take = (result: CycleResult): void => {
      filesImported += result.filesImported;
      for (const answer of result.accounts) answers.set(answer.account, answer);
    };
    const isMissing = (work: AccountWork): boolean => works.includes(work) && !answers.has(work.account);
    while (this.#running !== undefined) {
      take(await this.#running);
      hasJoined = true;
    }
    if (!hasJoined || works.some(isMissing)) take(await this.#begin(isMissing));
    const accounts = works.flatMap(({ account }) => answers.get(account) ?? []);
    return { accounts, filesImported };
  }

  /** When no cycle is under way. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running.catch(() => undefined); // told to who began it
  }

  /** @param root the cycle is a job of its own, and no part of what somebody asked for */
  #begin(isChosen: (work: AccountWork) => boolean, root?: 'root'): Promise<CycleResult> {
    const step = { name: 'collector cycle', ...(root && { isRoot: true as const }) };
    const running = this.#observe
      .run(step, () => this.#cycle(isChosen))
      .finally(() => {
        if (this.#running === running) this.#running = undefined;
      });
    this.#running = running;
    return running;
  }

  async #cycle(isChosen: (work: AccountWork) => boolean): Promise<CycleResult> {
    const { board, imports, log, signal } = this.#options;
    throwIfCancelled(signal);
    try {
      const filesImported = await imports.run(signal);
      await board.refresh();
      const answers = new Map<AccountWork, SyncedAccount>();
      const chosen = board.all().filter(isChosen);
      for (const work of chosen) {
        const answer = await this.#sync(work);
        if (answer !== undefined) answers.set(work, answer);
      }
      for (const work of chosen) answers.set(work, await this.#poll(work, answers.get(work)));
      for (const [{ account }, { outcome }] of answers)
        if (outcome === 'success') await this.#enrich(account);
      return { accounts: [...answers.values()], filesImported };
    } finally {
      await log.store();
    }
  }

  /** @returns `undefined` where there is nothing to do */
  async #sync(work: AccountWork): Promise<SyncedAccount | undefined> {
    const refused = this.#refusal(work);
    if (refused !== undefined || !needsInitialSync(work, this.#options)) return refused;
    return syncAccount(this.#options, work);
  }

  /** @param synced what the initial sync of the same cycle brought; where it failed, no poll follows */
  async #poll(work: AccountWork, synced: SyncedAccount | undefined): Promise<SyncedAccount> {
    if (synced !== undefined && synced.outcome !== 'success') return synced;
    const answer = this.#refusal(work) ?? (await pollAccount(this.#options, work));
    if (synced === undefined) return answer;
    const { fetched, inserted, message = answer.message } = synced;
    return {
      ...answer,
      fetched: fetched + answer.fetched,
      inserted: inserted + answer.inserted,
      ...(message !== undefined && { message }),
    };
  }

  /** What is looked up beside the collection; where it fails, the next cycle tries again. */
  async #enrich(account: string): Promise<void> {
    const { clock, history, spotify, logger, log, settings, signal } = this.#options;
    const perDay = settings()['enrichment.requestsPerDay'];
    if (clock.now() < this.#enrichAfter) return;
    const lookUp = spotify.lookUp.bind(spotify);
    try {
      const dayStart = Math.floor(clock.now() / dayMs) * dayMs;
      await enrich({ clock, logger, history, lookUp }, { account, perDay, dayStart }, signal);
    } catch (error) {
      if (CancelledError.is(error)) return;
      // What was spent is not on record: the budget of the day counts as used up.
      this.#enrichAfter = clock.now() + dayMs;
      logger.warn('the enrichment failed', { account, error });
      log.write('warning', 'The enrichment failed.', { account });
    }
  }

  /** Why nothing can be asked for an account; `undefined` = it can. */
  #refusal({ account, isPaused, signIn }: AccountWork): SyncedAccount | undefined {
    const nothing = { account, fetched: 0, inserted: 0 };
    if (isPaused) return { ...nothing, outcome: 'paused', message: paused };
    if (this.#options.signal.aborted)
      return { ...nothing, outcome: 'error', message: 'Backbeat is closing.' };
    const trouble = signIn && signInTrouble(signIn);
    return trouble && { ...nothing, outcome: 'error', message: trouble.message, failure: trouble.kind };
  }
}

const paused = 'The collection of this account is paused: resume it first.';
