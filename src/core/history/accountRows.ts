import type { RemovedParts } from '../../protocol/history/deleteAccount.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Tables whose rows belong to a user, those that others refer to last. */
const ownTables = [
  ...['observations', 'live_listens', 'gaps', 'stops', 'sync_checkpoints', 'job_runs'],
  ...['import_files', 'import_jobs', 'users'],
] as const;

/** How a table says whose row it is, where that is not `user_id`. */
const ownership: Readonly<Record<string, string>> = {
  import_files: 'job_id IN (SELECT id FROM import_jobs WHERE user_id = ?1)',
  job_runs: 'user_id = ?1 OR import_job_id IN (SELECT id FROM import_jobs WHERE user_id = ?1)',
  users: 'id = ?1',
};

/**
 * Tracks that somebody else has: of their listens, and what those stand for. Tracks that only a library or a playlist
 * of an export named are nobody's: whose export it was is not kept, so they go too.
 */
const keptTracks = `SELECT track FROM observations WHERE user_id <> ?1
  UNION SELECT track FROM live_listens WHERE user_id <> ?1
  UNION SELECT resolved_id FROM tracks WHERE resolved_id IS NOT NULL AND id IN (
    SELECT track FROM observations WHERE user_id <> ?1 UNION SELECT track FROM live_listens WHERE user_id <> ?1)`;
const keptArtists = `SELECT artist FROM track_artists WHERE track IN (${keptTracks})
  UNION SELECT named_artist FROM tracks WHERE named_artist IS NOT NULL AND id IN (${keptTracks})`;

/** Words of a line that are looked up together as one title. */
const longestTitleWords = 12;
const wordBreak = /[\s"'“”‘’,;:]+/;
const wordPattern = /[^\s"'“”‘’,;:]+/g;
/** What a sentence puts behind a title. */
const closing = /[.!?)\]}]+$/;

/** What is kept of an account; `undefined` if there is nothing. */
export function countAccount(database: SqlDatabase, account: string): RemovedParts | undefined {
  const userId = userIdOf(database, account);
  const count = (sql: string): number => Number(database.row(sql, [userId])?.[0]);
  const keptStates = Number(
    database.row('SELECT count(*) FROM saved_states WHERE account = ?', [account])?.[0],
  );
  const isKnown = database.row('SELECT 1 FROM users WHERE id = ?', [userId]) !== undefined;
  if (!isKnown && keptStates === 0) return undefined;
  return {
    listens: count('SELECT count(*) FROM observations WHERE user_id = ?1'),
    tracks: isKnown ? count(`SELECT count(*) FROM tracks WHERE id NOT IN (${keptTracks})`) : 0,
    artists: isKnown ? count(`SELECT count(*) FROM artists WHERE id NOT IN (${keptArtists})`) : 0,
    imports: count('SELECT count(*) FROM import_jobs WHERE user_id = ?1'),
    kept_states: keptStates,
    log_lines: tellingLines(database, account).length,
  };
}

/**
 * Removes all rows of an account, and what is then nobody's. Answers of Spotify's catalogue go altogether: whose
 * question they were is not kept. Does nothing where there is nothing.
 */
export function removeAccount(database: SqlDatabase, account: string): void {
  for (const id of tellingLines(database, account)) database.run('DELETE FROM logs WHERE id = ?', [id]);
  database.run('DELETE FROM saved_states WHERE account = ?', [account]);
  const userId = userIdOf(database, account);
  if (userId === 0) return;
  database.run(`CREATE TEMP TABLE IF NOT EXISTS kept_tracks (id INTEGER PRIMARY KEY)`);
  database.run('DELETE FROM kept_tracks');
  database.run(`INSERT INTO kept_tracks ${keptTracks}`, [userId]);
  for (const table of ownTables) {
    const alone = `NOT EXISTS (SELECT 1 FROM ${table} WHERE user_id <> ?1)`;
    // Without a condition SQLite gives up whole pages rather than row after row.
    if (!(table in ownership) && database.row(`SELECT ${alone}`, [userId])?.[0] === 1) {
      database.run(`DELETE FROM ${table}`);
    } else database.run(`DELETE FROM ${table} WHERE ${ownership[table] ?? 'user_id = ?1'}`, [userId]);
  }
  removeOrphans(database);
  for (const sql of [
    'DELETE FROM spotify_metadata',
    'UPDATE watched_files SET message = NULL',
    'DELETE FROM kept_tracks',
  ])
    database.run(sql);
}

/** Rows of the catalogue that no listen refers to any more, directly or by another row. */
function removeOrphans(database: SqlDatabase): void {
  const gone = 'NOT IN (SELECT id FROM kept_tracks)';
  for (const sql of [
    `DELETE FROM audio_features WHERE track_id IN (SELECT track_id FROM tracks WHERE id ${gone})`,
    `DELETE FROM enrichment WHERE track ${gone}`,
    `DELETE FROM names_seen WHERE track ${gone}`,
    `DELETE FROM track_artists WHERE track ${gone}`,
    `DELETE FROM tracks WHERE id ${gone}`,
    `DELETE FROM artists WHERE id NOT IN (
      SELECT artist FROM track_artists UNION SELECT named_artist FROM tracks WHERE named_artist IS NOT NULL)`,
    `DELETE FROM words WHERE id NOT IN (
      SELECT reason_start FROM observations WHERE reason_start IS NOT NULL
      UNION SELECT reason_end FROM observations WHERE reason_end IS NOT NULL
      UNION SELECT platform FROM observations WHERE platform IS NOT NULL
      UNION SELECT country FROM observations WHERE country IS NOT NULL
      UNION SELECT context FROM observations WHERE context IS NOT NULL
      UNION SELECT device FROM live_listens WHERE device IS NOT NULL
      UNION SELECT context FROM live_listens WHERE context IS NOT NULL)`,
  ])
    database.run(sql);
}

/** 0 if there is none of that name. */
function userIdOf(database: SqlDatabase, account: string): number {
  return Number(database.row('SELECT id FROM users WHERE account = ?', [account])?.[0] ?? 0);
}

/** Ids of the lines of the log that name the account, a file that it imported, or a track or an artist that goes. */
function tellingLines(database: SqlDatabase, account: string): number[] {
  const lines = database.rows("SELECT id, message || ' ' || COALESCE(context, '') FROM logs");
  const userId = userIdOf(database, account);
  if (lines.length === 0) return [];
  const texts = (sql: string): string[] =>
    database.rows(sql, [userId]).map(([text]) => String(text).toLowerCase().trim());
  const gone = `id NOT IN (${keptTracks})`;
  const titles = [
    ...texts(`SELECT name FROM tracks WHERE ?1 > 0 AND ${gone}`),
    ...texts(`SELECT album_name FROM tracks WHERE ?1 > 0 AND album_name IS NOT NULL AND ${gone}`),
    ...texts(`SELECT name FROM artists WHERE ?1 > 0 AND id NOT IN (${keptArtists})`),
  ];
  const isLong = (title: string): boolean => title.split(wordBreak).length > longestTitleWords;
  const short = new Set(titles.filter((title) => !isLong(title)));
  const anywhere = [
    account.toLowerCase(),
    ...texts('SELECT display_name FROM users WHERE id = ?1 AND display_name IS NOT NULL'),
    ...texts('SELECT source FROM import_jobs WHERE user_id = ?1'),
    ...texts(`SELECT file FROM import_files WHERE ${ownership['import_files']}`),
    ...titles.filter(isLong),
  ].filter((name) => name !== '');
  return lines.flatMap(([id, line]) => {
    const text = String(line).toLowerCase();
    return anywhere.some((name) => text.includes(name)) || hasTitle(text, short) ? [Number(id)] : [];
  });
}

/** Whether a text in small letters holds one of many titles, from the beginning of a word to the end of one. */
function hasTitle(text: string, titles: ReadonlySet<string>): boolean {
  if (titles.size === 0) return false;
  const words = [...text.matchAll(wordPattern)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  return words.some(({ start }, first) =>
    words.slice(first, first + longestTitleWords).some(({ end }) => {
      const part = text.slice(start, end);
      return titles.has(part) || (closing.test(part) && titles.has(part.replace(closing, '')));
    }),
  );
}
