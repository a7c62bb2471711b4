import { kinds } from '../../protocol/history/window.ts';
import type { Catalogue } from '../analytics/columns.ts';
import { normalName } from './normalName.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

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

const scan = `SELECT t.id, t.resolved_id, t.kind, t.name, t.uri, t.album_name, a.name, a.uri
  FROM tracks t LEFT JOIN track_artists ta ON ta.track_id = t.track_id AND ta.position = 0
  LEFT JOIN artists a ON a.artist_id = ta.artist_id ORDER BY t.id`;

/** Reads tracks, artists and albums. An album is its name together with its artist. */
export function readCatalogue(database: SqlDatabase): CatalogueSnapshot {
  const artists = new Numbered<string | undefined>();
  const albums = new Numbered<number>();
  const ids: number[] = [];
  const resolved: (number | undefined)[] = [];
  const kind: number[] = [];
  const trackName: string[] = [];
  const trackUri: (string | undefined)[] = [];
  const trackArtist: number[] = [];
  const trackAlbum: number[] = [];
  database.each(scan, [], ([id, resolvedId, kindName, name, uri, album, artist, artistUri]) => {
    ids.push(id as number);
    resolved.push(resolvedId === null ? undefined : (resolvedId as number));
    kind.push(kinds.indexOf(kindName as (typeof kinds)[number]));
    trackName.push(name as string);
    trackUri.push(uri === null ? undefined : (uri as string));
    const artistText = artist === null ? '' : (artist as string);
    const artistIndex = artists.of(
      artistText,
      artistText,
      artistUri === null ? undefined : (artistUri as string),
    );
    trackArtist.push(artistIndex);
    const key = album === null ? '' : `${artistIndex}|${normalName(album as string)}`;
    trackAlbum.push(album === null ? -1 : albums.of(key, album as string, artistIndex));
  });
  const indexOf = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1);
  for (const [index, id] of ids.entries()) indexOf[id] = index;
  for (const [index, target] of resolved.entries()) {
    if (target !== undefined) indexOf[ids[index] as number] = indexOf[target] as number;
  }
  return {
    catalogue: {
      trackName,
      trackUri,
      trackArtist: Int32Array.from(trackArtist),
      trackAlbum: Int32Array.from(trackAlbum),
      artistName: artists.names,
      artistUri: artists.notes,
      albumName: albums.names,
      albumArtist: Int32Array.from(albums.notes),
    },
    rows: { indexOf, kind: Uint8Array.from(kind) },
  };
}

/** Whether the snapshot has all tracks that the database has by now. */
export function isComplete({ rows }: CatalogueSnapshot, database: SqlDatabase): boolean {
  return Number(database.row('SELECT COALESCE(max(id), 0) FROM tracks')?.[0]) < rows.indexOf.length;
}

/** Things by key, numbered in the order in which they come, each with a name and a note. */
class Numbered<T> {
  readonly names: string[] = [];
  readonly notes: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string, name: string, note: T): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.names.length;
      this.#numbers.set(key, number);
      this.names.push(name);
      this.notes.push(note);
    }
    return number;
  }
}
