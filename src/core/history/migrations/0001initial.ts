import type { Migration } from './migration.ts';

const people = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL UNIQUE,
  spotify_user_id TEXT UNIQUE,
  display_name TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);`;

/*
 * resolved_id: the track with a URI that a track without one stands for. names_seen: end of the newest listen
 * that carried the names of a track; none where only a library did. It is a table of its own because every import
 * writes it for nearly every track. Whole numbers refer to `id`, texts to the id that Spotify or we gave.
 */
const catalogue = `
CREATE TABLE tracks (
  id INTEGER PRIMARY KEY,
  track_id TEXT NOT NULL UNIQUE,
  uri TEXT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  album_name TEXT,
  duration_ms INTEGER,
  explicit INTEGER,
  popularity INTEGER,
  preview_url TEXT,
  source TEXT NOT NULL,
  resolved_id INTEGER REFERENCES tracks (id),
  updated_at INTEGER NOT NULL
);
CREATE TABLE artists (
  id INTEGER PRIMARY KEY,
  artist_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  genres TEXT,
  popularity INTEGER,
  uri TEXT,
  source TEXT NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE TABLE track_artists (
  track INTEGER NOT NULL REFERENCES tracks (id),
  position INTEGER NOT NULL,
  artist INTEGER NOT NULL REFERENCES artists (id),
  PRIMARY KEY (track, position)
) WITHOUT ROWID;
CREATE TABLE names_seen (
  track INTEGER PRIMARY KEY REFERENCES tracks (id),
  ended_at INTEGER NOT NULL
);
CREATE TABLE audio_features (
  track_id TEXT PRIMARY KEY REFERENCES tracks (track_id),
  danceability REAL,
  energy REAL,
  valence REAL,
  tempo REAL,
  instrumentalness REAL,
  acousticness REAL,
  liveness REAL,
  speechiness REAL,
  loudness REAL,
  mode INTEGER,
  key INTEGER,
  time_signature INTEGER,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;`;

/*
 * flags: two bits each for shuffle, skipped, offline, incognito, from the lowest: 1 = the source says so or not,
 * 2 = it says yes. reason_*, platform, country: ids of words. superseded_by: the observation that speaks for the
 * same listen; NULL = this one speaks. The column order is the order of insertion.
 */
const listens = `
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
);
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE
);
INSERT INTO sources (id, source) VALUES (1, 'extended'), (2, 'account');
CREATE TABLE observations (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  source INTEGER NOT NULL REFERENCES sources (id),
  import_file_id INTEGER REFERENCES import_files (id),
  track INTEGER NOT NULL REFERENCES tracks (id),
  ended_at INTEGER NOT NULL,
  ms_played INTEGER,
  flags INTEGER NOT NULL,
  reason_start INTEGER REFERENCES words (id),
  reason_end INTEGER REFERENCES words (id),
  offline_at INTEGER,
  platform INTEGER REFERENCES words (id),
  country INTEGER REFERENCES words (id),
  superseded_by INTEGER REFERENCES observations (id)
);
CREATE UNIQUE INDEX observations_once
  ON observations (user_id, source, ended_at, track, COALESCE(ms_played, -1));
CREATE VIEW plays AS
SELECT
  o.id,
  o.user_id,
  o.ended_at AS played_at,
  COALESCE(r.track_id, t.track_id) AS track_id,
  o.ms_played,
  NULL AS context_type,
  NULL AS context_uri,
  s.source
FROM observations o
JOIN tracks t ON t.id = o.track
LEFT JOIN tracks r ON r.id = t.resolved_id
JOIN sources s ON s.id = o.source
WHERE o.superseded_by IS NULL;`;

/* left_out: JSON object from reason to count. new_rows: rows stored, speaking or not. */
const work = `
CREATE TABLE sync_checkpoints (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  initial_sync_started_at INTEGER,
  initial_sync_completed_at INTEGER,
  initial_sync_earliest_played_at INTEGER,
  last_poll_started_at INTEGER,
  last_poll_completed_at INTEGER,
  last_poll_latest_played_at INTEGER,
  status TEXT NOT NULL,
  error_message TEXT,
  updated_at INTEGER NOT NULL
);
CREATE TABLE import_jobs (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  source TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  file_size_bytes INTEGER NOT NULL,
  uploaded_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  status TEXT NOT NULL,
  format_detected TEXT,
  records_ingested INTEGER,
  earliest_played_at INTEGER,
  latest_played_at INTEGER,
  error_message TEXT
);
CREATE TABLE import_files (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES import_jobs (id),
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  new_rows INTEGER NOT NULL,
  already_known INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  left_out TEXT NOT NULL,
  earliest_played_at INTEGER,
  latest_played_at INTEGER,
  elapsed_ms REAL NOT NULL,
  done INTEGER NOT NULL,
  error_message TEXT,
  UNIQUE (job_id, file)
);
CREATE TABLE job_runs (
  id INTEGER PRIMARY KEY,
  job_type TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id),
  import_job_id INTEGER REFERENCES import_jobs (id),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  status TEXT NOT NULL,
  fetched INTEGER NOT NULL DEFAULT 0,
  inserted INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  rate_limits INTEGER NOT NULL DEFAULT 0,
  files_processed INTEGER NOT NULL DEFAULT 0,
  error_message TEXT
);
CREATE TABLE logs (
  id INTEGER PRIMARY KEY,
  service TEXT NOT NULL,
  level TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  message TEXT NOT NULL,
  context TEXT
);
CREATE INDEX logs_by_time ON logs (timestamp);`;

/* generation: number of snapshots that were written of this database; see durability.ts. */
const own = `
CREATE TABLE store_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL
);
INSERT INTO store_state (id, generation) VALUES (1, 0);`;

/** The first schema. Times are Unix ms throughout. */
export const initial: Migration = {
  version: 1,
  up(database) {
    for (const part of [people, catalogue, listens, work, own]) database.script(part);
  },
};
