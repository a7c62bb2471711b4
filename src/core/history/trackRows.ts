import { kinds, type Kind } from '../../protocol/history/window.ts';
import { ColumnUpdater } from './columnUpdater.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';

/** A row of `tracks`, with the name of its first artist. */
export interface Track {
  readonly id: number;
  readonly trackId: string;
  readonly uri: string | undefined;
  kind: Kind;
  title: string;
  artist: string;
  album: string;
  /** Of the artist that Spotify credits, where a source told it: the first in the alphabet of several. */
  artistUri: string | undefined;
  /** End of the newest listen that carried these names; 0 where only a library did. */
  namesAt: number;
  /** `namesAt` is newer than in the database. */
  isSeen: boolean;
  /** Id of the track with a URI that this one without a URI stands for. */
  resolved: number | undefined;
  /** Title and artist as they are compared; `undefined` until somebody asks. */
  nameKey: string | undefined;
}

/** Who told of a track first; what Spotify's API told of one makes it the source. */
export type TrackSource = 'import_zip' | 'spotify_api';

/** What Spotify alone knows of a track. */
export interface TrackFacts {
  readonly durationMs: number | undefined;
  readonly releaseDate: string | undefined;
  readonly isrc: string | undefined;
  readonly explicit: boolean | undefined;
}

/** Column `kind` of the table `tracks t` as an index into `kinds`. */
export const kindNumber = `CASE t.kind ${kinds.map((kind, index) => `WHEN '${kind}' THEN ${index}`).join(' ')} END`;

const trackPrefix = 'spotify:track:';
const uriPrefix = 'spotify:';

/** `track_id` of a URI: the bare id of a track, `episode:…` and the like of everything else. */
export function trackIdOf(uri: string): string {
  return uri.slice(uri.startsWith(trackPrefix) ? trackPrefix.length : uriPrefix.length);
}

const select = `SELECT t.id, COALESCE(t.uri, t.track_id), t.uri IS NOT NULL, ${kindNumber}, t.name, ta.artist,
  t.named_artist, t.album_name, s.ended_at, t.resolved_id`;
const tables = `tracks t LEFT JOIN track_artists ta ON ta.track = t.id AND ta.position = 0
  LEFT JOIN names_seen s ON s.track = t.id`;
/** With the names of the artist, which who reads all tracks reads once each. */
const selectOne = `${select}, COALESCE(n.name, a.name), a.uri FROM ${tables}
  LEFT JOIN artists a ON a.id = ta.artist LEFT JOIN artists n ON n.id = t.named_artist`;

/** Reading and writing the rows of `tracks`, `track_artists` and `names_seen`. */
export class TrackRows {
  readonly #database: SqlDatabase;
  readonly #inserter: RowInserter;
  readonly #credits: RowInserter;
  readonly #seen: RowInserter;
  readonly #resolutions: ColumnUpdater;
  readonly #named: ColumnUpdater;

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
    this.#named = new ColumnUpdater(database, 'tracks', 'named_artist');
  }

  /** Visits all tracks by ascending id. */
  each(visit: (track: Track) => void): void {
    // Texts are dear to read: artists are read once each, and the id of a track with a URI follows from that.
    const names = new Map<SqlValue | undefined, string>();
    const uris = new Map<SqlValue | undefined, string>();
    this.#database.each('SELECT id, name, uri FROM artists', [], ([id, name, uri]) => {
      names.set(id, String(name));
      if (uri !== null) uris.set(id, String(uri));
    });
    this.#database.each(`${select} FROM ${tables} ORDER BY t.id`, [], (row) => {
      const [credited, named] = row.slice(5, 7);
      visit(fromRow(row, names.get(named ?? credited) ?? '', uris.get(credited)));
    });
  }

  byId(id: number): Track | undefined {
    return this.#find('t.id = ?', [id])[0];
  }

  /** At once, since a statement costs more than what it reads. */
  byTrackIds(trackIds: readonly string[]): Track[] {
    return this.#find('t.track_id IN (SELECT value FROM json_each(?))', [JSON.stringify(trackIds)]);
  }

  /**
   * Ids of the tracks whose newest listen names one of these artists, rows by name alone.
   * @param hasUri of those with a URI, or of those without
   */
  idsOfArtists(artists: readonly number[], hasUri: boolean): number[] {
    const rows = 'SELECT value FROM json_each(?1)';
    // A track with a URI alone can be credited to an artist with one.
    const sql = hasUri
      ? `SELECT t.id FROM track_artists ta JOIN tracks t ON t.id = ta.track
          WHERE ta.artist IN (${rows}) AND ta.position = 0 AND t.uri IS NOT NULL
          UNION ALL SELECT id FROM tracks WHERE named_artist IN (${rows})`
      : `SELECT t.id FROM track_artists ta JOIN tracks t ON t.id = ta.track
          WHERE ta.artist IN (${rows}) AND ta.position = 0 AND t.uri IS NULL`;
    return this.#database.rows(sql, [JSON.stringify(artists)]).map(([id]) => Number(id));
  }

  /** Highest id, 0 where there is no track. */
  lastId(): number {
    return Number(this.#database.row('SELECT COALESCE(max(id), 0) FROM tracks')?.[0]);
  }

  insert(tracks: readonly Track[], at: number, source: TrackSource): void {
    for (const kind of kinds) {
      this.#inserter.begin([source, at, kind]);
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

  /** Adds what is not known yet. @returns whether there was something to add */
  describe(id: number, { durationMs, releaseDate, isrc, explicit }: TrackFacts, at: number): boolean {
    const changed = this.#database.run(
      `UPDATE tracks SET duration_ms = COALESCE(duration_ms, ?2), release_date = COALESCE(release_date, ?3),
          isrc = COALESCE(isrc, ?4), explicit = COALESCE(explicit, ?5), source = 'spotify_api', updated_at = ?6
        WHERE id = ?1 AND (
          duration_ms IS NULL AND ?2 IS NOT NULL OR release_date IS NULL AND ?3 IS NOT NULL
          OR isrc IS NULL AND ?4 IS NOT NULL OR explicit IS NULL AND ?5 IS NOT NULL)`,
      [
        id,
        durationMs ?? null,
        releaseDate ?? null,
        isrc ?? null,
        explicit === undefined ? null : Number(explicit),
        at,
      ],
    );
    return changed > 0;
  }

  /** Sets the first artist of tracks. */
  credit(credits: readonly (readonly [track: number, artist: number])[]): void {
    this.#credits.begin([0]);
    for (const credit of credits) this.#credits.add(credit);
    this.#credits.end();
  }

  /** Sets the artist, by name alone, of tracks that are credited to one with a URI. */
  nameArtists(named: readonly (readonly [track: number, artist: number])[]): void {
    if (named.length > 0) this.#named.set(named);
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

  #find(where: string, params: SqlValue[]): Track[] {
    return this.#database.rows(`${selectOne} WHERE ${where}`, params).map((row) => {
      const [name, uri] = row.slice(-2);
      return fromRow(row, name === null ? '' : String(name), uri === null ? undefined : String(uri));
    });
  }
}

function fromRow(row: SqlValue[], artist: string, artistUri: string | undefined): Track {
  const [id, uriOrId, hasUri, kind, title, , , album, namesAt, resolved] = row;
  const text = String(uriOrId);
  return {
    id: Number(id),
    trackId: hasUri === 1 ? trackIdOf(text) : text,
    uri: hasUri === 1 ? text : undefined,
    kind: kinds[Number(kind)] as Kind,
    title: String(title),
    artist,
    album: album === null ? '' : String(album),
    artistUri,
    namesAt: Number(namesAt),
    isSeen: false,
    resolved: resolved === null ? undefined : Number(resolved),
    nameKey: undefined,
  };
}
