import type { DataFolder } from '../ports.ts';
import { decodeFrames, encodeFrame, type JournalContent, type JournalFrame } from './journalFrames.ts';
import { asideName, storeFiles } from './storeFiles.ts';

/** The operations since the last snapshot, in a file that is only added to. */
export class Journal {
  readonly #folder: DataFolder;
  #bytes: number;
  /** What follows the whole records; it must go before the next one is added. */
  #tail: JournalContent['tail'];
  #sinceSnapshot: number;
  #found: readonly JournalFrame[];

  /** Reads the file and changes nothing. */
  constructor(folder: DataFolder) {
    const { frames, goodBytes, tail } = decodeFrames(folder.read(storeFiles.journal) ?? new Uint8Array());
    this.#folder = folder;
    this.#found = frames;
    this.#bytes = goodBytes;
    this.#sinceSnapshot = goodBytes;
    this.#tail = tail;
  }

  /** Highest schema version of the records that were found on opening. */
  get newestSchema(): number {
    return this.#found.reduce((newest, { schema }) => Math.max(newest, schema), 0);
  }

  /** Whether a record that was found on opening begins like this, also one that the snapshot contains. */
  hasFound(beginning: string): boolean {
    return this.#found.some(({ text }) => text().startsWith(beginning));
  }

  /** The records that were found on opening; they are given away once, since they hold the whole file. */
  takeFound(): readonly JournalFrame[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Bytes of the whole records in the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of the records that the newest snapshot does not contain. */
  get bytesSinceSnapshot(): number {
    return this.#sinceSnapshot;
  }

  get tail(): JournalContent['tail'] {
    return this.#tail;
  }

  /**
   * Adds a record; when this returns it is on the medium.
   * @param now Unix ms
   */
  append(generation: number, schema: number, json: string, now: number): void {
    this.cutTail(now);
    const frame = encodeFrame(generation, schema, json);
    try {
      this.#folder.append(storeFiles.journal, frame);
    } catch (error) {
      this.#tail = 'torn';
      throw error;
    }
    this.#bytes += frame.length;
    this.#sinceSnapshot += frame.length;
  }

  /**
   * Removes what follows the last whole record. A write that never finished was never acknowledged and goes; of
   * anything else a copy is kept.
   * @returns the name of the copy
   */
  cutTail(now: number): string | undefined {
    if (this.#tail === 'none') return undefined;
    const copy = this.#tail === 'damaged' ? asideName(storeFiles.journal, now) : undefined;
    const whole = (this.#folder.read(storeFiles.journal) ?? new Uint8Array()).subarray(0, this.#bytes);
    this.#folder.replace(storeFiles.journal, whole, copy);
    this.#tail = 'none';
    return copy;
  }

  /** Gives the whole file up: a snapshot contains all records now, and none of them may stay. */
  drop(): void {
    this.#folder.remove(storeFiles.journal);
    this.#found = [];
    this.#bytes = 0;
    this.#sinceSnapshot = 0;
    this.#tail = 'none';
  }

  /**
   * A snapshot contains all records now.
   * @param rotate whether the snapshot before it was kept: then the journal is kept beside it and a new one begins
   */
  snapshotTaken(rotate: boolean): void {
    this.#found = [];
    this.#sinceSnapshot = 0;
    if (!rotate) return;
    this.#folder.rename(storeFiles.journal, storeFiles.previousJournal);
    this.#bytes = 0;
    this.#tail = 'none';
  }
}
