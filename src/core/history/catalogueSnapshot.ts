import type { Catalogue } from '../analytics/columns.ts';
import { readArtists, type Artists } from './columns/artistIdentity.ts';
import { normalName } from './normalName.ts';
import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';
import { kindNumber } from './trackRows.ts';

/** The names of all tracks as columns, and how rows of the table `tracks` are found in them. */
export interface CatalogueSnapshot {
  readonly catalogue: Catalogue;
  readonly rows: {
    /** By id of the table: index into the catalogue, of the resolved track where there is one; −1 = no such row. */
    readonly indexOf: Int32Array;
    /** By index into the catalogue: index into `kinds`. */
    readonly kind: Uint8Array;
  };
  /** What the table says, from which all else follows. */
  readonly table: TrackTable;
}

/** Rows of the table `tracks`, ascending by id: what comes is appended, so indexes stay what they are. */
interface TrackTable {
  readonly id: readonly number[];
  /** Id of the track that one without a URI stands for; 0 = none. */
  readonly resolved: readonly number[];
  readonly kind: readonly number[];
  readonly name: readonly string[];
  readonly uri: readonly (string | undefined)[];
  readonly album: readonly (string | undefined)[];
  /** Row of the table `artists`; 0 = none. */
  readonly artist: readonly number[];
  readonly duration: readonly number[];
  readonly year: readonly number[];
  /** Artists as they are in this catalogue. */
  readonly artists: Artists;
}

const select = `SELECT t.id, COALESCE(t.resolved_id, 0), ${kindNumber}, t.name, t.uri, t.album_name,
  COALESCE(ta.artist, 0), COALESCE(t.duration_ms, -1), COALESCE(CAST(substr(t.release_date, 1, 4) AS INTEGER), 0)
  FROM tracks t LEFT JOIN track_artists ta ON ta.track = t.id AND ta.position = 0`;

/** Reads tracks, artists and albums. An album is its name together with its artist. */
export function readCatalogue(database: SqlDatabase): CatalogueSnapshot {
  const table = new GrowingTable();
  database.each(`${select} ORDER BY t.id`, [], (row) => {
    table.push(row);
  });
  return fromTable({ ...table, artists: readArtists(database) });
}

/** A catalogue after changes, and what they mean for rows that refer to the one before. */
export interface ContinuedCatalogue {
  readonly names: CatalogueSnapshot;
  /** Tracks by index before that have another index now, since it became known what they stand for. */
  readonly moved: ReadonlyMap<number, number>;
  /** Tracks of the catalogue before are of another kind now. */
  readonly kindsChanged: boolean;
}

/**
 * The catalogue with the tracks that came, and those that changed, read anew: the same as {@link readCatalogue} gives.
 * @param changed ids of tracks that changed; new ones need not be among them
 * @returns `undefined` where rows that refer to the catalogue cannot be told apart any more: read them anew, too
 */
export function continueCatalogue(
  before: CatalogueSnapshot,
  database: SqlDatabase,
  changed: Iterable<number>,
  artistsChanged: boolean,
): ContinuedCatalogue | undefined {
  const table = new GrowingTable(before.table);
  const known = table.id.length;
  const lastKnown = table.id[known - 1] ?? 0;
  let same = true;
  let sameNames = true;
  /** Of the tracks that were known. */
  let sameAlbums = true;
  let kindsChanged = false;
  for (const id of changed) {
    if (id > lastKnown) continue;
    const row = database.row(`${select} WHERE t.id = ?`, [id]);
    const index = before.rows.indexOf[id] ?? -1;
    if (row === undefined || index < 0) return undefined;
    // The entry of its own, not of what it stands for.
    const own = table.id[index] === id ? index : ownIndex(table.id, id);
    if (table.resolved[own] !== row[1] && table.resolved[own] !== 0) return undefined;
    if (table.kind[own] !== row[2]) kindsChanged = true;
    const difference = table.put(own, row);
    if (difference !== 'none') same = false;
    if (difference === 'names' || difference === 'album') sameNames = false;
    if (difference === 'album') sameAlbums = false;
  }
  database.each(`${select} WHERE t.id > ? ORDER BY t.id`, [lastKnown], (row) => {
    table.push(row);
    same = sameNames = false;
  });
  if (same && !artistsChanged) return { names: before, moved: new Map(), kindsChanged: false };
  const names =
    sameNames && !artistsChanged
      ? withLengths(before, table)
      : fromTable(
          { ...table, artists: artistsChanged ? readArtists(database) : before.table.artists },
          sameAlbums ? before.catalogue : undefined,
        );
  const moved = new Map<number, number>();
  for (let index = 0; index < known; index++) {
    if (before.table.resolved[index] === 0 && table.resolved[index] !== 0) {
      moved.set(index, names.rows.indexOf[table.id[index]!]!);
    }
  }
  return { names, moved, kindsChanged };
}

/** A table that rows can be put into. */
class GrowingTable {
  readonly id: number[];
  readonly resolved: number[];
  readonly kind: number[];
  readonly name: string[];
  readonly uri: (string | undefined)[];
  readonly album: (string | undefined)[];
  readonly artist: number[];
  readonly duration: number[];
  readonly year: number[];

  constructor(from?: TrackTable) {
    this.id = from?.id.slice() ?? [];
    this.resolved = from?.resolved.slice() ?? [];
    this.kind = from?.kind.slice() ?? [];
    this.name = from?.name.slice() ?? [];
    this.uri = from?.uri.slice() ?? [];
    this.album = from?.album.slice() ?? [];
    this.artist = from?.artist.slice() ?? [];
    this.duration = from?.duration.slice() ?? [];
    this.year = from?.year.slice() ?? [];
  }

  push(row: readonly SqlValue[]): void {
    this.id.push(row[0] as number);
    this.resolved.push(row[1] as number);
    this.kind.push(row[2] as number);
    this.name.push(row[3] as string);
    this.uri.push(textOf(row[4]));
    this.album.push(textOf(row[5]));
    this.artist.push(row[6] as number);
    this.duration.push(row[7] as number);
    this.year.push(row[8] as number);
  }

  /** @returns what of the place is another now: `names` stands for anything but album, length and year. */
  put(place: number, row: readonly SqlValue[]): 'none' | 'lengths' | 'names' | 'album' {
    const names = [
      set(this.resolved, place, row[1] as number),
      set(this.kind, place, row[2] as number),
      set(this.name, place, row[3] as string),
      set(this.uri, place, textOf(row[4])),
      set(this.artist, place, row[6] as number),
    ];
    const lengths = [set(this.duration, place, row[7] as number), set(this.year, place, row[8] as number)];
    if (set(this.album, place, textOf(row[5]))) return 'album';
    if (names.includes(true)) return 'names';
    return lengths.includes(true) ? 'lengths' : 'none';
  }
}

function textOf(value: SqlValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : (value as string);
}

/** @returns whether it was another value */
function set<T>(column: T[], place: number, value: T): boolean {
  if (column[place] === value) return false;
  column[place] = value;
  return true;
}

function ownIndex(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same names with what became known of lengths and years. */
function withLengths(before: CatalogueSnapshot, table: GrowingTable): CatalogueSnapshot {
  return {
    catalogue: {
      ...before.catalogue,
      trackDuration: new Int32Array(table.duration),
      trackYear: new Int16Array(table.year),
    },
    rows: before.rows,
    table: { ...table, artists: before.table.artists },
  };
}

/** @param before a catalogue whose tracks have the same names of albums, where there is one */
function fromTable(table: TrackTable, before?: Catalogue): CatalogueSnapshot {
  const { id, artists } = table;
  const indexOf = new Int32Array((id[id.length - 1] ?? 0) + 1).fill(-1);
  for (let index = 0; index < id.length; index++) indexOf[id[index]!] = index;
  for (let index = 0; index < id.length; index++) {
    const target = table.resolved[index]!;
    if (target !== 0) indexOf[id[index]!] = ownIndex(id, target);
  }
  const trackArtist = new Int32Array(id.length);
  for (let track = 0; track < id.length; track++) {
    trackArtist[track] = artists.indexOf.get(table.artist[track]!) ?? artists.none;
  }
  const beginsAlike = before?.trackArtist.every((artist, track) => artist === trackArtist[track]) === true;
  const albums = new Albums(beginsAlike ? before : undefined);
  const known = beginsAlike ? before.trackAlbum : new Int32Array(0);
  const trackAlbum = new Int32Array(id.length);
  trackAlbum.set(known);
  for (let track = known.length; track < id.length; track++) {
    const name = table.album[track];
    trackAlbum[track] = name === undefined ? -1 : albums.indexOf(name, trackArtist[track]!);
  }
  return {
    catalogue: {
      trackName: table.name,
      trackUri: table.uri,
      trackArtist,
      trackAlbum,
      artistName: artists.names,
      artistUri: artists.uris,
      albumName: albums.names,
      albumArtist: Int32Array.from(albums.artists),
      trackDuration: new Int32Array(table.duration),
      trackYear: new Int16Array(table.year),
    },
    rows: { indexOf, kind: new Uint8Array(table.kind) },
    table,
  };
}

/** Albums by normalised name and artist, numbered in the order in which they come. */
class Albums {
  readonly names: string[];
  readonly artists: number[];
  /** By artist and name as it is spelt, which most tracks of an album have in common. */
  readonly #spelt = new Map<string, number>();
  readonly #normal = new Map<string, number>();
  /** Albums of the catalogue before: too many to put into the maps for the few that come. */
  readonly #before: number;

  constructor(before?: Catalogue) {
    this.names = before?.albumName.slice() ?? [];
    this.artists = before === undefined ? [] : [...before.albumArtist];
    this.#before = this.names.length;
  }

  indexOf(name: string, artist: number): number {
    const spelt = `${artist}|${name}`;
    let index = this.#spelt.get(spelt);
    if (index !== undefined) return index;
    const normal = normalName(name);
    const key = `${artist}|${normal}`;
    index = this.#normal.get(key) ?? this.#known(normal, artist);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.artists.push(artist);
    }
    this.#normal.set(key, index);
    this.#spelt.set(spelt, index);
    return index;
  }

  #known(normal: string, artist: number): number | undefined {
    for (let index = 0; index < this.#before; index++) {
      if (this.artists[index] === artist && normalName(this.names[index]!) === normal) return index;
    }
    return undefined;
  }
}
