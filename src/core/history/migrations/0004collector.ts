import type { Migration } from './migration.ts';

/*
 * repaired_at: the end of a listen whose source reported it too late; ended_at stays as reported, it is part of the
 * key. live: what the player showed of the listen. context: id of a word, a URI. Few rows have any of these.
 * observations_api_once: no two plays end in the same millisecond, and a track may have another id in the next poll.
 */
const observations = `
INSERT INTO sources (id, source) VALUES (3, 'api');
CREATE TABLE live_listens (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  track INTEGER NOT NULL REFERENCES tracks (id),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  heard_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  device INTEGER REFERENCES words (id),
  context INTEGER REFERENCES words (id),
  UNIQUE (user_id, started_at, track)
);
ALTER TABLE observations ADD COLUMN repaired_at INTEGER;
ALTER TABLE observations ADD COLUMN live INTEGER REFERENCES live_listens (id);
ALTER TABLE observations ADD COLUMN context INTEGER REFERENCES words (id);
CREATE INDEX observations_repaired ON observations (user_id, source, ended_at) WHERE repaired_at IS NOT NULL;
CREATE INDEX observations_live ON observations (user_id, source, ended_at) WHERE live IS NOT NULL;
CREATE UNIQUE INDEX observations_api_once ON observations (user_id, ended_at) WHERE source = 3;
DROP VIEW plays;
CREATE VIEW plays AS
SELECT
  o.id,
  o.user_id,
  COALESCE(o.repaired_at, o.ended_at) AS played_at,
  COALESCE(r.track_id, t.track_id) AS track_id,
  COALESCE(o.ms_played, l.heard_ms) AS ms_played,
  CASE WHEN c.word LIKE 'spotify:%:%'
    THEN substr(c.word, 9, instr(substr(c.word, 9), ':') - 1) END AS context_type,
  c.word AS context_uri,
  s.source
FROM observations o
JOIN tracks t ON t.id = o.track
LEFT JOIN tracks r ON r.id = t.resolved_id
LEFT JOIN live_listens l ON l.id = o.live
LEFT JOIN words c ON c.id = COALESCE(o.context, l.context)
JOIN sources s ON s.id = o.source
WHERE o.superseded_by IS NULL;`;

/*
 * What Spotify alone knows of a track; exports have no lengths, dates and recording codes. named_artist: the artist
 * as the newest listen names it, who has a row by name alone; set where track_artists tells the one with the URI.
 * named_at: end of the newest listen that named an artist with a URI.
 */
const catalogue = `
ALTER TABLE tracks ADD COLUMN named_artist INTEGER REFERENCES artists (id);
ALTER TABLE artists ADD COLUMN named_at INTEGER;
CREATE INDEX tracks_by_named_artist ON tracks (named_artist) WHERE named_artist IS NOT NULL;
CREATE INDEX track_artists_by_artist ON track_artists (artist);
ALTER TABLE tracks ADD COLUMN release_date TEXT;
ALTER TABLE tracks ADD COLUMN isrc TEXT;
CREATE TABLE enrichment (
  track INTEGER PRIMARY KEY REFERENCES tracks (id),
  tried_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  outcome TEXT NOT NULL
);`;

/*
 * gaps: a full page of recently-played that met nothing known; whether an import has closed it is asked anew each
 * time, so that the order of imports makes no difference. stops: time in which an account was not collected, though
 * nothing may be lost by it. Times are Unix ms.
 */
const work = `
CREATE TABLE gaps (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  after_at INTEGER NOT NULL,
  before_at INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  UNIQUE (user_id, after_at, before_at)
);
CREATE TABLE stops (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  UNIQUE (user_id, from_at)
);
CREATE TABLE watched_files (
  key TEXT PRIMARY KEY,
  outcome TEXT NOT NULL,
  message TEXT,
  at INTEGER NOT NULL
) WITHOUT ROWID;
ALTER TABLE sync_checkpoints ADD COLUMN failure TEXT;
CREATE INDEX job_runs_by_type ON job_runs (job_type, id);`;

/** The collector: what it brings, what it noticed and what the player showed. */
export const collector: Migration = {
  version: 4,
  up(database) {
    for (const part of [observations, catalogue, work]) database.script(part);
  },
};
