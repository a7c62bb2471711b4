import type { KeptAnswer } from '../spotify/metadataStore.ts';
import type { OperationOf } from './operations.ts';
import { overwritingDelete } from './overwritingDelete.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Age at which an answer is no longer given, ms. Spotify's developer terms allow no storage without end. */
export const answerLifeMs = 7 * dayMs;
/** What the table holds at most; the oldest go first. */
export const mostAnswers = 20_000;
export const mostAnswerBytes = 32 * 1024 * 1024;
/** Part of both that is left when they are reached: room for the next thousand, so that few writes make room. */
const keptShare = 15 / 16;
/** A longer text is not kept, in UTF-16 units: it would push out hundreds of others. */
const longestText = 1024 * 1024;
/** Age at which a row must leave the files too, whether or not anything else calls for a snapshot. */
const longestOnDiskMs = 30 * dayMs;

/** Answers that are worth keeping. */
export function keepable(answers: readonly KeptAnswer[]): readonly KeptAnswer[] {
  return answers.filter(({ text }) => text.length <= longestText);
}

/** The table `spotify_metadata`: a cache of what Spotify said of its catalogue. */
export class KeptAnswers {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** `undefined` also for what has expired, or is said to come from the future: the clock was changed. */
  read(key: string, now: number): KeptAnswer | undefined {
    const row = this.#database.row(
      'SELECT text, stored_at FROM spotify_metadata WHERE key = ? AND stored_at > ? AND stored_at <= ?',
      [key, now - answerLifeMs, now],
    );
    return row && { key, text: String(row[0]), storedAt: Number(row[1]) };
  }

  /** Keeps the answers and makes room. An older answer never replaces a newer one. */
  write({ answers, at }: OperationOf<'metadataWrite'>): void {
    const encoder = new TextEncoder();
    for (const { key, text, storedAt } of answers) {
      this.#database.run(
        `INSERT INTO spotify_metadata (key, stored_at, bytes, text) VALUES (?1, ?2, length(?3), CAST(?3 AS TEXT))
          ON CONFLICT (key) DO UPDATE SET stored_at = excluded.stored_at, bytes = excluded.bytes, text = excluded.text
          WHERE excluded.stored_at >= spotify_metadata.stored_at`,
        // As bytes: sql.js hands over a long text character by character.
        [key, storedAt, encoder.encode(text)],
      );
    }
    overwritingDelete(this.#database, 'DELETE FROM spotify_metadata WHERE stored_at <= ?', [
      at - answerLifeMs,
    ]);
    this.#makeRoom();
  }

  /**
   * Removes what has expired; to be called when the store is opened.
   * @returns whether some of it has lain in the files so long that they should be written anew
   */
  expire(now: number): boolean {
    const oldest = this.#database.row('SELECT min(stored_at) FROM spotify_metadata')?.[0];
    if (typeof oldest !== 'number') return false;
    overwritingDelete(this.#database, 'DELETE FROM spotify_metadata WHERE stored_at <= ? OR stored_at > ?', [
      now - answerLifeMs,
      now,
    ]);
    return oldest <= now - longestOnDiskMs;
  }

  #makeRoom(): void {
    const [count, bytes] = this.#database.row(
      'SELECT count(*), COALESCE(sum(bytes), 0) FROM spotify_metadata',
    ) as [number, number];
    if (count <= mostAnswers && bytes <= mostAnswerBytes) return;
    overwritingDelete(
      this.#database,
      `DELETE FROM spotify_metadata WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS total FROM spotify_metadata
            WINDOW newest AS (ORDER BY stored_at DESC, id DESC ROWS UNBOUNDED PRECEDING)
        ) WHERE place > ? OR total > ?)`,
      [mostAnswers * keptShare, mostAnswerBytes * keptShare],
    );
  }
}
