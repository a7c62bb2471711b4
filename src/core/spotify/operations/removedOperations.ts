/** What Spotify documents and does not give to a new app. */
export interface RemovedOperation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the base URL, with `{name}` for its variable parts. */
  readonly path: string;
  /** What to do instead, as one sentence. */
  readonly instead: string;
}

const single = (kind: string): string => `Ask for each one by GET /${kind}/{id}; every one costs quota.`;
const save = 'Use PUT /me/library with Spotify URIs.';
const remove = 'Use DELETE /me/library with Spotify URIs.';
const check = 'Use GET /me/library/contains with Spotify URIs.';
const items = (method: string): string => `Use ${method} /playlists/{playlist_id}/items.`;
const nothing = 'Spotify offers nothing in its place.';
const newAlbums =
  'Nothing lists them; a search for albums with tag:new finds releases of the last two weeks.';

const kinds = ['tracks', 'albums', 'episodes', 'shows', 'audiobooks'];

/**
 * Operations that only apps with extended quota keep; those marked in Spotify's announcement of 2024-11-27 only apps
 * that used them before (Spotify Web API changelog, February 2026). A new app gets 403, for those of 2024 404.
 */
export const removedOperations: readonly RemovedOperation[] = [
  ...[...kinds, 'artists', 'chapters'].map((kind) => gone('GET', `/${kind}`, single(kind))),
  ...kinds.flatMap((kind) => [
    gone('PUT', `/me/${kind}`, save),
    gone('DELETE', `/me/${kind}`, remove),
    gone('GET', `/me/${kind}/contains`, check),
  ]),
  gone('PUT', '/me/following', save),
  gone('DELETE', '/me/following', remove),
  gone('GET', '/me/following/contains', check),
  gone('PUT', '/playlists/{playlist_id}/followers', save),
  gone('DELETE', '/playlists/{playlist_id}/followers', remove),
  gone('GET', '/playlists/{playlist_id}/followers/contains', check),
  ...(['GET', 'POST', 'PUT', 'DELETE'] as const).map((method) =>
    gone(method, '/playlists/{playlist_id}/tracks', items(method)),
  ),
  gone('POST', '/users/{user_id}/playlists', 'Use POST /me/playlists.'),
  gone('GET', '/users/{user_id}/playlists', 'Only the own ones can be listed: GET /me/playlists.'),
  gone('GET', '/users/{user_id}', 'Only the own profile can be read: GET /me.'),
  gone(
    'GET',
    '/artists/{id}/top-tracks',
    'Nothing ranks them; a search for artist:"…" finds tracks in no such order.',
  ),
  gone('GET', '/artists/{id}/related-artists', nothing),
  gone('GET', '/browse/new-releases', newAlbums),
  gone('GET', '/browse/featured-playlists', nothing),
  gone('GET', '/browse/categories', nothing),
  gone('GET', '/browse/categories/{category_id}', nothing),
  gone('GET', '/browse/categories/{category_id}/playlists', nothing),
  gone('GET', '/markets', nothing),
  gone('GET', '/recommendations', nothing),
  gone('GET', '/recommendations/available-genre-seeds', nothing),
  gone('GET', '/audio-features', nothing),
  gone('GET', '/audio-features/{id}', nothing),
  gone('GET', '/audio-analysis/{id}', nothing),
];

/** The row for a call, whatever stands in its variable parts; `undefined` if the call is open to new apps. */
export function removedOperation(method: string, path: string): RemovedOperation | undefined {
  const asked = path.split('/');
  return removedOperations.find((row) => row.method === method && fits(row.path.split('/'), asked));
}

function fits(pattern: readonly string[], asked: readonly string[]): boolean {
  return (
    pattern.length === asked.length &&
    pattern.every((part, index) => part === asked[index] || (part.startsWith('{') && asked[index] !== ''))
  );
}

function gone(method: RemovedOperation['method'], path: string, instead: string): RemovedOperation {
  return { method, path, instead };
}
