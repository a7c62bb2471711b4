import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checksum } from '../../src/core/history/checksum.ts';
import { migrate } from '../../src/core/history/migrate.ts';
import { migrations } from '../../src/core/history/migrations/migrations.ts';
import { sourceIds } from '../../src/core/history/observationWriter.ts';
import { RowInserter } from '../../src/core/history/rowInserter.ts';
import { writeSnapshot } from '../../src/core/history/snapshots.ts';
import { loadSqlJs, SqlDatabase } from '../../src/core/history/sqlDatabase.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { madeListener, type MadeListener } from './madeListener.ts';

export const account = 'listener';
/** The last days come from Spotify's recently-played, everything before from an extended export. */
const collectedDays = 30;
const dayMs = 86_400_000;
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'backbeat');

export function sqlWasm(): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
}

/** A data folder that holds the history of a made listener. It is kept, as long as the schema stays the same. */
export async function madeFolder(rows: number): Promise<string> {
  const sql = await loadSqlJs(sqlWasm());
  const database = new SqlDatabase(sql);
  migrate(database, migrations);
  const schema = database.rows('SELECT sql FROM sqlite_schema ORDER BY name').join('\n');
  const folder = join(cache, `history-${rows}-${checksum(new TextEncoder().encode(schema)).toString(16)}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    fill(database, madeListener(rows));
    writeSnapshot(openDataFolder(fresh), database);
    renameSync(fresh, folder);
  }
  database.close();
  return folder;
}

function fill(database: SqlDatabase, { artists, tracks, listens }: MadeListener): void {
  database.run('INSERT INTO users (account, created_at, updated_at) VALUES (?, 0, 0)', [account]);
  database.transaction(() => {
    insert(
      database,
      'artists',
      ['source', 'updated_at'],
      ['import_zip', 0],
      ['id', 'artist_id', 'name'],
      artists.length,
      (n) => [n + 1, `local:${n}`, artists[n]!],
    );
    const columns = ['id', 'track_id', 'uri', 'name', 'album_name', 'duration_ms'];
    insert(
      database,
      'tracks',
      ['source', 'updated_at', 'kind'],
      ['import_zip', 0, 'music'],
      columns,
      tracks.length,
      (n) => {
        const { uri, title, album, durationMs, isLengthKnown } = tracks[n]!;
        return [
          n + 1,
          uri.slice('spotify:track:'.length),
          uri,
          title,
          album,
          isLengthKnown ? durationMs : null,
        ];
      },
    );
    insert(database, 'track_artists', ['position'], [0], ['track', 'artist'], tracks.length, (n) => [
      n + 1,
      tracks[n]!.artist + 1,
    ]);
    for (const word of ['clickrow', 'trackdone', 'fwdbtn', 'unexpected-exit']) {
      database.run('INSERT INTO words (word) VALUES (?)', [word]);
    }
    insertListens(database, listens);
  });
}

function insertListens(
  database: SqlDatabase,
  { length, endedAt, msPlayed, track, skipped }: MadeListener['listens'],
): void {
  const collected = endedAt[length - 1]! - collectedDays * dayMs;
  let exported = 0;
  while (exported < length && endedAt[exported]! < collected) exported++;
  const columns = [
    'track',
    'ended_at',
    'ms_played',
    'flags',
    'reason_start',
    'reason_end',
    'offline_at',
    'repaired_at',
  ];
  const shared = ['user_id', 'source'];
  insert(database, 'observations', shared, [1, sourceIds.extended], columns, exported, (n) => {
    const end = endedAt[n]!;
    // One in 200 is reported hours too late.
    const late = n % 200 === 0 ? ((n % 7) + 1) * 3_600_000 : 0;
    const reason = late > 0 ? 4 : skipped[n] === 1 ? 3 : 2;
    const flags = 0b01_01_01_01 | (skipped[n] === 1 ? 0b10_00 : 0);
    return [
      track[n]! + 1,
      end + late,
      msPlayed[n]!,
      flags,
      1,
      reason,
      end - msPlayed[n]!,
      late > 0 ? end : null,
    ];
  });
  insert(
    database,
    'observations',
    shared,
    [1, sourceIds.api],
    ['track', 'ended_at', 'flags'],
    length - exported,
    (n) => [track[exported + n]! + 1, endedAt[exported + n]! + 137, 0],
  );
}

function insert(
  database: SqlDatabase,
  table: string,
  shared: readonly string[],
  values: readonly (string | number)[],
  columns: readonly string[],
  length: number,
  rowOf: (n: number) => readonly (string | number | null)[],
): void {
  const inserter = new RowInserter(database, { into: `INSERT OR IGNORE INTO ${table}`, shared, columns });
  inserter.begin(values);
  for (let n = 0; n < length; n++) inserter.add(rowOf(n));
  inserter.end();
}
