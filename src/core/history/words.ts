import type { SqlDatabase } from './sqlDatabase.ts';

/** The few texts that many observations share: reasons, families of players, countries. */
export class Words {
  readonly #database: SqlDatabase;
  readonly #ids = new Map<string, number>();

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** Id in the table `words`; a new word is added. `null` for `undefined`. */
  idOf(word: string | undefined): number | null {
    if (word === undefined) return null;
    return this.#ids.get(word) ?? this.#look(word);
  }

  /** Forgets what it knows: the transaction in which it learned it was rolled back. */
  forget(): void {
    this.#ids.clear();
  }

  #look(word: string): number {
    this.#database.run('INSERT OR IGNORE INTO words (word) VALUES (?)', [word]);
    const id = Number(this.#database.row('SELECT id FROM words WHERE word = ?', [word])?.[0]);
    this.#ids.set(word, id);
    return id;
  }
}
