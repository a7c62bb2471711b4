import { ImportError } from '../../errors.ts';
import type { TooManyEntries } from './archive.ts';
import { maxEntries } from './archive.ts';

const mebibyte = 1024 * 1024;

/** What all ZIPs of one import may hold together: each may be harmless, and all of them too much for the memory. */
export class ZipAllowance {
  readonly #maxZipSizeMb: number;
  #bytes = 0;
  #entries = 0;

  /** @param maxZipSizeMb - limit in MiB */
  constructor(maxZipSizeMb: number) {
    this.#maxZipSizeMb = maxZipSizeMb;
  }

  /** Files, wanted or not. */
  get entries(): number {
    return this.#entries;
  }

  get entriesLeft(): number {
    return maxEntries - this.#entries;
  }

  takeEntries(count: number): void {
    this.#entries += count;
  }

  /**
   * Of a ZIP that holds too many files nothing is taken, so that there is room for others.
   * @param entries - those there were before it
   */
  refuse(cause: TooManyEntries, entries: number): ImportError {
    this.#entries = entries;
    if (entries === 0) {
      return new ImportError(
        'bomb',
        `The ZIP, with the ZIPs in it, holds more than ${maxEntries} files: this is no file of Spotify's.`,
        { hint: 'Import a ZIP that you downloaded from Spotify yourself.', cause },
      );
    }
    // The sentence says what to do next: of one file among several, a report shows no hint.
    return new ImportError(
      'bomb',
      `With it, the ZIP files of this import would hold more than ${maxEntries} files: import it by itself.`,
      { hint: 'Import fewer ZIP files at a time.', cause },
    );
  }

  /** @throws ImportError `tooLarge`; the bytes then count for nothing */
  takeBytes(bytes: number, name: string): void {
    const all = this.#bytes + bytes;
    if (all > this.#maxZipSizeMb * mebibyte) {
      throw new ImportError(
        'tooLarge',
        `${name} makes ${Math.ceil(all / mebibyte)} MB of ZIP files; the limit is ${this.#maxZipSizeMb} MB.`,
        {
          hint: 'Raise the setting backbeat.import.maxZipSizeMb, or unpack the ZIP and import the folder.',
        },
      );
    }
    this.#bytes = all;
  }
}
