import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanFileName } from '../../core/history/import/exportText.ts';
import { HistoryError, ImportError, InputError } from '../../core/errors.ts';
import { safeFileName } from './safeFileName.ts';

/** A file that is to come: its name and its size in bytes, as the page says. */
export interface AnnouncedFile {
  readonly name: string;
  readonly bytes: number;
}

interface ComingFile extends AnnouncedFile {
  readonly folder: string;
  readonly path: string;
  received: number;
}

/**
 * Files that come in parts and are written into a folder, each in one of its own there: two may have the same name.
 * One call after the other is carried out; after a failure all others fail like it.
 */
export class DroppedFiles {
  readonly #folder: string;
  readonly #files: readonly ComingFile[];
  #open: { readonly file: ComingFile; readonly handle: FileHandle } | undefined;
  #work: Promise<unknown> = Promise.resolve();

  constructor(folder: string, files: readonly AnnouncedFile[]) {
    this.#folder = folder;
    this.#files = files.map(({ name, bytes }, at) => {
      const own = join(folder, String(at));
      return {
        name: cleanFileName(name),
        bytes,
        folder: own,
        path: join(own, safeFileName(name)),
        received: 0,
      };
    });
  }

  get bytesReceived(): number {
    return this.#files.reduce((sum, { received }) => sum + received, 0);
  }

  /**
   * Adds to the end of a file.
   * @throws InputError, ImportError, HistoryError `unwritable`
   */
  write(at: number, bytes: Uint8Array): Promise<void> {
    return this.#then(async () => {
      const file = this.#files[at];
      if (file === undefined) throw new InputError(`There is no file ${at} among those that were dropped.`);
      if (file.received + bytes.length > file.bytes) throw changed(file);
      const handle = await this.#handleOf(file);
      for (let written = 0; written < bytes.length;) {
        written += (await handle.write(bytes, written)).bytesWritten;
      }
      file.received += bytes.length;
    });
  }

  /** Ends them. @returns their paths @throws as {@link write} */
  finish(): Promise<readonly string[]> {
    return this.#then(async () => {
      for (const file of this.#files) {
        if (file.received < file.bytes) throw changed(file);
        if (file.bytes === 0) await this.#handleOf(file);
      }
      await this.#close();
      return this.#files.map(({ path }) => path);
    });
  }

  /** Ends them, and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.#work.catch(() => undefined);
    await this.#close().catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #then<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(() => work()).catch(rethrow);
    this.#work = done;
    done.catch(() => undefined);
    return done;
  }

  async #handleOf(file: ComingFile): Promise<FileHandle> {
    if (this.#open?.file === file) return this.#open.handle;
    await this.#close();
    if (file.received === 0) await mkdir(file.folder, { recursive: true, mode: 0o700 });
    const handle = await open(file.path, 'a', 0o600);
    this.#open = { file, handle };
    return handle;
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.handle.close();
  }
}

const changed = ({ name }: AnnouncedFile): ImportError =>
  new ImportError('truncated', `${name} is not of the size that it had when it was dropped.`, {
    hint: 'Wait until it is downloaded or copied whole, and drop it again.',
  });

/** What a full or write-protected disk says, as one sentence; the rest goes on as it is. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new HistoryError(
      'unwritable',
      'The disk is full: the dropped files could not be kept for the import.',
      {
        hint: 'Make room and drop them again, or choose the files instead: then nothing is copied.',
        cause: error,
      },
    );
  }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new HistoryError('unwritable', `The dropped files could not be kept for the import (${code}).`, {
      hint: 'Choose the files instead: then nothing is copied.',
      cause: error,
    });
  }
  return error;
}

function rethrow(error: unknown): never {
  throw storageError(error);
}
