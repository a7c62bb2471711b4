import { removeAccount } from './accountRows.ts';
import { CollectState } from './collect/collectState.ts';
import { ImportFiles, hullOf } from './importFiles.ts';
import { ImportJobs } from './importJobs.ts';
import { KeptAnswers } from './keptAnswers.ts';
import { KeptStates } from './keptStates.ts';
import { always, runMatching, type Span } from './matchingRun.ts';
import { ObservationWriter } from './observationWriter.ts';
import type { Operation, OperationOf } from './operations.ts';
import { repairStoredEnds } from './repairStoredEnds.ts';
import { resolveNames } from './resolveNames.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import { TrackDictionary } from './trackDictionary.ts';
import { Users } from './users.ts';
import { Words } from './words.ts';

/** What an operation did, for the caller; replaying it needs none of this. */
export interface Outcome {
  /** New observations. */
  readonly stored: number;
  /** Tracks without a URI that were given one. */
  readonly namesResolved: number;
  /** Observations that began or ceased to speak, or of which more became known. */
  readonly rematched: number;
  /** Listens, or their names, are not what they were. */
  readonly changed: boolean;
}

/** What these write is apart from listens and catalogue. */
const apart: ReadonlySet<Operation['op']> = new Set([
  'metadataWrite',
  'statePut',
  'stateRemove',
  'collectFail',
  'collectPause',
  'watchBegun',
  'watchDone',
  'logsWrite',
]);

const nothing: Outcome = { stored: 0, namesResolved: 0, rematched: 0, changed: false };

/**
 * The database and what is kept in memory of it. Every change goes through {@link apply}, whether it happens now
 * or is replayed from the journal. Durability is the caller's business.
 */
export class HistoryState {
  readonly database: SqlDatabase;
  readonly users: Users;
  readonly files: ImportFiles;
  readonly jobs: ImportJobs;
  readonly answers: KeptAnswers;
  readonly kept: KeptStates;
  readonly collected: CollectState;
  readonly #words: Words;
  readonly #writer: ObservationWriter;
  #tracks: TrackDictionary | undefined;

  constructor(database: SqlDatabase) {
    this.database = database;
    this.users = new Users(database);
    this.files = new ImportFiles(database);
    this.jobs = new ImportJobs(database, this.files);
    this.answers = new KeptAnswers(database);
    this.kept = new KeptStates(database);
    this.#words = new Words(database);
    this.#writer = new ObservationWriter(database, this.#words);
    this.collected = new CollectState({
      database,
      users: this.users,
      words: this.#words,
      dictionary: () => this.#dictionary(),
      matchAll: () => this.#matchAll(),
    });
  }

  /**
   * Applies an operation as a whole or, if it or `seal` throws, not at all.
   * @param seal makes it durable, within the transaction
   */
  apply(operation: Operation, seal?: () => void): Outcome {
    try {
      return this.database.transaction(() => {
        const outcome = this.#dispatch(operation);
        seal?.();
        return outcome;
      });
    } catch (error) {
      // What the dictionaries learned was rolled back with the rest. What is apart teaches them nothing: a cache that
      // cannot be written must not take from an import what it has in memory.
      if (!apart.has(operation.op)) this.#forgetNames();
      throw error;
    }
  }

  /** Writes what is kept in memory only; to be called before a snapshot. */
  settle(): void {
    this.#tracks?.writeSeen();
  }

  /** Repairs and matches all listens and resolves all names anew, since the rules are not those of before. */
  deriveAnew(): void {
    this.database.transaction(() => {
      repairStoredEnds(this.database);
      this.#matchAll();
      resolveNames(this.#dictionary());
    });
  }

  /** Ends what a killed process left running, and matches what its imports had stored. */
  interruptRunning(): void {
    this.database.transaction(() => {
      this.collected.runs.interruptRunning();
      const jobs = this.jobs.interruptRunning();
      for (const jobId of jobs) this.#derive(this.jobs.userOf(jobId), always);
      if (jobs.length > 0) resolveNames(this.#dictionary());
    });
  }

  #dispatch(operation: Operation): Outcome {
    switch (operation.op) {
      case 'importBegin':
        this.jobs.begin(operation, this.users.open(operation.account, operation.at));
        return nothing;
      case 'accountRename':
        return this.#rename(operation);
      case 'accountDelete':
        return this.#deleteAccount(operation);
      case 'importBatch':
        return this.#store(operation);
      case 'importNames':
        for (const track of operation.tracks) this.#wholeDictionary().learn(track);
        this.#dictionary().write(operation.at);
        return nothing;
      case 'importClose':
        return this.#close(operation);
      case 'metadataWrite':
        this.answers.write(operation);
        return nothing;
      case 'statePut':
        this.kept.put(operation);
        return nothing;
      case 'stateRemove':
        this.kept.remove(operation);
        return nothing;
      case 'collectStore':
      case 'collectFail':
      case 'collectPause':
      case 'collectLive':
      case 'enrichStore':
      case 'watchBegun':
      case 'watchDone':
      case 'logsWrite':
        return { ...nothing, ...this.collected.apply(operation) };
    }
  }

  /** Gives an account another name. What was collected under that name already becomes a part of it. */
  #rename(operation: OperationOf<'accountRename'>): Outcome {
    const joined = this.users.rename(operation);
    if (joined === undefined) return nothing;
    const span = this.collected.plays.spanOf(joined);
    return span === undefined ? nothing : this.#derive(joined, span);
  }

  /** What is known of tracks and words is read anew: some of them are gone. */
  #deleteAccount({ account }: OperationOf<'accountDelete'>): Outcome {
    this.settle();
    removeAccount(this.database, account);
    this.#forgetNames();
    return { ...nothing, changed: true };
  }

  #store({ jobId, batch, rowsBefore, at }: OperationOf<'importBatch'>): Outcome {
    const tracks = this.#wholeDictionary();
    const file = this.files.open(jobId, batch.file, batch.format);
    const userId = this.jobs.userOf(jobId);
    const { stored, amended } = this.#writer.write(
      { userId, importFileId: file.id },
      batch.observations,
      tracks,
    );
    tracks.write(at);
    // Unequal only where it is replayed: onto a newer state, or onto one that lacks what came before.
    if (file.rowsRead === rowsBefore) this.files.count(file, batch, stored);
    return { ...nothing, stored, rematched: amended, changed: stored + amended > 0 };
  }

  #close(operation: OperationOf<'importClose'>): Outcome {
    const { jobId } = operation;
    const userId = this.jobs.userOf(jobId);
    const outcome = this.#derive(userId, hullOf(this.files.of(jobId)));
    this.files.countSuperseded(userId, jobId);
    this.jobs.close(operation);
    return outcome;
  }

  /** Finds which listens speak and what their tracks stand for. @param span of what is new */
  #derive(userId: number, span: Span | undefined): Outcome {
    const tracks = this.#wholeDictionary();
    this.settle();
    let rematched = 0;
    if (tracks.takeRenamed()) rematched = this.#matchAll();
    else if (span !== undefined) rematched = runMatching(this.database, tracks, userId, span).count;
    const namesResolved = tracks.isResolvingDue ? resolveNames(tracks) : 0;
    return { stored: 0, namesResolved, rematched, changed: rematched + namesResolved > 0 };
  }

  #matchAll(): number {
    const tracks = this.#wholeDictionary();
    let rematched = 0;
    for (const { id } of this.users.all()) {
      rematched += runMatching(this.database, tracks, id, always).count;
    }
    return rematched;
  }

  #wholeDictionary(): TrackDictionary {
    const tracks = this.#dictionary();
    tracks.loadAll();
    return tracks;
  }

  /** Has tracks and words read anew; what an import under way left to be derived at its end stays due. */
  #forgetNames(): void {
    this.#words.forget();
    const before = this.#tracks;
    if (before === undefined) return;
    this.#tracks = new TrackDictionary(this.database);
    this.#tracks.resolvedSince(before.isResolvingDue);
    if (before.takeRenamed()) this.#tracks.noteRenamed();
  }

  #dictionary(): TrackDictionary {
    this.#tracks ??= new TrackDictionary(this.database);
    return this.#tracks;
  }
}
