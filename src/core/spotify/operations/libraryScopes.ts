import type { Scope } from '../scopes.ts';

/**
 * The library is one operation for many kinds of things, and the reference lists the scopes of all of them together.
 * Which kind needs which is read from their names.
 */
const read: Readonly<Record<Kind, Scope>> = {
  saved: 'user-library-read',
  followed: 'user-follow-read',
  playlist: 'playlist-read-private',
};
const write: Readonly<Record<Kind, Scope>> = {
  saved: 'user-library-modify',
  followed: 'user-follow-modify',
  playlist: 'playlist-modify-public',
};
type Kind = 'saved' | 'followed' | 'playlist';

/** What looking for these URIs in the library needs. */
export function libraryReadScopes(params: { readonly uris: readonly string[] }): readonly Scope[] {
  return needed(read, params.uris);
}

/** What saving or removing these URIs needs. */
export function libraryWriteScopes(params: { readonly uris: readonly string[] }): readonly Scope[] {
  return needed(write, params.uris);
}

function needed(scopes: Readonly<Record<Kind, Scope>>, uris: readonly string[]): readonly Scope[] {
  return [...new Set(uris.map((uri) => scopes[kindOf(uri)]))];
}

function kindOf(uri: string): Kind {
  // Playlists once had their owner in front: spotify:user:<name>:playlist:<id>.
  if (/^spotify:(user:[^:]*:)?playlist:/.test(uri)) return 'playlist';
  return /^spotify:(artist|user):/.test(uri) ? 'followed' : 'saved';
}
