import { localArtistId } from './localArtistId.ts';
import { normalName } from './normalName.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/**
 * Artists by name. Exports know one album artist by name alone, so names that differ only in case or Unicode
 * form are one artist.
 */
export class ArtistDictionary {
  readonly #inserter: RowInserter;
  readonly #byName = new Map<string, number>();
  readonly #new: [id: number, artistId: string, name: string][] = [];
  #nextId = 1;

  constructor(database: SqlDatabase) {
    this.#inserter = new RowInserter(database, {
      into: 'INSERT INTO artists',
      shared: ['source', 'updated_at'],
      columns: ['id', 'artist_id', 'name'],
    });
    database.each('SELECT id, name FROM artists ORDER BY id', [], ([id, name]) => {
      this.#byName.set(normalName(String(name)), Number(id));
      this.#nextId = Number(id) + 1;
    });
  }

  /** Id of the artist, who may be new. The name is not empty. */
  idOf(name: string): number {
    const key = normalName(name);
    let id = this.#byName.get(key);
    if (id === undefined) {
      id = this.#nextId++;
      this.#byName.set(key, id);
      this.#new.push([id, localArtistId(name), name.normalize('NFC')]);
    }
    return id;
  }

  /** Writes the artists that came since the last call. @param at Unix ms, their `updated_at` */
  insertNew(at: number): void {
    this.#inserter.begin(['import_zip', at]);
    for (const artist of this.#new) this.#inserter.add(artist);
    this.#inserter.end();
    this.#new.length = 0;
  }
}
