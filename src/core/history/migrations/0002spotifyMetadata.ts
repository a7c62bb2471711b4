import type { Migration } from './migration.ts';

/*
 * What Spotify said of its catalogue, so that a restart costs no quota. A cache: rows go after 7 days (Spotify's
 * terms allow no storage without end) and, oldest first, where there are too many; see keptAnswers.ts.
 *
 * With a row id: an answer is 2 to 20 KB, and in a table WITHOUT ROWID, where texts lie in the inner pages too,
 * 20,000 of them took 1.7 times the space and nine times as long to delete (measured 2026-08). bytes: of the text
 * as UTF-8; beside the age in an index, so that counting and ageing read no text.
 */
const metadata = `
CREATE TABLE spotify_metadata (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  stored_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX spotify_metadata_by_age ON spotify_metadata (stored_at, bytes);`;

/** The kept answers of Spotify. */
export const spotifyMetadata: Migration = {
  version: 2,
  up(database) {
    database.script(metadata);
  },
};
