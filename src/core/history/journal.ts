import type { DataFolder } from '../ports.ts';
import {
  decodeFrames,
  encodeFrame,
  type ByteRange,
  type JournalContent,
  type JournalFrame,
} from './journalFrames.ts';
import { asideName, storeFiles } from './storeFiles.ts';

/** The operations since the last snapshot, in a file that is only added to. */
export class Journal {
  readonly #folder: DataFolder;
  #bytes: number;
  /** What there is beside the whole records; it must go before the next one is added. */
  #tail: JournalContent['tail'];
  /** Where the whole records are, while there is something beside them. */
  #whole: readonly ByteRange[];
  #sinceSnapshot: number;
  #found: readonly JournalFrame[];

  /** Reads the file and changes nothing. */
  constructor(folder: DataFolder) {
    const { frames, whole, tail } = decodeFrames(folder.read(storeFiles.journal) ?? new Uint8Array());
    this.#folder = folder;
    this.#found = frames;
    this.#whole = whole;
    this.#bytes = whole.reduce((sum, [from, to]) => sum + to - from, 0);
    this.#sinceSnapshot = this.#bytes;
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
      this.#whole = [[0, this.#bytes]];
      throw error;
    }
    this.#bytes += frame.length;
    this.#sinceSnapshot += frame.length;
  }

  /**
   * Removes what is no whole record. A write that never finished was never acknowledged and goes; of anything else a
   * copy is kept.
   * @returns the name of the copy
   */
  cutTail(now: number): string | undefined {
    if (this.#tail === 'none') return undefined;
    const copy = this.#tail === 'damaged' ? asideName(storeFiles.journal, now) : undefined;
    const bytes = this.#folder.read(storeFiles.journal) ?? new Uint8Array();
    this.#folder.replace(storeFiles.journal, partsOf(bytes, this.#whole), copy);
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
    try {
      this.#folder.rename(storeFiles.journal, storeFiles.previousJournal);
    } finally {
      // It may have been moved although that failed in the end.
      if (this.#folder.size(storeFiles.journal) === 0) {
        this.#bytes = 0;
        this.#tail = 'none';
      }
    }
  }
}

function partsOf(bytes: Uint8Array, ranges: readonly ByteRange[]): Uint8Array {
  const [first] = ranges;
  if (first !== undefined && ranges.length === 1) return bytes.subarray(...first);
  const parts = new Uint8Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
  let filled = 0;
  for (const [from, to] of ranges) {
    parts.set(bytes.subarray(from, to), filled);
    filled += to - from;
  }
  return parts;
}
