import { type AppError, ImportError, type ImportReason, throwIfCancelled } from '../../errors.ts';
import type { ExportFiles, InflateRaw } from '../../ports.ts';
import { isFlood, openArchive, TooManyEntries, type ArchiveEntry } from './archive.ts';
import { startsLikeZip } from './archiveProblem.ts';
import { diskFile, packedFile, type ExportFile } from './exportFile.ts';
import { baseName, isPackingDebris, roleOf, type FileRole } from '../../../protocol/history/exportNames.ts';
import { cleanFileName } from './exportText.ts';
import { nothingToImport } from './nothingToImport.ts';
import { turnOf, type Turn } from './turn.ts';
import { ZipAllowance } from './zipAllowance.ts';

/** A ZIP in a ZIP is opened; a third one in that is not. */
const maxDepth = 2;

/** Something handed over, or found there, that cannot be used. */
export interface InputProblem {
  readonly name: string;
  readonly error: AppError;
}

/** What was found in the paths that were handed over. */
export interface ExportInput {
  /** At least one holds listens. */
  readonly files: readonly ExportFile[];
  readonly problems: readonly InputProblem[];
  /** Files that were left closed because they hold no listening history. */
  readonly ignored: number;
}

export interface InputDeps {
  readonly files: ExportFiles;
  readonly inflateRaw: InflateRaw;
  /** Resolves once everything else that waits for this thread had its turn. */
  readonly yieldToOthers: () => Promise<void>;
}

/**
 * Finds the files to import in ZIPs, folders and single files. Only files on the allow-list are opened; a single file
 * that was handed over by itself is tried under any name, except under those of private files.
 * @param maxZipSizeMb - limit for all ZIPs together, in MiB: they are held in memory
 * @throws ImportError where nothing can be imported; CancelledError
 */
export async function findExportFiles(
  deps: InputDeps,
  paths: readonly string[],
  maxZipSizeMb: number,
  signal?: AbortSignal,
): Promise<ExportInput> {
  const search = new InputSearch(deps, maxZipSizeMb, signal);
  for (const path of new Set(paths)) await search.addPath(path);
  return search.result();
}

class InputSearch {
  readonly #deps: InputDeps;
  readonly #allowance: ZipAllowance;
  readonly #signal: AbortSignal | undefined;
  readonly #turn: Turn;
  readonly #files: ExportFile[] = [];
  readonly #problems: InputProblem[] = [];
  readonly #ignored: string[] = [];

  constructor(deps: InputDeps, maxZipSizeMb: number, signal: AbortSignal | undefined) {
    this.#deps = deps;
    this.#allowance = new ZipAllowance(maxZipSizeMb);
    this.#signal = signal;
    this.#turn = turnOf({ yieldToOthers: deps.yieldToOthers, signal });
  }

  result(): ExportInput {
    if (!this.#files.some((file) => file.role === 'plays')) {
      const [problem] = this.#problems;
      if (problem !== undefined) throw withName(problem);
      throw nothingToImport([...this.#ignored, ...this.#files.map((file) => file.path)]);
    }
    return { files: this.#files, problems: this.#problems, ignored: this.#ignored.length };
  }

  async addPath(path: string): Promise<void> {
    const { files } = this.#deps;
    const name = cleanFileName(files.baseName(path));
    await this.#attempt(name, async () => {
      const stat = await files.stat(path);
      if (stat.kind === 'file') await this.#addFile(path, name, stat.size);
      else
        for (const relative of await files.listFolder(path)) await this.#addFolderFile(path, name, relative);
    });
  }

  async #addFile(path: string, name: string, size: number): Promise<void> {
    const role = roleOf(name);
    if (role === 'private') {
      throw new ImportError(
        'noHistory',
        `${name} holds personal details, not a listening history; it stayed closed.`,
        {
          hint: 'Import a file named Streaming_History_Audio_….json, StreamingHistory….json or endsong_….json.',
        },
      );
    }
    const start = await this.#startOf(path);
    if (role === 'archive' || startsLikeZip(start)) {
      await this.#addZip(path, name, size);
    } else if (role === 'names' || role === 'plays' || /\.json$/i.test(name) || looksLikeJson(start)) {
      this.#files.push(diskFile(this.#deps.files, path, name, role === 'names' ? 'names' : 'plays', size));
    } else {
      throw new ImportError('notAnExport', `${name} is neither a ZIP nor JSON.`, {
        hint: 'Choose the ZIP that Spotify sent, one of its JSON files, or the unpacked folder.',
      });
    }
  }

  async #startOf(path: string): Promise<Uint8Array> {
    for await (const chunk of this.#deps.files.stream(path)) return chunk;
    return new Uint8Array();
  }

  async #addFolderFile(folder: string, folderName: string, relative: string): Promise<void> {
    await this.#turn();
    if (isPackingDebris(relative)) return;
    const { files } = this.#deps;
    const role = roleOf(relative);
    const name = cleanFileName(`${folderName}/${relative}`);
    await this.#attempt(name, async () => {
      if (relative.endsWith('/')) throw closedFolder(relative);
      if (role === 'plays' || role === 'names') {
        const location = files.join(folder, relative);
        this.#files.push(diskFile(files, location, name, role, (await files.stat(location)).size));
      } else if (role === 'archive') {
        const location = files.join(folder, relative);
        await this.#addZip(location, name, (await files.stat(location)).size);
      } else {
        this.#ignored.push(relative);
      }
    });
  }

  async #addZip(location: string, name: string, size: number): Promise<void> {
    this.#allowance.takeBytes(size, name);
    const found = [this.#files, this.#problems, this.#ignored] as const;
    const before = found.map(({ length }) => length);
    const { entries } = this.#allowance;
    try {
      await this.#addArchive(await this.#deps.files.read(location), name, 1);
    } catch (error) {
      if (!(error instanceof TooManyEntries)) throw error;
      for (const [at, list] of found.entries()) list.length = before[at] ?? 0;
      throw this.#allowance.refuse(error, entries);
    }
  }

  async #addArchive(bytes: Uint8Array, name: string, depth: number): Promise<void> {
    await this.#turn();
    const all = await openArchive(bytes, this.#deps.inflateRaw, this.#allowance.entriesLeft);
    this.#allowance.takeEntries(all.length);
    const entries = all.filter(({ path }) => !isPackingDebris(path));
    const wanted = entries.filter(({ path }) => isWanted(roleOf(path), depth));
    // Entries may share their packed bytes: each is harmless, all together are not.
    const unpacked = wanted.reduce((sum, entry) => sum + (entry.isBomb ? 0 : (entry.size ?? 0)), 0);
    if (isFlood(unpacked, bytes.length)) throw bomb(name);
    for (const entry of entries) {
      await this.#turn();
      if (isWanted(roleOf(entry.path), depth))
        await this.#addEntry(entry, `${name}/${cleanFileName(entry.path)}`, depth);
      else this.#ignored.push(entry.path);
    }
  }

  async #addEntry(entry: ArchiveEntry, path: string, depth: number): Promise<void> {
    const role = roleOf(entry.path);
    await this.#attempt(path, async () => {
      if (entry.isBomb) throw bomb(path);
      if (role === 'archive') await this.#addArchive(await this.#unpackZip(entry, path), path, depth + 1);
      else this.#files.push(packedFile(path, role === 'names' ? 'names' : 'plays', entry));
    });
  }

  async #unpackZip(entry: ArchiveEntry, name: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.open()) {
      throwIfCancelled(this.#signal);
      this.#allowance.takeBytes(chunk.length, name);
      chunks.push(chunk);
    }
    const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let filled = 0;
    for (const chunk of chunks) {
      whole.set(chunk, filled);
      filled += chunk.length;
    }
    return whole;
  }

  /** One bad file among several is noted; the others go on. */
  async #attempt(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // What a ZIP in a ZIP brings too many is a matter of the whole.
      if (!ImportError.is(error) || error instanceof TooManyEntries) throw error;
      this.#problems.push({ name, error });
    }
  }
}

/** The error of the only thing that was handed over, which says so in its sentence. */
function withName({ name, error }: InputProblem): AppError {
  const file = baseName(name);
  if (!ImportError.is(error) || error.message.includes(file)) return error;
  return new ImportError(error.reason as ImportReason, `${file}: ${error.message}`, {
    cause: error,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  });
}

function isWanted(role: FileRole, depth: number): boolean {
  return role === 'plays' || role === 'names' || (role === 'archive' && depth < maxDepth);
}

function closedFolder(relative: string): ImportError {
  return new ImportError('noPermission', `There is no permission to look into ${cleanFileName(relative)}.`, {
    hint: 'Allow this user to read it, and import the folder again.',
  });
}

function bomb(name: string): ImportError {
  return new ImportError(
    'bomb',
    `${baseName(name)} would unpack to a flood of data: this is no file of Spotify's.`,
    {
      hint: 'Import a ZIP that you downloaded from Spotify yourself.',
    },
  );
}

/** JSON begins with a bracket; in UTF-16 or after a mark it does so within the first bytes. */
function looksLikeJson(start: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(start.subarray(0, 256));
  return /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff|\0)*\s*[[{]/.test(text);
}
