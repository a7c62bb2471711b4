import type { HistoryPorts } from '../ports.ts';
import type { HistoryState } from './historyState.ts';
import { Journal } from './journal.ts';
import { decodeFrames } from './journalFrames.ts';
import { refuseNewer } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import type { Operation } from './operations.ts';
import { generationOf } from './openChecked.ts';
import { readSqliteHeader } from './snapshotChecks.ts';
import { replaceSnapshot, writeSnapshot, type LoadedSnapshot } from './snapshots.ts';
import { isAside, storeFiles } from './storeFiles.ts';
import type { StoreLimits } from './storeLimits.ts';

export type DurabilityPorts = Pick<HistoryPorts, 'clock' | 'logger' | 'folder'>;

/** A snapshot of this size is written in passing, for instance when the store is closed. */
const smallDatabaseBytes = 16 * 1024 * 1024;

/** How the record of a deletion begins: until the journal is given up, the files may hold what was deleted. */
const deletion = JSON.stringify({ op: 'accountDelete' } satisfies Partial<Operation>).slice(0, -1);

const schema = migrations.at(-1)?.version ?? 0;

/** Names of files, in their order. */
export interface PurgedFiles {
  readonly rewritten: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Keeps the database on disk: a snapshot, and a journal of the operations since. Snapshots are numbered
 * (`store_state.generation`) and records carry the number of the snapshot that they follow, so that on opening
 * exactly the records are replayed that the snapshot lacks, whatever was killed between which two writes. The
 * snapshot before is kept together with its journal: a damaged snapshot costs no more than the large imports
 * since the one before.
 */
export class Durability {
  readonly #ports: DurabilityPorts;
  readonly #journal: Journal;
  readonly #limits: StoreLimits;
  #generation = 0;
  /** Of the journal since the last snapshot: the records of metadata. */
  #metadataBytes = 0;
  /** Of the journal since the last snapshot: all other records. */
  #records = 0;
  #unsaved = false;
  #isPurgeDue: boolean;
  #isRepairDue = false;

  /**
   * Reads the journal and changes nothing.
   * @throws HistoryError `newer`
   */
  constructor(ports: DurabilityPorts, limits: StoreLimits) {
    this.#ports = ports;
    this.#limits = limits;
    this.#journal = new Journal(ports.folder);
    refuseNewer(this.#journal.newestSchema, migrations);
    this.#isPurgeDue = this.#journal.hasFound(deletion);
  }

  get databaseBytes(): number {
    return this.#ports.folder.size(storeFiles.snapshot);
  }

  get journalBytes(): number {
    return this.#journal.bytes;
  }

  /**
   * Applies what the loaded snapshot does not contain.
   * @param loaded where the snapshot is the one before the newest, its own journal comes first
   * @returns what was found damaged and what was done, in sentences
   */
  replay(state: HistoryState, loaded: Pick<LoadedSnapshot, 'fellBack' | 'isDoubtful'>): readonly string[] {
    const base = generationOf(state.database);
    const { fellBack, isDoubtful } = loaded;
    const damage: string[] = [];
    let frames = this.#journal.takeFound();
    // A journal begins anew when a snapshot was written: its first record follows that one.
    const follows = frames[0]?.generation ?? base;
    if (follows > base && !fellBack && !isDoubtful) {
      this.#isRepairDue = true;
      damage.push(
        `${storeFiles.journal} follows a newer snapshot (number ${follows}) than ${storeFiles.snapshot} is (number ${base}): what was stored between them may be missing.`,
      );
    }
    if (fellBack) {
      const previous = decodeFrames(this.#ports.folder.read(storeFiles.previousJournal) ?? new Uint8Array());
      if (previous.tail !== 'none') damage.push(`${storeFiles.previousJournal} could be read in part only.`);
      frames = [...previous.frames, ...frames];
    }
    this.#generation = base;
    for (const frame of frames) {
      // Applying one again does no harm; leaving one out by a wrong number would.
      if (frame.generation < base && !isDoubtful) continue;
      this.#generation = Math.max(this.#generation, frame.generation);
      try {
        const text = frame.text();
        const operation = JSON.parse(text) as Operation;
        if (operation.op === 'metadataWrite') this.#metadataBytes += text.length;
        else this.#records++;
        state.apply(operation);
      } catch (error) {
        this.#ports.logger.error('a record of the journal could not be applied', { error });
        this.#isRepairDue = true;
        damage.push(`A record of ${storeFiles.journal} could not be applied again (${reasonOf(error)}).`);
      }
    }
    return [...damage, ...this.#cutTail()];
  }

  /** Makes an operation durable by a record of its own; to be called within its transaction. */
  record(operation: Operation): void {
    const before = this.#journal.bytesSinceSnapshot;
    this.#journal.append(this.#generation, schema, JSON.stringify(operation), this.#ports.clock.now());
    if (operation.op === 'accountDelete') this.#isPurgeDue = true;
    if (operation.op === 'metadataWrite') {
      this.#metadataBytes += this.#journal.bytesSinceSnapshot - before;
    } else this.#records++;
  }

  /** An operation was applied without a record: it becomes durable by the next snapshot. */
  leaveForSnapshot(): void {
    this.#unsaved = true;
  }

  /** Writes a snapshot; when this returns, all that was applied is durable. */
  snapshot(state: HistoryState): void {
    if (this.#isPurgeDue) {
      this.purge(state);
      return;
    }
    const rotate = this.#asNextGeneration(state, () => writeSnapshot(this.#ports.folder, state.database));
    this.#journal.snapshotTaken(rotate);
    this.#metadataBytes = 0;
    this.#records = 0;
    this.#unsaved = false;
    this.#isRepairDue = false;
  }

  /** The journal holds, or held, what cannot be used: a snapshot makes an end of it. */
  get isRepairDue(): boolean {
    return this.#isRepairDue;
  }

  /** An account was deleted, and the files still hold something of it. */
  get isPurgeDue(): boolean {
    return this.#isPurgeDue;
  }

  /**
   * Leaves nothing in the store's files but what the database holds: the database is packed, so that no unused page
   * holds old text, both snapshots are written anew, journals and damaged files that were set aside go. The record
   * of the deletion goes last of what is unclean: if this is interrupted, it is done again when the store is opened.
   */
  purge(state: HistoryState): PurgedFiles {
    const { folder } = this.#ports;
    const removed = folder
      .list()
      .filter(
        (name) =>
          name === storeFiles.previousSnapshot || name === storeFiles.previousJournal || isAside(name),
      );
    this.#nextGeneration(state);
    state.database.pack();
    for (const name of removed) folder.remove(name);
    const bytes = replaceSnapshot(folder, state.database);
    this.#journal.drop();
    this.#isPurgeDue = false;
    this.#metadataBytes = 0;
    this.#records = 0;
    this.#unsaved = false;
    this.#isRepairDue = false;
    folder.replace(storeFiles.previousSnapshot, bytes);
    const rewritten = [storeFiles.snapshot, storeFiles.previousSnapshot];
    return {
      rewritten,
      removed: [storeFiles.journal, ...removed.filter((name) => name !== storeFiles.previousSnapshot)].sort(),
    };
  }

  /** Whether the journal has grown so far that a snapshot is due. */
  get isFoldDue(): boolean {
    const { journalBytes, journalShare, metadataBytes, records, bytesPerRecord } = this.#limits;
    const share = this.databaseBytes * journalShare;
    return (
      this.#journal.bytesSinceSnapshot - this.#metadataBytes > Math.max(journalBytes, share) ||
      this.#metadataBytes > Math.max(metadataBytes, share) ||
      this.#records > records + this.databaseBytes / bytesPerRecord
    );
  }

  /** Whether closing the store should write a snapshot: something would be lost, or the next start is quicker. */
  get isClosingSnapshotDue(): boolean {
    return (
      this.#unsaved ||
      this.#isPurgeDue ||
      (this.#journal.bytesSinceSnapshot > 0 && this.databaseBytes < smallDatabaseBytes)
    );
  }

  #nextGeneration(state: HistoryState): void {
    state.database.transaction(() => {
      state.settle();
      this.#setGeneration(state, this.#generation + 1);
    });
  }

  /** Writes a snapshot under the next number; one that was not written uses none up. */
  #asNextGeneration<T>(state: HistoryState, write: () => T): T {
    this.#nextGeneration(state);
    try {
      return write();
    } catch (error) {
      if (!this.#mayBeWritten()) this.#setGeneration(state, this.#generation - 1);
      throw error;
    }
  }

  #setGeneration(state: HistoryState, generation: number): void {
    this.#generation = generation;
    state.database.run('UPDATE store_state SET generation = ?', [generation]);
  }

  /** It may be in place although that failed in the end: then records must not carry the number before. */
  #mayBeWritten(): boolean {
    try {
      const bytes = this.#ports.folder.read(storeFiles.snapshot);
      return bytes !== undefined && readSqliteHeader(bytes)?.changes === this.#generation;
    } catch {
      return true;
    }
  }

  #cutTail(): readonly string[] {
    const { tail } = this.#journal;
    if (tail === 'none') return [];
    if (tail === 'damaged') this.#isRepairDue = true;
    try {
      const copy = this.#journal.cutTail(this.#ports.clock.now());
      return [
        copy === undefined
          ? `The last record of ${storeFiles.journal} was not written to its end and was cut off.`
          : `${storeFiles.journal} was damaged; the records that could be read were kept, and a copy was kept as ${copy}.`,
      ];
    } catch (error) {
      this.#ports.logger.warn('the journal could not be repaired yet', { error });
      return [`The end of ${storeFiles.journal} is ${tail}; it is cut off by the next change.`];
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
