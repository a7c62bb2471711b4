import type { EventOf } from '../../protocol/events.ts';
import type { AccountInUse } from '../../protocol/spotify/accounts.ts';
import type { ImportJob } from '../../protocol/history/importReport.ts';
import type { RemovedParts } from '../../protocol/history/deleteAccount.ts';
import type { PlayColumns } from '../analytics/columns.ts';
import { HistoryError, InputError } from '../errors.ts';
import type { HistoryPorts } from '../ports.ts';
import { countAccount } from './accountRows.ts';
import { Collection } from './collect/collection.ts';
import type { CollectOperation } from './collect/collectOperations.ts';
import { KeptColumns } from './columns/keptColumns.ts';
import type { Durability, PurgedFiles } from './durability.ts';
import { emptyHistory } from './emptyHistory.ts';
import type { HistoryState, Outcome } from './historyState.ts';
import type { ImportRun, ImportSink, ImportStart } from './import/importSink.ts';
import { schemaVersionOf } from './migrate.ts';
import { openState } from './openState.ts';
import type { Operation } from './operations.ts';
import { unknownAccount } from './unknownAccount.ts';
import { defaultAccount, type User } from './users.ts';
import { SnapshotRetry, type SnapshotTrouble } from './snapshotRetry.ts';
import { usualLimits, type StoreLimits } from './storeLimits.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import { StoredImportRun, type ImportHost, type Persistence } from './storedImportRun.ts';
import { StoredMetadata } from './storedMetadata.ts';
import { StoredStates } from './storedStates.ts';

export interface StorePorts extends Pick<
  HistoryPorts,
  'clock' | 'logger' | 'folder' | 'sqlWasm' | 'correlation'
> {
  /** Those that differ from the usual ones. */
  readonly limits?: Partial<StoreLimits> | undefined;
}

/** An account and the number of its listens, of any kind and length. */
export interface AccountListens {
  readonly account: string;
  readonly listens: number;
}

export interface StoreStatus {
  readonly schemaVersion: number;
  readonly accounts: readonly AccountListens[];
  readonly databaseBytes: number;
  readonly journalBytes: number;
  /** What was found damaged on opening and what was done, in sentences. */
  readonly damage: readonly string[];
  /** Absent while snapshots can be written. */
  readonly snapshotTrouble?: SnapshotTrouble;
}

/** Called with the new state of an account whose plays changed. */
export type ChangeListener = (change: EventOf<'history.changed'>) => void;

/**
 * The listening history of one data directory: what every source reported, which of it speaks, and the imports.
 * What a call acknowledged by returning survives the death of the process.
 */
export class HistoryStore {
  /** What was found damaged on opening and what was done, in sentences. */
  readonly damage: readonly string[];
  /** Where imports go. */
  readonly imports: ImportSink = { begin: (start) => this.#begin(start) };
  /** What the collector stores and asks. */
  readonly collection: Collection;
  /** What Spotify answered. */
  readonly metadata: StoredMetadata;
  /** What was before a change. */
  readonly states: StoredStates;
  readonly #ports: StorePorts;
  readonly #state: HistoryState;
  readonly #durability: Durability;
  readonly #retry: SnapshotRetry;
  readonly #listeners = new Set<ChangeListener>();
  readonly #columns: KeptColumns;
  readonly #listens = new Map<number, number>();
  /** Jobs under way. */
  readonly #running = new Set<number>();
  #inUse: AccountInUse | undefined;
  #disposed = false;

  private constructor(
    ports: StorePorts,
    state: HistoryState,
    durability: Durability,
    damage: readonly string[],
  ) {
    this.#ports = ports;
    this.#state = state;
    this.#columns = new KeptColumns(state.database);
    this.#durability = durability;
    this.#retry = new SnapshotRetry(ports.clock, ports.logger);
    this.damage = damage;
    const now = (): number => ports.clock.now();
    const kept = {
      ...{ state, now },
      perform: (operation: Operation) => {
        this.#perform(operation, 'record');
      },
    };
    this.metadata = new StoredMetadata(kept);
    this.states = new StoredStates(kept);
    this.collection = new Collection({
      ...{ state, now },
      perform: (operation) => {
        this.#collect(operation);
      },
      columns: (account) => this.columns(account),
      correlation: () => ports.correlation?.(),
    });
  }

  /**
   * Opens the history of the folder, or begins one. A damaged file is set aside, what is left is used, and
   * {@link damage} says so.
   * @throws HistoryError `newer`, with nothing written; `unwritable` if the folder cannot be used
   */
  static async open(ports: StorePorts): Promise<HistoryStore> {
    const opened = await openState(ports, limitsOf(ports));
    const store = new HistoryStore(ports, opened.state, opened.durability, opened.damage);
    if (opened.isRewriteDue) store.#snapshot();
    return store;
  }

  /**
   * From now on questions and imports that name no account mean this one. What was imported before anybody signed
   * in becomes its own if it is alone.
   */
  useAccount(inUse: AccountInUse): void {
    this.#inUse = inUse;
    const { account, alone } = inUse;
    const { users } = this.#state;
    const imported = users
      .all()
      .filter((user) => user.account !== account || !users.isOnlyCollected(user.id));
    const [only] = imported;
    if (!alone || imported.length !== 1 || only?.account !== defaultAccount || this.#running.size > 0) return;
    this.#perform(
      { op: 'accountRename', from: defaultAccount, to: account, at: this.#ports.clock.now() },
      'record',
    );
    // Listens of another user may be its own now, and that user's number may be given to the next.
    this.#columns.forget();
    this.#listens.clear();
    this.#announce(only.id, account);
  }

  /** Somebody signed in while an import ran: what that kept waiting is done now. */
  #adoptLate(): void {
    if (this.#inUse === undefined || this.#running.size > 0) return;
    try {
      this.useAccount(this.#inUse);
    } catch (error) {
      this.#ports.logger.warn('what was imported could not be given to the signed-in account yet', { error });
    }
  }

  /** All accounts, in the order in which they came. */
  accounts(): AccountListens[] {
    return this.#state.users.all().map(({ id, account }) => ({ account, listens: this.#listensOf(id) }));
  }

  /**
   * All listens of an account that speak, ascending by end. The same object until an import that changed
   * something ends.
   * @param account `undefined` = the signed-in one in use, the only one there is, or the one named 'default'
   * @throws HistoryError `unknownAccount`
   */
  columns(account?: string): PlayColumns {
    const users = this.#state.users.all();
    if (users.length === 0 && account === undefined) return this.#columns.of(0);
    const name = this.#state.users.nameOf(account, this.#inUse);
    const user = users.find((one) => one.account === name);
    if (user === undefined) throw unknownAccount(name, users);
    return this.#columns.of(user.id);
  }

  /** Newest first. @param account `undefined` = of all */
  latestImportJobs(limit: number, account?: string): ImportJob[] {
    return this.#state.jobs.latest(limit, account);
  }

  /** For reading it piece by piece; nobody but the store changes it. */
  get database(): SqlDatabase {
    return this.#state.database;
  }

  /**
   * The account of a name, or all that have listens.
   * @throws HistoryError `empty`, `unknownAccount`
   */
  usersOf(account: string | undefined): readonly User[] {
    const users = this.#state.users.all();
    if (users.length === 0) throw emptyHistory();
    const found = account === undefined ? users : users.filter((user) => user.account === account);
    if (found.length === 0) throw unknownAccount(account ?? defaultAccount, users);
    return found;
  }

  /** What is kept of an account. @throws HistoryError `unknownAccount` */
  partsOf(account: string): RemovedParts {
    const parts = countAccount(this.#state.database, account);
    if (parts === undefined) throw unknownAccount(account, this.#state.users.all());
    return parts;
  }

  /**
   * Removes everything of an account, from the database and from every file of the store. When this returns, nothing
   * of it is left there; if it throws after that, the next opening goes on.
   * @throws InputError while an import runs into it; HistoryError `unwritable`
   */
  deleteAccount(account: string): PurgedFiles {
    const { users, jobs } = this.#state;
    const userId = users.idOf(account);
    if ([...this.#running].some((job) => jobs.userOf(job) === userId)) {
      throw new InputError('An import into this account is running.', {
        hint: 'Wait for it to end, or cancel it.',
      });
    }
    const operation: Operation = { op: 'accountDelete', account, at: this.#ports.clock.now() };
    this.#state.apply(operation, () => {
      this.#durability.record(operation);
    });
    this.#columns.forget();
    this.#listens.clear();
    for (const listener of this.#listeners) listener({ account, listens: 0 });
    try {
      const purged = this.#durability.purge(this.#state);
      this.#retry.succeeded();
      return purged;
    } catch (cause) {
      throw new HistoryError(
        'unwritable',
        'The history is deleted, but old files of it are still on the disk.',
        {
          hint: 'See that the disk has room and can be written, then restart Backbeat: it goes on then.',
          cause,
        },
      );
    }
  }

  /** @returns a function that ends the subscription */
  onChanged(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  status(): StoreStatus {
    const { trouble } = this.#retry;
    return {
      ...(trouble !== undefined && { snapshotTrouble: trouble }),
      schemaVersion: schemaVersionOf(this.#state.database),
      accounts: this.accounts(),
      databaseBytes: this.#durability.databaseBytes,
      journalBytes: this.#durability.journalBytes,
      damage: this.#state.database
        .rows("SELECT message FROM logs WHERE service = 'history' AND level = 'warning' ORDER BY id")
        .map(([message]) => String(message)),
    };
  }

  /** Closes the store. Imports under way keep what they stored and can be continued. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#listeners.clear();
    try {
      if (this.#durability.isClosingSnapshotDue) this.#durability.snapshot(this.#state);
    } finally {
      this.#state.database.close();
    }
  }

  #begin({ account: wanted, source, fingerprint, bytes }: ImportStart): ImportRun {
    const { jobs, users } = this.#state;
    const account = users.nameOf(wanted, this.#inUse);
    const unfinished = jobs.unfinished(account, fingerprint);
    if (unfinished !== undefined && this.#running.has(unfinished)) {
      throw new InputError('This import is already running.', { hint: 'Wait for it to end, or cancel it.' });
    }
    const jobId = unfinished ?? jobs.nextJobId();
    const runId = jobs.nextRunId();
    const at = this.#ports.clock.now();
    const correlation = this.#ports.correlation?.();
    const begun = { jobId, runId, account, source, fingerprint, bytes, at };
    this.#perform(
      { op: 'importBegin', ...begun, ...(correlation !== undefined && { correlation }) },
      'record',
    );
    const host: ImportHost = {
      state: this.#state,
      limits: limitsOf(this.#ports),
      now: () => this.#ports.clock.now(),
      perform: (operation, persistence) => this.#perform(operation, persistence),
      ended: (run, changed) => {
        this.#running.delete(run.jobId);
        if (changed) this.#announce(run.userId, run.account);
        this.#adoptLate();
      },
    };
    this.#running.add(jobId);
    return new StoredImportRun(host, { jobId, runId, userId: jobs.userOf(jobId), account });
  }

  #perform(operation: Operation, persistence: Persistence): Outcome {
    const durability = this.#durability;
    if (persistence === 'record') {
      const outcome = this.#state.apply(operation, () => {
        durability.record(operation);
      });
      if (durability.isFoldDue) this.#snapshot();
      return outcome;
    }
    const outcome = this.#state.apply(operation);
    durability.leaveForSnapshot();
    if (persistence === 'snapshot') this.#snapshotNow();
    return outcome;
  }

  /** A snapshot that can wait: what it would hold is in the journal already. */
  #snapshot(): void {
    if (this.#retry.isWaiting) return;
    try {
      this.#snapshotNow();
    } catch (error) {
      this.#retry.failed(error);
    }
  }

  #snapshotNow(): void {
    this.#durability.snapshot(this.#state);
    this.#retry.succeeded();
  }

  #collect(operation: CollectOperation): void {
    const { stored, changed } = this.#perform(operation, 'record');
    if (!changed || !('account' in operation)) return;
    const { users } = this.#state;
    const userId = users.idOf(operation.account);
    if (userId === undefined) return;
    const known = this.#listens.get(userId);
    const listens = known === undefined ? undefined : known + stored + users.takeSpeakingChange(userId);
    this.#announce(userId, operation.account, listens);
  }

  /** @param listens the number of listens of the account; counted where it is not known */
  #announce(userId: number, account: string, listens?: number): void {
    this.#columns.changed();
    this.#listens.delete(userId);
    if (listens !== undefined) this.#listens.set(userId, listens);
    const change = { account, listens: this.#listensOf(userId) };
    for (const listener of this.#listeners) listener(change);
  }

  #listensOf(userId: number): number {
    let listens = this.#listens.get(userId);
    if (listens === undefined) {
      listens = this.#state.users.listens(userId);
      this.#listens.set(userId, listens);
    }
    return listens;
  }
}

function limitsOf({ limits }: StorePorts): StoreLimits {
  return { ...usualLimits, ...limits };
}
