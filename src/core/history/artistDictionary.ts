import { localArtistId } from './localArtistId.ts';
import { normalName } from './normalName.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackSource } from './trackRows.ts';

const uriPrefix = 'spotify:artist:';

/** An artist with a URI. */
interface NamedArtist {
  readonly id: number;
  readonly name: string;
  /** End of the newest listen that named it. */
  readonly namedAt: number;
}

/**
 * Artists. Exports know one album artist by name alone, so names that differ only in case or Unicode form are one
 * artist; what Spotify's API names by a URI has a row of its own, whatever it is called. Which of them are the same
 * person is decided where they are read: no import must depend on what came before it.
 */
export class ArtistDictionary {
  readonly #database: SqlDatabase;
  readonly #inserter: RowInserter;
  readonly #byName = new Map<string, number>();
  readonly #byUri = new Map<string, NamedArtist>();
  /** Values of `artist_id` that the table does not have. */
  readonly #absent = new Set<string>();
  readonly #new: [id: number, artistId: string, name: string][] = [];
  /** All artists by name are in memory: one that is not found is new. */
  #whole = false;
  #nextId: number | undefined;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#inserter = new RowInserter(database, {
      into: 'INSERT INTO artists',
      shared: ['source', 'updated_at'],
      columns: ['id', 'artist_id', 'name'],
    });
  }

  /** Reads all artists by name, since many will be asked for. */
  loadAll(): void {
    if (this.#whole) return;
    this.#whole = true;
    this.#database.each('SELECT id, name FROM artists WHERE uri IS NULL', [], ([id, name]) => {
      this.#byName.set(normalName(String(name)), Number(id));
    });
  }

  /** Looks up, at once, artists that will be asked for by their names and URIs. */
  prepare(names: Iterable<string>, uris: Iterable<string>): void {
    const nameOf = new Map<string, string>();
    for (const name of names) {
      if (!this.#whole && !this.#byName.has(normalName(name)))
        nameOf.set(localArtistId(name), normalName(name));
    }
    const uriOf = new Map<string, string>();
    for (const uri of uris) if (!this.#byUri.has(uri)) uriOf.set(artistIdOf(uri), uri);
    const wanted = [...nameOf.keys(), ...uriOf.keys()];
    if (wanted.length === 0) return;
    for (const artistId of wanted) this.#absent.add(artistId);
    const sql = `SELECT artist_id, id, name, COALESCE(named_at, 0) FROM artists
      WHERE artist_id IN (SELECT value FROM json_each(?))`;
    this.#database.each(sql, [JSON.stringify(wanted)], ([artistId, id, name, namedAt]) => {
      this.#absent.delete(String(artistId));
      const key = nameOf.get(String(artistId));
      const uri = uriOf.get(String(artistId));
      if (key !== undefined) this.#byName.set(key, Number(id));
      if (uri !== undefined) {
        this.#byUri.set(uri, { id: Number(id), name: String(name), namedAt: Number(namedAt) });
      }
    });
  }

  /** Id of the artist of this name, who may be new. The name is not empty. */
  idOf(name: string): number {
    const known = this.known(name);
    if (known !== undefined) return known;
    const id = this.#takeId();
    this.#new.push([id, localArtistId(name), name.normalize('NFC')]);
    this.#byName.set(normalName(name), id);
    return id;
  }

  /** Id of the artist of this name, if there is one. */
  known(name: string): number | undefined {
    const key = normalName(name);
    if (!this.#whole && !this.#byName.has(key) && !this.#absent.has(localArtistId(name)))
      this.prepare([name], []);
    return this.#byName.get(key);
  }

  /** Id of the artist of this URI, who has been named before. */
  idOfUri(uri: string): number {
    const artist = this.#ofUri(uri);
    if (artist === undefined) throw new Error(`There is no artist ${uri}.`);
    return artist.id;
  }

  /**
   * Makes the artist of a URI known. It keeps the name of the newest listen, in whatever order they come.
   * @param heardAt end of the listen
   * @param at Unix ms, `updated_at`
   * @returns whether a known artist is called otherwise now
   */
  nameUri(uri: string, name: string, heardAt: number, at: number): boolean {
    const known = this.#ofUri(uri);
    if (known === undefined) {
      const id = this.#takeId();
      this.#database.run(
        `INSERT INTO artists (id, artist_id, name, uri, source, updated_at, named_at)
          VALUES (?, ?, ?, ?, 'spotify_api', ?, ?)`,
        [id, artistIdOf(uri), name, uri, at, heardAt],
      );
      this.#byUri.set(uri, { id, name, namedAt: heardAt });
      return false;
    }
    const { id, namedAt } = known;
    if (heardAt < namedAt || (heardAt === namedAt && name <= known.name)) return false;
    this.#byUri.set(uri, { id, name, namedAt: heardAt });
    this.#database.run('UPDATE artists SET named_at = ? WHERE id = ?', [heardAt, id]);
    if (name === known.name) return false;
    this.#database.run('UPDATE artists SET name = ?, updated_at = ? WHERE id = ?', [name, at, id]);
    return true;
  }

  /** Writes the artists by name that came since the last call. @param at Unix ms, their `updated_at` */
  insertNew(at: number, source: TrackSource): void {
    this.#inserter.begin([source, at]);
    for (const artist of this.#new) this.#inserter.add(artist);
    this.#inserter.end();
    this.#new.length = 0;
  }

  #ofUri(uri: string): NamedArtist | undefined {
    if (!this.#byUri.has(uri) && !this.#absent.has(artistIdOf(uri))) this.prepare([], [uri]);
    return this.#byUri.get(uri);
  }

  #takeId(): number {
    this.#nextId ??=
      Number(this.#database.row('SELECT COALESCE(max(id), 0) FROM artists')?.[0]) + 1 + this.#new.length;
    return this.#nextId++;
  }
}

/** `artist_id` of a URI: the bare id. */
function artistIdOf(uri: string): string {
  return uri.startsWith(uriPrefix) ? uri.slice(uriPrefix.length) : uri;
}
