import { ImportFiles, hullOf } from './importFiles.ts';
import { ImportJobs } from './importJobs.ts';
import { KeptAnswers } from './keptAnswers.ts';
import { KeptStates } from './keptStates.ts';
import { always, runMatching, type Span } from './matchingRun.ts';
import { ObservationWriter } from './observationWriter.ts';
import type { Operation, OperationOf } from './operations.ts';
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
  /** Observations that began or ceased to speak. */
  readonly rematched: number;
}

/** What these write is apart from listens and catalogue. */
const apart: ReadonlySet<Operation['op']> = new Set(['metadataWrite', 'statePut', 'stateRemove']);

const nothing: Outcome = { stored: 0, namesResolved: 0, rematched: 0 };

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
  readonly #words: Words;
  readonly #writer: ObservationWriter;
  #tracks: TrackDictionary | undefined;
  /** Names of known tracks changed since the last matching. */
  #renamed = false;

  constructor(database: SqlDatabase) {
    this.database = database;
    this.users = new Users(database);
    this.files = new ImportFiles(database);
    this.jobs = new ImportJobs(database, this.files);
    this.answers = new KeptAnswers(database);
    this.kept = new KeptStates(database);
    this.#words = new Words(database);
    this.#writer = new ObservationWriter(database, this.#words);
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
      if (!apart.has(operation.op)) {
        this.#tracks = undefined;
        this.#words.forget();
      }
      throw error;
    }
  }

  /** Writes what is kept in memory only; to be called before a snapshot. */
  settle(): void {
    if (this.#tracks?.writeSeen() === true) this.#renamed = true;
  }

  /** Ends the jobs that a killed process left running, and matches what they had stored. */
  interruptRunning(): void {
    this.database.transaction(() => {
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
        this.users.rename(operation);
        return nothing;
      case 'importBatch':
        return { ...nothing, stored: this.#store(operation) };
      case 'importNames':
        for (const track of operation.tracks) this.#dictionary().learn(track);
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
    }
  }

  #store({ jobId, batch, rowsBefore, at }: OperationOf<'importBatch'>): number {
    const tracks = this.#dictionary();
    const file = this.files.open(jobId, batch.file, batch.format);
    const userId = this.jobs.userOf(jobId);
    const stored = this.#writer.write({ userId, importFileId: file.id }, batch.observations, tracks);
    tracks.write(at);
    // Unequal only where it is replayed: onto a newer state, or onto one that lacks what came before.
    if (file.rowsRead === rowsBefore) this.files.count(file, batch, stored);
    return stored;
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
    const tracks = this.#dictionary();
    this.settle();
    let rematched = 0;
    if (this.#renamed) {
      for (const { id } of this.users.all()) rematched += runMatching(this.database, tracks, id, always);
      this.#renamed = false;
    } else if (span !== undefined) {
      rematched = runMatching(this.database, tracks, userId, span);
    }
    const namesResolved = tracks.isResolvingDue ? resolveNames(tracks) : 0;
    return { stored: 0, namesResolved, rematched };
  }

  #dictionary(): TrackDictionary {
    this.#tracks ??= new TrackDictionary(this.database);
    return this.#tracks;
  }
}
