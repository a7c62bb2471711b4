import type { FeatureTable } from '../featureTable.ts';
import { clearPlaylist } from './clearPlaylist.ts';
import { comparePlaylists } from './comparePlaylists.ts';
import { copyPlaylist } from './copyPlaylist.ts';
import { findDuplicates } from './findDuplicates.ts';
import { mergePlaylists } from './mergePlaylists.ts';
import { sortPlaylist } from './sortPlaylist.ts';
import { splitPlaylist } from './splitPlaylist.ts';
import { summarizePlaylist } from './summarizePlaylist.ts';

/** What answers the requests of `playlistPowerRequests`. */
export const playlistPowerFeatures = {
  'spotify.findPlaylistDuplicates': findDuplicates,
  'spotify.comparePlaylists': comparePlaylists,
  'spotify.summarizePlaylist': summarizePlaylist,
  'spotify.mergePlaylists': mergePlaylists,
  'spotify.splitPlaylist': splitPlaylist,
  'spotify.copyPlaylist': copyPlaylist,
  'spotify.sortPlaylist': sortPlaylist,
  'spotify.clearPlaylist': clearPlaylist,
} satisfies FeatureTable;
