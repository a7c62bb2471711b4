import type { Kind } from '../../protocol/history/window.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** A row of `tracks`, with the name of its first artist. */
export interface Track {
  readonly id: number;
  readonly trackId: string;
  readonly uri: string | undefined;
  kind: Kind;
  title: string;
  artist: string;
  album: string;
  /** End of the newest listen that carried these names; 0 where only a library did. */
  namesAt: number;
  /** Id of the track with a URI that this one without a URI stands for. */
  resolved: number | undefined;
}

const columns = ['id', 'track_id', 'uri', 'kind', 'name', 'album_name', 'names_at'];

/** Reading and writing the rows of `tracks` and `track_artists`. */
export class TrackRows {
  readonly #database: SqlDatabase;
  readonly #inserter: RowInserter;
  readonly #updater: RowInserter;
  readonly #credits: RowInserter;

  constructor(database: SqlDatabase) {
    this.#database = database;
    const shared = ['source', 'updated_at'];
    this.#inserter = new RowInserter(database, { into: 'INSERT INTO tracks', shared, columns });
    this.#updater = new RowInserter(database, {
      into: 'INSERT INTO tracks',
      shared,
      columns,
      suffix: `ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
        album_name = excluded.album_name, names_at = excluded.names_at, updated_at = excluded.updated_at`,
    });
    this.#credits = new RowInserter(database, {
      into: 'INSERT OR REPLACE INTO track_artists',
      shared: ['position'],
      columns: ['track_id', 'artist_id'],
    });
  }

  /** Visits all tracks by ascending id. */
  each(visit: (track: Track) => void): void {
    const sql = `SELECT t.id, t.track_id, t.uri, t.kind, t.name, a.name, t.album_name, t.names_at, t.resolved_id
      FROM tracks t LEFT JOIN track_artists ta ON ta.track_id = t.track_id AND ta.position = 0
      LEFT JOIN artists a ON a.artist_id = ta.artist_id ORDER BY t.id`;
    this.#database.each(sql, [], ([id, trackId, uri, kind, title, artist, album, namesAt, resolved]) => {
      visit({
        id: Number(id),
        trackId: String(trackId),
        uri: uri === null ? undefined : String(uri),
        kind: String(kind) as Kind,
        title: String(title),
        artist: artist === null ? '' : String(artist),
        album: album === null ? '' : String(album),
        namesAt: Number(namesAt),
        resolved: resolved === null ? undefined : Number(resolved),
      });
    });
  }

  insert(tracks: readonly Track[], at: number): void {
    this.#write(this.#inserter, tracks, at);
  }

  update(tracks: readonly Track[], at: number): void {
    this.#write(this.#updater, tracks, at);
  }

  /** Sets the first artist of tracks. */
  credit(credits: readonly (readonly [trackId: string, artistId: string])[]): void {
    this.#credits.begin([0]);
    for (const credit of credits) this.#credits.add(credit);
    this.#credits.end();
  }

  resolve(track: number, resolved: number | undefined): void {
    this.#database.run('UPDATE tracks SET resolved_id = ? WHERE id = ?', [resolved ?? null, track]);
  }

  #write(inserter: RowInserter, tracks: readonly Track[], at: number): void {
    inserter.begin(['import_zip', at]);
    for (const { id, trackId, uri, kind, title, album, namesAt } of tracks) {
      inserter.add([id, trackId, uri ?? null, kind, title, album === '' ? null : album, namesAt]);
    }
    inserter.end();
  }
}
