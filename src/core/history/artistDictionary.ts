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
  readonly #byName: Map<string, string>;
  readonly #new: [id: string, name: string][] = [];

  constructor(database: SqlDatabase) {
    this.#inserter = new RowInserter(database, {
      into: 'INSERT INTO artists',
      shared: ['source', 'updated_at'],
      columns: ['artist_id', 'name'],
    });
    this.#byName = new Map();
    database.each('SELECT artist_id, name FROM artists', [], ([id, name]) => {
      this.#byName.set(normalName(String(name)), String(id));
    });
  }

  /** `artist_id` of the artist; a new one is added by the next {@link insertNew}. The name is not empty. */
  idOf(name: string): string {
    const key = normalName(name);
    let id = this.#byName.get(key);
    if (id === undefined) {
      id = localArtistId(name);
      this.#byName.set(key, id);
      this.#new.push([id, name.normalize('NFC')]);
    }
    return id;
  }

  /** @param at Unix ms, the `updated_at` of new rows */
  insertNew(at: number): void {
    this.#inserter.begin(['import_zip', at]);
    for (const artist of this.#new) this.#inserter.add(artist);
    this.#inserter.end();
    this.#new.length = 0;
  }
}
