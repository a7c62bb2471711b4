import type { Toolset } from '../../src/protocol/settings.ts';

/** What each group of tools is for, as the pages say it. */
export const toolsetWords: Readonly<Record<Toolset, string>> = {
  player: 'see and steer the player',
  search: 'find things in the catalogue and look them up',
  playlists: 'read, make and change playlists',
  library: 'what is saved and followed',
  profile: "the account, Spotify's own top lists, the last plays",
  history: "questions about the user's own listening",
  insights: 'deeper questions to the own listening history: streaks, sessions, discoveries, SQL',
  playlist_power: 'playlists as a whole: duplicates, merge, compare, sort, snapshots, files, covers',
  composite: 'answers that put Spotify and the own history together',
  extended: 'what Spotify gives only to apps with extended quota',
  ops: 'collection, imports, log, doctor, export and what can be undone',
};
