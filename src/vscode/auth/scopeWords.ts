import type { Scope } from '../../core/spotify/scopes.ts';

const words: Readonly<Record<Scope, string>> = {
  'user-read-playback-state': 'see what plays and where',
  'user-modify-playback-state': 'control the player',
  'user-read-currently-playing': 'see the current track and the queue',
  'user-read-recently-played': 'see what you played last',
  'user-top-read': 'see your top artists and tracks',
  'user-read-playback-position': 'see how far you are in shows and episodes',
  'user-library-read': 'see what you saved',
  'user-library-modify': 'change what you saved',
  'user-follow-read': 'see whom you follow',
  'user-follow-modify': 'change whom you follow',
  'playlist-read-private': 'see your private playlists',
  'playlist-read-collaborative': 'see your collaborative playlists',
  'playlist-modify-public': 'change your public playlists',
  'playlist-modify-private': 'change your private playlists',
  'ugc-image-upload': 'set cover images of playlists',
};

/** What scopes allow, as a list for a sentence; unknown ones by their own name. */
export function scopesInWords(scopes: readonly string[]): string {
  const named = scopes.map((scope) => (Object.hasOwn(words, scope) ? words[scope as Scope] : `"${scope}"`));
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(named);
}
