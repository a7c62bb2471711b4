import type { Family } from '../operation.ts';

/** What a family of endpoints is about, for sentences. */
export const familyWords: Readonly<Record<Family, string>> = {
  player: 'the player',
  recentlyPlayed: 'recent plays',
  search: 'searches',
  tracks: 'tracks',
  albums: 'albums',
  artists: 'artists',
  shows: 'shows',
  episodes: 'episodes',
  audiobooks: 'audiobooks',
  chapters: 'chapters',
  profile: 'the profile and top items',
  library: 'the library',
  playlists: 'playlists',
  recommendations: 'recommendations',
  audioFeatures: 'audio features',
  browse: 'new releases and categories',
  markets: 'markets',
  users: 'other users',
};
