import { sourceIds } from '../../../src/core/history/observationWriter.ts';
import { migrate } from '../../../src/core/history/migrate.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import type { Source } from '../../../src/protocol/history/window.ts';
import { emptyDatabase } from './stores.ts';

export interface RowFields {
  readonly track: number;
  readonly endedAt: number;
  readonly source?: Source;
  /** `null` where the source does not say. */
  readonly msPlayed?: number | null;
  readonly repairedAt?: number;
  readonly supersededBy?: number;
  readonly live?: number;
  readonly flags?: number;
  readonly reasonStart?: string;
  readonly reasonEnd?: string;
  readonly user?: number;
}

export interface TrackFields {
  readonly name: string;
  readonly uri?: string;
  readonly album?: string;
  /** Id of the table `artists`. */
  readonly artist?: number;
  readonly duration?: number;
  readonly date?: string;
  readonly kind?: string;
  readonly resolved?: number;
}

/** A database of the newest schema whose rows a test writes one by one. */
export class HistoryRows {
  readonly database: SqlDatabase;
  private constructor(database: SqlDatabase) {
    this.database = database;
  }

  static async create(): Promise<HistoryRows> {
    const database = await emptyDatabase();
    migrate(database, migrations);
    const rows = new HistoryRows(database);
    for (const user of ['one', 'two']) {
      database.run('INSERT INTO users (account, created_at, updated_at) VALUES (?, 0, 0)', [user]);
    }
    return rows;
  }

  artist(name: string, uri?: string): number {
    const values = [uri ?? `local:${this.#count('artists')}`, name, uri ?? null];
    return this.#insert(
      "INSERT INTO artists (artist_id, name, uri, source, updated_at) VALUES (?, ?, ?, 'x', 0)",
      values,
    );
  }

  track(fields: TrackFields): number {
    const id = this.#insert(
      `INSERT INTO tracks (track_id, uri, kind, name, album_name, duration_ms, release_date, resolved_id, source,
        updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'x', 0)`,
      [
        `track ${this.#count('tracks')}`,
        fields.uri ?? null,
        fields.kind ?? 'music',
        fields.name,
        fields.album ?? null,
        fields.duration ?? null,
        fields.date ?? null,
        fields.resolved ?? null,
      ],
    );
    if (fields.artist !== undefined) this.credit(id, fields.artist);
    return id;
  }

  credit(track: number, artist: number): void {
    this.database.run('INSERT OR REPLACE INTO track_artists VALUES (?, 0, ?)', [track, artist]);
  }

  /** @returns the id, or `undefined` where the row is known. */
  listen(fields: RowFields): number | undefined {
    const source = fields.source ?? 'extended';
    const ms = fields.msPlayed === undefined ? (source === 'api' ? null : 180_000) : fields.msPlayed;
    const changed = this.database.run(
      `INSERT OR IGNORE INTO observations (user_id, source, track, ended_at, ms_played, flags, reason_start, reason_end,
        repaired_at, superseded_by, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        fields.user ?? 1,
        sourceIds[source],
        fields.track,
        fields.endedAt,
        ms,
        fields.flags ?? 0,
        this.#word(fields.reasonStart),
        this.#word(fields.reasonEnd),
        fields.repairedAt ?? null,
        fields.supersededBy ?? null,
        fields.live ?? null,
      ],
    );
    return changed === 0 ? undefined : this.#lastId();
  }

  live(track: number, startedAt: number, heardMs: number): number {
    return this.#insert(
      `INSERT INTO live_listens (user_id, track, started_at, ended_at, heard_ms, duration_ms, skipped)
        VALUES (1, ?, ?, ?, ?, 200000, 0)`,
      [track, startedAt, startedAt + heardMs, heardMs],
    );
  }

  gap(after: number, before: number): void {
    this.database.run(
      "INSERT OR IGNORE INTO gaps (user_id, reason, after_at, before_at, noticed_at) VALUES (1, 'missed', ?, ?, 0)",
      [after, before],
    );
  }

  #word(word: string | undefined): number | null {
    if (word === undefined) return null;
    this.database.run('INSERT OR IGNORE INTO words (word) VALUES (?)', [word]);
    return Number(this.database.row('SELECT id FROM words WHERE word = ?', [word])?.[0]);
  }

  #insert(sql: string, values: (string | number | null)[]): number {
    this.database.run(sql, values);
    return this.#lastId();
  }

  #lastId(): number {
    return Number(this.database.row('SELECT last_insert_rowid()')?.[0]);
  }

  #count(table: string): number {
    return Number(this.database.row(`SELECT count(*) FROM ${table}`)?.[0]);
  }
}
