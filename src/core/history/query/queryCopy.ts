import { InputError } from '../../errors.ts';
import type { DataFolder, HistoryQuestion } from '../../ports.ts';
import { upstreamText } from '../../spotify/upstreamText.ts';
import { defaultRows, type QueryResult } from '../../../protocol/history/insights/query.ts';
import { ZoneCache, type TimeZone } from '../../analytics/timeZone.ts';
import type { SqlDatabase, SqlJs } from '../sqlDatabase.ts';
import { checkStatement } from './checkStatement.ts';
import { addListenViews, localSeconds } from './listenViews.ts';
import { queryProblem } from './queryProblem.ts';
import { answerCell, longestCell, queryValues } from './queryValues.ts';
import { readCopy } from './readCopy.ts';

/** Tables of the store that are the user's listening. What else there is, now or later, is no business of a question. */
const shown = [
  ...['users', 'tracks', 'artists', 'track_artists', 'audio_features'],
  ...['observations', 'sources', 'words', 'live_listens', 'gaps', 'stops'],
] as const;

/** What SQLite may take beside the database itself, in bytes: for sorting, temporary tables and texts. */
const heapBytes = 256 * 1024 * 1024;
const mostColumns = 100;
const longestName = 100;
/** Longest rows of an answer together, in characters of JSON: a tool's answer has 100,000. */
const longestRows = 90_000;

/** A copy of the history that answers questions and takes no writes. */
export class QueryCopy {
  readonly #database: SqlDatabase;
  readonly #zones = new ZoneCache();
  #zone: TimeZone = this.#zones.get('UTC');

  /** @throws HistoryError `damaged`, `newer`, `unwritable` */
  constructor(sql: SqlJs, folder: Pick<DataFolder, 'read'>) {
    const database = readCopy(sql, folder);
    const names = shown.map((name) => `'${name}'`).join(', ');
    // Taken out of the schema rather than dropped: to free the pages of a large cache takes seconds, and nobody can
    // read pages without a table.
    database.script(`
      DROP VIEW IF EXISTS plays;
      PRAGMA writable_schema = ON;
      DELETE FROM sqlite_schema WHERE tbl_name NOT IN (${names});
      PRAGMA writable_schema = RESET;`);
    addListenViews(database);
    database.define(localSeconds, (ms) =>
      typeof ms === 'number' ? Math.floor((ms + this.#zone.offsetAt(ms)) / 1000) : null,
    );
    database.script(`PRAGMA hard_heap_limit = ${heapBytes}`);
    this.#database = database;
  }

  /**
   * Answers one question. It ends when it ends: who asks must be able to stop the thread.
   * @throws InputError
   */
  ask({ sql, params = [], limit = defaultRows, timeZone, minPlaySeconds }: HistoryQuestion): QueryResult {
    const statement = checkStatement(sql);
    const values = queryValues(params, statement.placeholders);
    this.#zone = this.#zones.get(timeZone);
    this.#database.run('UPDATE play_rule SET min_ms = ?', [minPlaySeconds * 1000]);
    this.#database.script('PRAGMA query_only = ON');
    try {
      const { columns, select } = this.#prepared(statement.text, limit);
      const isPlan = statement.kind === 'plan';
      const rows: (string | number | null)[][] = [];
      let length = 0;
      let isCut = false;
      const found = this.#database.read(
        isPlan ? `EXPLAIN QUERY PLAN ${statement.text}` : select,
        values,
        (row) => {
          const cells = row.map(answerCell);
          length += JSON.stringify(cells).length + 1;
          isCut = rows.length === limit || length > longestRows;
          if (!isCut) rows.push(cells);
          return !isCut;
        },
      );
      const note = isCut ? cutNote(rows.length, limit) : undefined;
      return {
        columns: (isPlan ? found : columns).map((name) => upstreamText(name, longestName)),
        rows,
        row_count: rows.length,
        truncated: isCut,
        timezone: this.#zone.name,
        ...(note !== undefined && { note }),
      };
    } catch (error) {
      throw queryProblem(error);
    } finally {
      this.#database.script('PRAGMA query_only = OFF');
    }
  }

  close(): void {
    this.#database.close();
  }

  /**
   * The statement as a subquery of one that takes no more rows than are wanted and cuts long cells: a subquery can only
   * ask, whatever it is, and a text of a hundred megabytes never leaves SQLite. It is materialised, so that its
   * expressions are evaluated once and its order stays.
   */
  #prepared(text: string, limit: number): { readonly columns: readonly string[]; readonly select: string } {
    const columns = this.#database.columnsOf(`SELECT * FROM (\n${text}\n)`);
    if (columns.length > mostColumns) {
      throw new InputError(`sql: ${columns.length} columns; ${mostColumns} is the most.`, {
        hint: 'Name the columns that are needed.',
      });
    }
    const cells = columns.map((_, at) => `c${at}`);
    const cut = cells.map(
      (c) => `iif(length(${c}) > ${longestCell}, substr(${c}, 1, ${longestCell + 1}), ${c})`,
    );
    const rows = `SELECT * FROM (\n${text}\n) LIMIT ${limit + 1}`;
    const select = `WITH q(${cells.join(', ')}) AS MATERIALIZED (${rows}) SELECT ${cut.join(', ')} FROM q`;
    return { columns, select };
  }
}

function cutNote(rows: number, limit: number): string {
  return rows === limit
    ? `Only the first ${rows} rows are shown. Pass a larger limit, or let SQL count and group.`
    : `Only the first ${rows} rows are shown: more would make the answer too long. Ask for fewer or shorter columns, or let SQL count and group.`;
}
