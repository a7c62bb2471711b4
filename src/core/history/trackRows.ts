import { kinds, type Kind } from '../../protocol/history/window.ts';
import { ColumnUpdater } from './columnUpdater.ts';
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
  /** `namesAt` is newer than in the database. */
  isSeen: boolean;
  /** Id of the track with a URI that this one without a URI stands for. */
  resolved: number | undefined;
  /** Title and artist as they are compared; `undefined` until somebody asks. */
  nameKey: string | undefined;
}

/** Column `kind` of the table `tracks t` as an index into `kinds`. */
export const kindNumber = `CASE t.kind ${kinds.map((kind, index) => `WHEN '${kind}' THEN ${index}`).join(' ')} END`;

const trackPrefix = 'spotify:track:';
const uriPrefix = 'spotify:';

/** `track_id` of a URI: the bare id of a track, `episode:…` and the like of everything else. */
export function trackIdOf(uri: string): string {
  return uri.slice(uri.startsWith(trackPrefix) ? trackPrefix.length : uriPrefix.length);
}

/** Reading and writing the rows of `tracks`, `track_artists` and `names_seen`. */
export class TrackRows {
  readonly #database: SqlDatabase;
  readonly #inserter: RowInserter;
  readonly #credits: RowInserter;
  readonly #seen: RowInserter;
  readonly #resolutions: ColumnUpdater;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#inserter = new RowInserter(database, {
      into: 'INSERT INTO tracks',
      shared: ['source', 'updated_at', 'kind'],
      columns: ['id', 'track_id', 'uri', 'name', 'album_name'],
    });
    this.#credits = new RowInserter(database, {
      into: 'INSERT OR REPLACE INTO track_artists',
      shared: ['position'],
      columns: ['track', 'artist'],
    });
    this.#seen = new RowInserter(database, {
      into: 'INSERT OR REPLACE INTO names_seen',
      shared: [],
      columns: ['track', 'ended_at'],
    });
    this.#resolutions = new ColumnUpdater(database, 'tracks', 'resolved_id');
  }

  /** Visits all tracks by ascending id. */
  each(visit: (track: Track) => void): void {
    // Texts are dear to read: artists are read once each, and the id of a track with a URI follows from that.
    const artists = new Map(
      this.#database.rows('SELECT id, name FROM artists').map(([id, name]) => [Number(id), String(name)]),
    );
    const sql = `SELECT t.id, COALESCE(t.uri, t.track_id), t.uri IS NOT NULL, ${kindNumber}, t.name, ta.artist,
        t.album_name, s.ended_at, t.resolved_id
      FROM tracks t LEFT JOIN track_artists ta ON ta.track = t.id AND ta.position = 0
      LEFT JOIN names_seen s ON s.track = t.id ORDER BY t.id`;
    this.#database.each(sql, [], ([id, uriOrId, hasUri, kind, title, artist, album, namesAt, resolved]) => {
      const text = String(uriOrId);
      visit({
        id: Number(id),
        trackId: hasUri === 1 ? trackIdOf(text) : text,
        uri: hasUri === 1 ? text : undefined,
        kind: kinds[Number(kind)] as Kind,
        title: String(title),
        artist: artists.get(Number(artist)) ?? '',
        album: album === null ? '' : String(album),
        namesAt: Number(namesAt),
        isSeen: false,
        resolved: resolved === null ? undefined : Number(resolved),
        nameKey: undefined,
      });
    });
  }

  insert(tracks: readonly Track[], at: number): void {
    for (const kind of kinds) {
      this.#inserter.begin(['import_zip', at, kind]);
      for (const { id, trackId, uri, title, album, ...track } of tracks) {
        if (track.kind === kind) {
          this.#inserter.add([id, trackId, uri ?? null, title, album === '' ? null : album]);
        }
      }
      this.#inserter.end();
    }
  }

  /** Writes kind and names. */
  update({ id, kind, title, album }: Track, at: number): void {
    this.#database.run('UPDATE tracks SET kind = ?, name = ?, album_name = ?, updated_at = ? WHERE id = ?', [
      kind,
      title,
      album === '' ? null : album,
      at,
      id,
    ]);
  }

  /** Sets the first artist of tracks. */
  credit(credits: readonly (readonly [track: number, artist: number])[]): void {
    this.#credits.begin([0]);
    for (const credit of credits) this.#credits.add(credit);
    this.#credits.end();
  }

  /** Notes when the names of tracks were last seen in a listen. */
  seen(tracks: Iterable<Track>): void {
    this.#seen.begin([]);
    for (const { id, namesAt } of tracks) this.#seen.add([id, namesAt]);
    this.#seen.end();
  }

  /** Writes what tracks stand for. */
  resolve(tracks: readonly Track[]): void {
    this.#resolutions.set(tracks.map(({ id, resolved }) => [id, resolved ?? null]));
  }
}
