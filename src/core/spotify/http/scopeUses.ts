import type { Scope } from '../scopes.ts';

/** What each permission is for, in words that follow 'to'. */
export const scopeUses: Readonly<Record<Scope, string>> = {
  'user-read-playback-state': 'see what plays and on which device',
  'user-modify-playback-state': 'control the player',
  'user-read-currently-playing': 'see the current item and the queue',
  'user-read-recently-played': 'read the last plays',
  'user-top-read': 'read top artists and tracks',
  'user-read-playback-position': 'read shows and episodes with their resume points',
  'user-library-read': 'read the library',
  'user-library-modify': 'change the library',
  'user-follow-read': 'see who is followed',
  'user-follow-modify': 'follow and unfollow',
  'playlist-read-private': 'read private playlists',
  'playlist-read-collaborative': 'read collaborative playlists',
  'playlist-modify-public': 'change public playlists',
  'playlist-modify-private': 'change private playlists',
  'ugc-image-upload': 'upload a playlist cover',
};
