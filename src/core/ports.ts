import type { Api, Disposable } from '../protocol/api.ts';
import type { QueryResult } from '../protocol/history/insights/query.ts';
import type { Settings } from '../protocol/settings.ts';
import type { AccountInUse } from '../protocol/spotify/accounts.ts';
import type { FolderFound } from './doctor/folderChecks.ts';
import type { AskInEditor } from './mcp/confirmation.ts';
import type { Observe } from './observe/observe.ts';
import type { LentVault } from './spotify/credentials.ts';
import type { MetadataStore } from './spotify/metadataStore.ts';
import type { StateFile } from './spotify/stateFile.ts';
import type { Transport } from './spotify/transport.ts';

/** The only source of time: tests hold it still or turn it by hand. */
export interface Clock {
  /** Unix time in ms. */
  now(): number;
  /** The machine's IANA time zone. */
  timeZone(): string;
}

/** Waiting, apart from {@link Clock}: the history never waits. */
export interface Timers {
  /** Resolves after that many ms; rejects with `CancelledError` once the signal is raised. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Cryptographically strong random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** Structured log. Secrets never enter; the context holds ids and counts. */
export interface Logger {
  debug(message: string, context?: Readonly<Record<string, unknown>>): void;
  info(message: string, context?: Readonly<Record<string, unknown>>): void;
  warn(message: string, context?: Readonly<Record<string, unknown>>): void;
  error(message: string, context?: Readonly<Record<string, unknown>>): void;
}

/**
 * The folder that holds the database. Calls are synchronous: the only user is the history worker, which has a
 * thread of its own and may block it. Every call throws the adapter's error with its cause on failure.
 */
export interface DataFolder {
  /** `undefined` if there is no such file. */
  read(name: string): Uint8Array | undefined;
  /** Size in bytes; 0 if there is no such file. */
  size(name: string): number;
  /** Adds at the end of the file and returns once the bytes are on the medium. */
  append(name: string, bytes: Uint8Array): void;
  /**
   * Replaces a file in one step: after a crash there is the old content or the new one, never a mix. With
   * `keepAs` the old content stays under that name. Returns once the new content is on the medium.
   */
  replace(name: string, bytes: Uint8Array, keepAs?: string): void;
  /** Names of all files in the folder, in any order. */
  list(): readonly string[];
  /** Moves a file aside; does nothing if it is not there. */
  rename(from: string, to: string): void;
  remove(name: string): void;
}

export interface ExportFileStat {
  readonly kind: 'file' | 'folder';
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

/** Reading what a user hands over for import. */
export interface ExportFiles {
  /** @throws ImportError `notFound`, `noPermission` */
  stat(path: string): Promise<ExportFileStat>;
  /**
   * Paths of all files below a folder, relative with `/`, sorted; symbolic links are not followed. A folder that may not
   * be looked into is listed itself, ending with `/`.
   */
  listFolder(path: string): Promise<readonly string[]>;
  /** Whole file; the caller has checked its size. */
  read(path: string): Promise<Uint8Array>;
  /** The file from a byte on (default 0) in chunks of at most 1 MiB. */
  stream(path: string, from?: number): AsyncIterable<Uint8Array>;
  /** `folder` and a relative path of {@link listFolder} as one path. */
  join(folder: string, relative: string): string;
  /** Last part of a path. */
  baseName(path: string): string;
}

/** What data must be once it is unpacked. */
export interface ExpectedContent {
  /** Bytes. */
  readonly size: number;
  /** CRC-32, unsigned. */
  readonly crc32: number;
}

/**
 * Raw DEFLATE data inflated in chunks, natively and off the JavaScript thread where the platform can. With
 * `expected`, the end of the data fails if size or checksum differ. Fails with `ImportError` `unreadable`.
 */
export type InflateRaw = (compressed: Uint8Array, expected?: ExpectedContent) => AsyncIterable<Uint8Array>;

/** Values of the settings that the history needs; read anew for each request. */
export interface HistorySettings {
  /** IANA zone; `undefined` = the machine's. */
  readonly timeZone: string | undefined;
  readonly minPlaySeconds: number;
  readonly maxZipSizeMb: number;
  readonly maxRecords: number;
  readonly keepOptionalFields: boolean;
}

/** A question in SQL, checked by nobody so far. */
export interface HistoryQuestion {
  readonly sql: string;
  /** Texts, numbers, booleans or null. */
  readonly params?: readonly string[] | undefined;
  /** Rows. */
  readonly limit?: number | undefined;
  /** IANA zone. */
  readonly timeZone: string;
  readonly minPlaySeconds: number;
}

/**
 * Answers SQL from a copy of the stored history, apart from the thread that keeps it: SQLite in WebAssembly cannot be
 * interrupted, only ended together with its thread.
 */
export interface HistoryQueries {
  /**
   * Questions are answered one after the other, each with its own time.
   * @throws InputError for what SQL cannot do, and for what takes too much time or memory; CancelledError
   */
  ask(question: HistoryQuestion, signal: AbortSignal): Promise<QueryResult>;
  /** The history changed: the copy goes, and the next question gets a new one. */
  forget(): void;
  close(): Promise<void>;
}

/** A file that is being written; under its name there is nothing until it is whole. */
export interface GrowingFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Ends it. A name that is taken gets a number. @returns its whole path */
  finish(): Promise<string>;
  /** Ends it and leaves nothing behind. */
  abandon(): Promise<void>;
}

/** The folder for the user's exports, for what is too large to be held; see also {@link LocalFiles.writeExport}. */
export interface HistoryExportFiles {
  /** Begins a file, readable by its owner alone. @throws HistoryError `unwritable`, here and in the file's calls */
  create(name: string): Promise<GrowingFile>;
}

/** What the history (store, importer, analyses) needs of the outside. It runs in the worker thread. */
export interface HistoryPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly folder: DataFolder;
  readonly exportFiles: ExportFiles;
  readonly inflateRaw: InflateRaw;
  /** Bytes of `sql-wasm.wasm`. */
  readonly sqlWasm: () => Uint8Array;
  readonly settings: () => HistorySettings;
  readonly queries: HistoryQueries;
  readonly historyExports: HistoryExportFiles;
  /** Permissions, space and leftovers of the data directory, for the doctor; absent where there is no directory. */
  readonly lookAtFolder?: () => FolderFound;
  /** Id of the call, command or job that is under way, kept with the runs of jobs; absent = none is. */
  readonly correlation?: () => string | undefined;
}

/** Files that a user hands over by their path, and those that are made for the user. */
export interface LocalFiles {
  /** Whole file. @throws InputError for one that is not there, not readable, no file, or larger */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /**
   * Writes a new file into the folder for the user's exports, readable by its owner alone; a name that is taken gets
   * a number. @returns its whole path
   */
  writeExport(name: string, content: string): Promise<string>;
}

/** Makes covers out of pictures, apart from the host's thread. */
export interface CoverMaker {
  /** A JPEG of at most `maxBytes` of base64 text, square pictures of at most 640 pixels. @throws InputError for what is no JPEG or PNG */
  fit(picture: Uint8Array, maxBytes: number): Promise<Uint8Array>;
  /** Reads a picture at an https address of the public internet. @throws InputError, Unavailable */
  download(url: string, signal: AbortSignal): Promise<Uint8Array>;
}

/** What the Spotify side of the host needs of the outside. */
export interface SpotifyPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly transport: Transport;
  readonly state: StateFile;
  readonly metadata: MetadataStore;
  /** Values as they are now. */
  readonly settings: () => Settings;
  /** The vault of this process first, then those of connected clients. */
  readonly vaults: () => readonly LentVault[];
  /** A vault came, went or changed. */
  readonly onVaultsChanged: (listener: () => void) => Disposable;
  /** Takes the account whose the history is, at the start as it was last, and at every change. */
  readonly onAccountInUse: (inUse: AccountInUse) => void;
  /** The history of the same data directory. */
  readonly history: Pick<Api, 'call'>;
  readonly randomBytes: RandomBytes;
  readonly localFiles: LocalFiles;
  readonly covers: CoverMaker;
  readonly observe?: Observe;
}

/** Pages that a chat shows in place of a tool's answer, packed beside the program. */
export interface ChatPages {
  /** HTML of a page, whole in itself. @throws the adapter's error where it is not there */
  read(file: string): Promise<string>;
}

/** What the app needs of the process it runs in. */
export interface Ports {
  readonly logger: Logger;
  readonly observe?: Observe;
  readonly version: string;
  /** Values as they are now. */
  readonly settings: () => Settings;
  /**
   * Opens the history and the Spotify side of the data directory, here or in the process that already holds it.
   * `onLost` is called once when it goes away by itself; calls under way then reject with `HostError('gone')`.
   */
  openHost(onLost: () => void): Promise<Api & Disposable>;
  readonly timers: Timers;
  readonly randomBytes: RandomBytes;
  /** Asks the user of this process before something is taken away or overwritten; absent where nobody sits. */
  readonly askInEditor?: AskInEditor;
  /** Absent where none are packed. */
  readonly chatPages?: ChatPages;
}
