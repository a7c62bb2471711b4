import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createHistory, type History } from '../../../src/core/history/createHistory.ts';
import { HistoryStore } from '../../../src/core/history/historyStore.ts';
import type { ImportBatch, ImportRun } from '../../../src/core/history/import/importSink.ts';
import { decodeFrames, encodeFrame } from '../../../src/core/history/journalFrames.ts';
import type { Observation } from '../../../src/core/history/observation.ts';
import { SqlDatabase, loadSqlJs, type SqlValue } from '../../../src/core/history/sqlDatabase.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { Clock, DataFolder, HistoryExportFiles } from '../../../src/core/ports.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import type { HistoryHandlers } from '../../../src/protocol/handlers.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { MemoryFiles } from '../../fixtures/memoryFiles.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** A data folder in memory, whose files a test may read and damage. */
export class MemoryFolder implements DataFolder {
  readonly files: Map<string, Uint8Array>;
  /** Names of the calls that changed something. */
  readonly writes: string[] = [];
  /** Set to make every write fail. */
  full = false;

  constructor(files: Iterable<[string, Uint8Array]> = []) {
    this.files = new Map(files);
  }

  /** The folder as a killed process leaves it. */
  copy(): MemoryFolder {
    return new MemoryFolder(this.files);
  }

  read(name: string): Uint8Array | undefined {
    return this.files.get(name)?.slice();
  }

  size(name: string): number {
    return this.files.get(name)?.length ?? 0;
  }

  append(name: string, bytes: Uint8Array): void {
    const before = this.files.get(name) ?? new Uint8Array();
    if (this.full) {
      this.files.set(name, joined(before, bytes.subarray(0, bytes.length >> 1)));
      throw new Error('no space');
    }
    this.writes.push(`append ${name}`);
    this.files.set(name, joined(before, bytes));
  }

  replace(name: string, bytes: Uint8Array, keepAs?: string): void {
    this.#change(`replace ${name}`);
    const before = this.files.get(name);
    if (keepAs !== undefined && before !== undefined) this.files.set(keepAs, before);
    this.files.set(name, bytes.slice());
  }

  rename(from: string, to: string): void {
    this.#change(`rename ${from}`);
    const bytes = this.files.get(from);
    if (bytes === undefined) return;
    this.files.set(to, bytes);
    this.files.delete(from);
  }

  list(): readonly string[] {
    return [...this.files.keys()];
  }

  remove(name: string): void {
    this.#change(`remove ${name}`);
    this.files.delete(name);
  }

  #change(what: string): void {
    if (this.full) throw new Error('no space');
    this.writes.push(what);
  }
}

export const start = Date.UTC(2024, 0, 1, 12);
export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A store over a folder in memory, by default with a clock that moves a second with each look. */
export function openStore(
  folder: DataFolder = new MemoryFolder(),
  clock: Clock = movingClock(),
): Promise<HistoryStore> {
  const ignore = (): void => undefined;
  return HistoryStore.open({
    clock,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    folder,
    sqlWasm: () => wasm,
  });
}

/** A clock that stands still. */
export function clockAt(now: number): Clock {
  return { now: () => now, timeZone: () => 'UTC' };
}

function movingClock(): Clock {
  let now = Date.UTC(2025, 0, 1);
  return { now: () => (now += 1000), timeZone: () => 'UTC' };
}

/** The requests to a history over a folder in memory, without any files to import. */
export function handlersOver(folder: DataFolder, clock: Clock = movingClock()): HistoryHandlers {
  return historyOver(folder, clock).handlers;
}

/** A history over a folder in memory, without any files to import. The database is opened by the first request. */
export function historyOver(
  folder: DataFolder,
  clock: Clock = movingClock(),
  exports: HistoryExportFiles = new MemoryExports(),
): History {
  return createHistory({
    version: '0.0.0',
    clock,
    logger: recordingLogger(),
    folder,
    exportFiles: new MemoryFiles({}),
    inflateRaw,
    sqlWasm: () => wasm,
    queries: memoryQueries(folder, wasm),
    historyExports: exports,
    settings: () => ({
      timeZone: undefined,
      minPlaySeconds: 30,
      maxZipSizeMb: 500,
      maxRecords: 5_000_000,
      keepOptionalFields: false,
    }),
    yieldToOthers: () => Promise.resolve(),
  });
}

/** An extended row; song n has the URI, title and artist number n. */
export function extended(song: number, endedAt: number, fields: Partial<Observation> = {}): Observation {
  return {
    ...account(song, endedAt),
    source: 'extended',
    endedAt,
    uri: uriOf(song),
    album: `Album ${song}`,
    reasonStart: 'clickrow',
    reasonEnd: 'trackdone',
    shuffle: false,
    skipped: false,
    offline: false,
    incognito: false,
    offlineAt: endedAt - 200_000,
    ...fields,
  };
}

/** The row of the account package for the same listen: names alone, the end cut to its minute. */
export function account(song: number, endedAt: number, fields: Partial<Observation> = {}): Observation {
  return {
    source: 'account',
    kind: 'music',
    endedAt: Math.floor(endedAt / minute) * minute,
    msPlayed: 200_000,
    uri: undefined,
    title: `Song ${song}`,
    artist: `Artist ${song}`,
    album: '',
    reasonStart: undefined,
    reasonEnd: undefined,
    shuffle: undefined,
    skipped: undefined,
    offline: undefined,
    incognito: undefined,
    offlineAt: undefined,
    platform: undefined,
    country: undefined,
    ...fields,
  };
}

export function uriOf(song: number): string {
  return `spotify:track:${String(song).padStart(22, '0')}`;
}

export interface ImportOptions {
  readonly account?: string;
  readonly file?: string;
  readonly fingerprint?: string;
}

export function begin(store: HistoryStore, options: ImportOptions = {}): ImportRun {
  const fingerprint = options.fingerprint ?? `print of ${options.file ?? 'a file'}`;
  return store.imports.begin({ account: options.account, source: 'export.zip', fingerprint, bytes: 1 });
}

export function batchOf(
  observations: readonly Observation[],
  fields: Partial<ImportBatch> = {},
): ImportBatch {
  return {
    file: 'a file',
    format: formatOf(observations),
    observations,
    rowsRead: observations.length,
    leftOut: {},
    done: true,
    elapsedMs: 10,
    ...fields,
  };
}

function formatOf([first]: readonly Observation[]): ImportBatch['format'] {
  if (first === undefined) return 'empty';
  return first.source === 'api' ? 'unknown' : first.source;
}

/** Imports one file in one batch. */
export function importRows(
  store: HistoryStore,
  observations: readonly Observation[],
  options: ImportOptions = {},
): ReturnType<ImportRun['finish']> {
  const run = begin(store, options);
  run.store(batchOf(observations, { file: options.file ?? 'a file' }));
  return run.finish();
}

export interface SeenPlay {
  readonly endedAt: number;
  readonly name: string;
  readonly uri: string | undefined;
  readonly msPlayed: number;
}

/** What speaks, in order. */
export function playsOf(store: HistoryStore, name?: string): SeenPlay[] {
  const { length, endedAt, msPlayed, track, catalogue } = store.columns(name);
  return Array.from({ length }, (_, row) => ({
    endedAt: endedAt[row] as number,
    name: catalogue.trackName[track[row] as number] as string,
    uri: catalogue.trackUri[track[row] as number],
    msPlayed: msPlayed[row] as number,
  }));
}

/** Asks the snapshot of a store that is closed by this. */
export async function queryClosed(
  store: HistoryStore,
  folder: MemoryFolder,
  sql: string,
): Promise<SqlValue[][]> {
  store.dispose();
  const database = new SqlDatabase(await loadSqlJs(wasm), folder.read(storeFiles.snapshot));
  const rows = database.rows(sql);
  database.close();
  return rows;
}

/** A database as another program leaves it that wrote it properly: it counts changes, which sql.js does not. */
export function writtenElsewhere(database: SqlDatabase): Uint8Array {
  const bytes = database.export();
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (const at of [24, 92]) view.setUint32(at, 1_000);
  return bytes;
}

/** The records of a journal with other numbers in their heads. */
export function renumbered(
  journal: Uint8Array,
  numbersOf: (generation: number, schema: number) => readonly [generation: number, schema: number],
): Uint8Array {
  return decodeFrames(journal).frames.reduce<Uint8Array>(
    (done, { generation, schema, text }) =>
      joined(done, encodeFrame(...numbersOf(generation, schema), text())),
    new Uint8Array(),
  );
}

export async function emptyDatabase(bytes?: Uint8Array): Promise<SqlDatabase> {
  return new SqlDatabase(await loadSqlJs(wasm), bytes);
}

/** Fills the tables of an older schema, made by its migrations, with what a newer database holds of them. */
export function copyRows(source: SqlDatabase, target: SqlDatabase): void {
  const names = (database: SqlDatabase, sql: string): string[] =>
    database.rows(sql).map(([name]) => String(name));
  for (const table of names(target, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
    // Rows of the migrations themselves.
    if (table === 'sources') continue;
    const columns = names(target, `SELECT name FROM pragma_table_info('${table}')`).join(', ');
    target.script(`DELETE FROM ${table}`);
    for (const row of source.rows(`SELECT ${columns} FROM ${table}`)) {
      target.run(`INSERT INTO ${table} (${columns}) VALUES (${row.map(() => '?').join(', ')})`, row);
    }
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
