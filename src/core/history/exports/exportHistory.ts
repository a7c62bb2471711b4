import type { ExportHistoryParams, ExportHistoryResult } from '../../../protocol/history/exportHistory.ts';
import type { WorkProgress } from '../../../protocol/progress.ts';
import { throwIfCancelled } from '../../errors.ts';
import type { Clock, GrowingFile, HistoryExportFiles } from '../../ports.ts';
import { exportName } from '../../spotify/playlistFiles/exportName.ts';
import { loadSqlJs, type SqlDatabase } from '../sqlDatabase.ts';
import { csvLines, jsonLines, type ListenLines } from './listenLines.ts';
import { SqliteExport } from './sqliteExport.ts';
import { storedListens, type StoredListen } from './storedListens.ts';
import { StoredNames } from './storedNames.ts';

/** An account that is exported. */
export interface ExportedUser {
  readonly id: number;
  readonly account: string;
}

export interface ExportDeps {
  readonly database: SqlDatabase;
  readonly clock: Clock;
  readonly files: HistoryExportFiles;
  readonly sqlWasm: () => Uint8Array;
  /** Resolves once everything else that waits for this thread had its turn. */
  readonly yieldToOthers: () => Promise<void>;
}

export interface ExportOptions {
  readonly signal: AbortSignal;
  readonly progress: (progress: WorkProgress) => void;
}

/** Text that is written at once, in UTF-16 units; bytes of a database. */
const writtenAtOnce = 512 * 1024;

/** Takes the slices of a history and puts them into a file. */
interface ExportWriter {
  add(user: ExportedUser, listens: readonly StoredListen[]): Promise<void>;
  /** Writes what is left. */
  end(): Promise<void>;
  dispose(): void;
}

/**
 * Writes listens into a new file, slice by slice: other requests are answered in between, and what is held is a
 * slice and the names of tracks (of a database also itself).
 * @throws CancelledError, HistoryError `unwritable`; then no file is left
 */
export async function exportHistory(
  deps: ExportDeps,
  users: readonly ExportedUser[],
  { format = 'jsonl', account, evidence = false }: ExportHistoryParams,
  { signal, progress }: ExportOptions,
): Promise<ExportHistoryResult> {
  const { database, clock, yieldToOthers } = deps;
  const begun = clock.now();
  const total = countRows(database, users, evidence);
  const day = new Date(begun).toISOString().slice(0, 10);
  const name = ['listening-history', ...(account === undefined ? [] : [users[0]?.account]), day].join(' ');
  const file = await deps.files.create(exportName(name, format));
  let bytes = 0;
  const counting: GrowingFile['write'] = async (part) => {
    bytes += part.length;
    await file.write(part);
  };
  const accounts: { account: string; rows: number }[] = [];
  let rows = 0;
  try {
    const writer = await writerOf(deps, format, counting);
    try {
      for (const user of users) {
        const before = rows;
        for (const slice of storedListens(database, user.id, evidence)) {
          throwIfCancelled(signal);
          await writer.add(user, slice);
          rows += slice.length;
          progress({ done: rows, total: Math.max(total, rows), message: 'listens' });
          await yieldToOthers();
        }
        accounts.push({ account: user.account, rows: rows - before });
      }
      throwIfCancelled(signal);
      await writer.end();
    } finally {
      writer.dispose();
    }
    throwIfCancelled(signal);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  const path = await file.finish();
  const seconds = Math.round(clock.now() - begun) / 1000;
  return { path, format, rows, bytes, seconds, accounts };
}

function countRows(database: SqlDatabase, users: readonly ExportedUser[], evidence: boolean): number {
  const sql = `SELECT count(*) FROM observations WHERE user_id = ? ${evidence ? '' : 'AND superseded_by IS NULL'}`;
  return users.reduce((sum, { id }) => sum + Number(database.row(sql, [id])?.[0]), 0);
}

async function writerOf(
  { database, clock, sqlWasm }: ExportDeps,
  format: ExportHistoryResult['format'],
  write: GrowingFile['write'],
): Promise<ExportWriter> {
  const names = new StoredNames(database);
  switch (format) {
    case 'jsonl':
      return textWriter(jsonLines(names), write);
    case 'csv':
      return textWriter(csvLines(names), write);
    case 'sqlite':
      return databaseWriter(new SqliteExport(await loadSqlJs(sqlWasm()), names, clock.now()), write);
  }
}

function textWriter(lines: ListenLines, write: GrowingFile['write']): ExportWriter {
  const encoder = new TextEncoder();
  let waiting = lines.head;
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    if (text !== '') await write(encoder.encode(text));
  };
  return {
    add: async ({ account }, listens) => {
      for (const one of listens) {
        waiting += lines.line(account, one);
        if (waiting.length >= writtenAtOnce) await flush();
      }
    },
    end: flush,
    dispose: () => undefined,
  };
}

function databaseWriter(made: SqliteExport, write: GrowingFile['write']): ExportWriter {
  return {
    add: ({ id, account }, listens) => {
      made.add(id, account, listens);
      return Promise.resolve();
    },
    end: async () => {
      const bytes = made.bytes();
      for (let at = 0; at < bytes.length; at += writtenAtOnce)
        await write(bytes.subarray(at, at + writtenAtOnce));
    },
    dispose: () => {
      made.dispose();
    },
  };
}
