import type { Toolset } from '../../protocol/settings.ts';

/** The scopes that Backbeat can ask for (Spotify Web API, scopes); the fields behind the others are gone. */
export const scopes = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-recently-played',
  'user-top-read',
  'user-read-playback-position',
  'user-library-read',
  'user-library-modify',
  'user-follow-read',
  'user-follow-modify',
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-public',
  'playlist-modify-private',
  'ugc-image-upload',
] as const;
export type Scope = (typeof scopes)[number];

/** What the editor itself needs, whatever tools are on: status bar, player commands, like, add to a playlist. */
export const editorScopes: readonly Scope[] = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-recently-played',
  'user-library-read',
  'user-library-modify',
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-public',
  'playlist-modify-private',
];

/** What each group of tools needs beyond {@link editorScopes}. */
export const toolsetScopes: Readonly<Record<Toolset, readonly Scope[]>> = {
  player: [],
  search: ['user-read-playback-position'],
  playlists: [],
  library: ['user-follow-read', 'user-follow-modify', 'user-read-playback-position'],
  profile: ['user-top-read'],
  history: [],
  insights: [],
  playlist_power: ['ugc-image-upload'],
  composite: ['user-top-read'],
  extended: ['user-read-playback-position'],
  ops: [],
};

/** The scopes to ask for when these toolsets are on, in a fixed order, and those that a call found missing. */
export function scopesFor(toolsets: readonly Toolset[], also: readonly Scope[] = []): readonly Scope[] {
  const wanted = new Set([...editorScopes, ...toolsets.flatMap((name) => toolsetScopes[name]), ...also]);
  return scopes.filter((scope) => wanted.has(scope));
}
