import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** What came or changed since it was last taken. */
export interface ChangedRows {
  /** By user: the instants at which listens end that came, or ceased, or began to speak, or are told otherwise. */
  readonly listens: ReadonlyMap<number, readonly number[]>;
  /** By user: how many observations came. */
  readonly inserted: ReadonlyMap<number, number>;
  /** Ids of tracks that changed; new ones may be among them. */
  readonly tracks: ReadonlySet<number>;
  readonly artists: boolean;
}

/** More than so many changes are dearer to follow than everything is to read. */
const mostChanges = 20_000;

/*
 * Rows that come are known by their ids, which ascend: no trigger fires for the millions of an import. What changes
 * later is noted by triggers of this connection, in its own temporary tables; a rollback takes back both.
 */
const watch = `
CREATE TEMP TABLE changed_listens (user_id INTEGER, at INTEGER, PRIMARY KEY (user_id, at)) WITHOUT ROWID;
CREATE TEMP TABLE changed_tracks (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE changed_artists (id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER listen_changed
AFTER UPDATE OF superseded_by, live, repaired_at, track, ms_played, user_id ON observations
WHEN (old.superseded_by IS NULL) <> (new.superseded_by IS NULL) OR old.live IS NOT new.live
  OR old.repaired_at IS NOT new.repaired_at OR old.track <> new.track OR old.ms_played IS NOT new.ms_played
  OR old.user_id <> new.user_id
BEGIN
  INSERT OR IGNORE INTO changed_listens VALUES (old.user_id, COALESCE(old.repaired_at, old.ended_at));
  INSERT OR IGNORE INTO changed_listens VALUES (new.user_id, COALESCE(new.repaired_at, new.ended_at));
END;
CREATE TEMP TRIGGER live_listen_changed AFTER UPDATE OF heard_ms ON live_listens
BEGIN
  INSERT OR IGNORE INTO changed_listens
    SELECT user_id, COALESCE(repaired_at, ended_at) FROM observations
    WHERE user_id = new.user_id AND source = ${sourceIds.api} AND live = new.id;
END;
CREATE TEMP TRIGGER track_changed
AFTER UPDATE OF resolved_id, kind, name, uri, album_name, duration_ms, release_date ON tracks
BEGIN
  INSERT OR IGNORE INTO changed_tracks VALUES (new.id);
END;
CREATE TEMP TRIGGER credit_came AFTER INSERT ON track_artists
BEGIN
  INSERT OR IGNORE INTO changed_tracks VALUES (new.track);
END;
CREATE TEMP TRIGGER credit_changed AFTER UPDATE ON track_artists
BEGIN
  INSERT OR IGNORE INTO changed_tracks VALUES (new.track);
END;
CREATE TEMP TRIGGER artist_changed AFTER UPDATE OF name, uri ON artists
BEGIN
  INSERT OR IGNORE INTO changed_artists VALUES (new.id);
END;`;

/** Follows what happens to the rows that columns are made of. */
export class ChangeWatch {
  readonly #database: SqlDatabase;
  #isWatching = false;
  #lastListen = 0;
  #lastArtist = 0;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** Forgets what changed so far: everything is read now. */
  restart(): void {
    if (!this.#isWatching) this.#database.script(watch);
    this.#isWatching = true;
    this.#clear();
    this.#lastListen = this.#max('observations');
    this.#lastArtist = this.#max('artists');
  }

  /** What changed since the last call, or `undefined` where it cannot be told, or is too much. */
  take(): ChangedRows | undefined {
    const [lastListen, lastArtist] = [this.#max('observations'), this.#max('artists')];
    const came = lastListen - this.#lastListen;
    if (came < 0 || lastArtist < this.#lastArtist || came + this.#noted() > mostChanges) return undefined;
    const listens = new Map<number, number[]>();
    const inserted = new Map<number, number>();
    const note = (userId: number, at: number): void => {
      const instants = listens.get(userId);
      if (instants === undefined) listens.set(userId, [at]);
      else instants.push(at);
    };
    const sql = 'SELECT user_id, COALESCE(repaired_at, ended_at) FROM observations WHERE id > ?';
    this.#database.each(sql, [this.#lastListen], ([user, at]) => {
      note(Number(user), Number(at));
      inserted.set(Number(user), (inserted.get(Number(user)) ?? 0) + 1);
    });
    this.#database.each('SELECT user_id, at FROM changed_listens', [], ([user, at]) => {
      note(Number(user), Number(at));
    });
    const changes: ChangedRows = {
      listens,
      inserted,
      tracks: new Set(this.#database.rows('SELECT id FROM changed_tracks').map(([id]) => Number(id))),
      artists: lastArtist > this.#lastArtist || this.#count('changed_artists') > 0,
    };
    this.#clear();
    this.#lastListen = lastListen;
    this.#lastArtist = lastArtist;
    return changes;
  }

  #noted(): number {
    return this.#count('changed_listens') + this.#count('changed_tracks');
  }

  #clear(): void {
    for (const table of ['changed_listens', 'changed_tracks', 'changed_artists']) {
      this.#database.run(`DELETE FROM ${table}`);
    }
  }

  #count(table: string): number {
    return Number(this.#database.row(`SELECT count(*) FROM ${table}`)?.[0]);
  }

  #max(table: string): number {
    return Number(this.#database.row(`SELECT COALESCE(max(id), 0) FROM ${table}`)?.[0]);
  }
}
