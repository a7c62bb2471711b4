import type { Catalogue } from '../analytics/columns.ts';
import { normalName } from './normalName.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import { kindNumber } from './trackRows.ts';

/** The names of all tracks as columns, and how rows of the table `tracks` are found in them. */
export interface CatalogueSnapshot {
  readonly catalogue: Catalogue;
  readonly rows: {
    /** By id of the table: index into the catalogue, of the resolved track where there is one. */
    readonly indexOf: Int32Array;
    /** By index into the catalogue: index into `kinds`. */
    readonly kind: Uint8Array;
  };
}

const scan = `SELECT t.id, t.resolved_id, ${kindNumber}, t.name, t.uri, t.album_name, ta.artist
  FROM tracks t LEFT JOIN track_artists ta ON ta.track = t.id AND ta.position = 0 ORDER BY t.id`;

/** Reads tracks, artists and albums. An album is its name together with its artist. */
export function readCatalogue(database: SqlDatabase): CatalogueSnapshot {
  const artists = readArtists(database);
  const albums = new Albums();
  const ids: number[] = [];
  const resolved: (number | null)[] = [];
  const kind: number[] = [];
  const trackName: string[] = [];
  const trackUri: (string | undefined)[] = [];
  const trackArtist: number[] = [];
  const trackAlbum: number[] = [];
  database.each(scan, [], (row) => {
    ids.push(row[0] as number);
    resolved.push(row[1] as number | null);
    kind.push(row[2] as number);
    trackName.push(row[3] as string);
    trackUri.push(row[4] === null ? undefined : (row[4] as string));
    const artist = row[6] === null ? artists.none : (artists.indexOf.get(row[6] as number) as number);
    trackArtist.push(artist);
    trackAlbum.push(row[5] === null ? -1 : albums.indexOf(row[5] as string, artist));
  });
  const indexOf = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1);
  for (const [index, id] of ids.entries()) indexOf[id] = index;
  for (const [index, target] of resolved.entries()) {
    if (target !== null) indexOf[ids[index] as number] = indexOf[target] as number;
  }
  return {
    catalogue: {
      trackName,
      trackUri,
      trackArtist: Int32Array.from(trackArtist),
      trackAlbum: Int32Array.from(trackAlbum),
      artistName: artists.names,
      artistUri: artists.uris,
      albumName: albums.names,
      albumArtist: Int32Array.from(albums.artists),
    },
    rows: { indexOf, kind: Uint8Array.from(kind) },
  };
}

interface Artists {
  readonly names: string[];
  readonly uris: (string | undefined)[];
  /** By id of the table. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** Index of the artist of tracks that have none. */
  readonly none: number;
}

function readArtists(database: SqlDatabase): Artists {
  const rows = database.rows('SELECT id, name, uri FROM artists ORDER BY id');
  const names = rows.map((row) => String(row[1]));
  const uris = rows.map((row) => (row[2] === null ? undefined : String(row[2])));
  const indexOf = new Map(rows.map((row, index) => [Number(row[0]), index]));
  return { names: [...names, ''], uris: [...uris, undefined], indexOf, none: names.length };
}

/** Albums by normalised name and artist, numbered in the order in which they come. */
class Albums {
  readonly names: string[] = [];
  readonly artists: number[] = [];
  /** By artist and name as it is spelt, which most tracks of an album have in common. */
  readonly #spelt = new Map<string, number>();
  readonly #normal = new Map<string, number>();

  indexOf(name: string, artist: number): number {
    const spelt = `${artist}|${name}`;
    let index = this.#spelt.get(spelt);
    if (index !== undefined) return index;
    const normal = `${artist}|${normalName(name)}`;
    index = this.#normal.get(normal);
    if (index === undefined) {
      index = this.names.length;
      this.names.push(name);
      this.artists.push(artist);
      this.#normal.set(normal, index);
    }
    this.#spelt.set(spelt, index);
    return index;
  }
}

/** Whether the snapshot has all tracks that the database has by now. */
export function isComplete({ rows }: CatalogueSnapshot, database: SqlDatabase): boolean {
  return Number(database.row('SELECT COALESCE(max(id), 0) FROM tracks')?.[0]) < rows.indexOf.length;
}
