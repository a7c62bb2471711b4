import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlayColumns } from '../../src/core/analytics/columns.ts';
import { recordingsOf } from '../../src/core/analytics/recordings.ts';

/** A value of a result; what JSON cannot hold comes as text. */
export type DuckValue = string | number | boolean | null;

/** DuckDB with the same listens in one table. */
export interface DuckPeer {
  readonly version: string;
  /** Rows of the last statement. */
  ask(statements: readonly string[]): Promise<DuckValue[][]>;
  close(): void;
}

/** What is used of the package. */
interface DuckModule {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRowsJson(): DuckValue[][] }>;
        closeSync(): void;
      }>;
      closeSync(): void;
    }>;
  };
}

const name: string = '@duckdb/node-api';

/**
 * Loads the listens into DuckDB: one wide table, in the order of time, which is what suits it best, and the names.
 * @throws Error in one sentence where the package is not installed
 */
export async function duckPeer(columns: PlayColumns): Promise<DuckPeer> {
  const { DuckDBInstance } = await load();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const ask = async (statements: readonly string[]): Promise<DuckValue[][]> => {
    let rows: DuckValue[][] = [];
    for (const sql of statements) rows = (await connection.runAndReadAll(sql)).getRowsJson();
    return rows;
  };
  const folder = mkdtempSync(join(tmpdir(), 'backbeat-duck-'));
  try {
    const { catalogue } = columns;
    const { recordingOf } = recordingsOf(catalogue);
    const plays = join(folder, 'plays.csv');
    writeLines(plays, columns.length, (row) => {
      const track = columns.track[row]!;
      const ids = `${track},${recordingOf[track]!},${catalogue.trackArtist[track]!},${catalogue.trackAlbum[track]!}`;
      const heard = `${columns.msPlayed[row]!},${columns.estimated[row]!}`;
      return `${row},${columns.endedAt[row]!},${heard},${ids},${columns.kind[row]!},${columns.source[row]!}`;
    });
    const columnTypes =
      'n INTEGER, ended_at BIGINT, ms INTEGER, estimated UTINYINT, track INTEGER, recording INTEGER, artist INTEGER, album INTEGER, kind UTINYINT, source UTINYINT';
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const files: [table: string, types: string, length: number, line: (id: number) => string][] = [
      [
        'artists',
        'artist INTEGER, name VARCHAR',
        catalogue.artistName.length,
        (id) => `${id},${quoted(catalogue.artistName[id]!)}`,
      ],
      [
        'albums',
        'album INTEGER, name VARCHAR',
        catalogue.albumName.length,
        (id) => `${id},${quoted(catalogue.albumName[id]!)}`,
      ],
      [
        'tracks',
        'track INTEGER, name VARCHAR, artist INTEGER, recording INTEGER',
        catalogue.trackName.length,
        (id) => `${id},${quoted(catalogue.trackName[id]!)},${catalogue.trackArtist[id]!},${recordingOf[id]!}`,
      ],
    ];
    await ask([tableFrom('plays', columnTypes, plays)]);
    for (const [table, types, length, line] of files) {
      const path = join(folder, `${table}.csv`);
      writeLines(path, length, line);
      await ask([tableFrom(table, types, path)]);
    }
    const [[version] = ['']] = await ask(['SELECT version()']);
    return {
      version: String(version),
      ask,
      close: () => {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tableFrom(table: string, types: string, path: string): string {
  const columns = types.split(', ').map((one) => one.split(' '));
  const map = columns.map(([column, type]) => `'${column}': '${type}'`).join(', ');
  return `CREATE TABLE ${table} AS SELECT * FROM read_csv('${path}', header = false, columns = {${map}})`;
}

async function load(): Promise<DuckModule> {
  try {
    return (await import(name)) as DuckModule;
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm install, it is a development dependency.`, { cause });
  }
}

function writeLines(path: string, length: number, lineOf: (n: number) => string): void {
  const file = openSync(path, 'w');
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  };
  for (let n = 0; n < length; n++) {
    lines.push(lineOf(n));
    if (lines.length === 100_000) flush();
  }
  flush();
  closeSync(file);
}
