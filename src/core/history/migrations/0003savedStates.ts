import type { Migration } from './migration.ts';

/*
 * What playlists and libraries were like before a change, and snapshots that the user asked for; see keptStates.ts.
 * Ages are told by the row id too: a clock that was set back makes no newer state the older one. content is JSON;
 * bytes is its length as UTF-8, beside the rest in an index, so that lists and limits read no content.
 */
const states = `
CREATE TABLE saved_states (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  state_id TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  pinned INTEGER NOT NULL,
  by_undo INTEGER NOT NULL,
  subject TEXT,
  label TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (account, state_id)
);
CREATE INDEX saved_states_by_age ON saved_states (pinned, account, saved_at, bytes);`;

/** The kept states. */
export const savedStates: Migration = {
  version: 3,
  up(database) {
    database.script(states);
  },
};
