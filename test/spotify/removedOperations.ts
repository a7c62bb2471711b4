interface RemovedOperation {
  readonly method: string;
  readonly path: string;
  /** 404: gone for all apps since 2024-11-27; 403: gone for new development-mode apps. */
  readonly status: 403 | 404;
}

const kinds = ['tracks', 'albums', 'episodes', 'shows', 'audiobooks'];
const forbidden: readonly string[] = [
  ...[...kinds, 'artists', 'chapters'].map((kind) => `GET /${kind}`),
  ...['GET', 'POST', 'PUT', 'DELETE'].map((method) => `${method} /playlists/{playlist_id}/tracks`),
  'GET /users/{user_id}',
  'GET /users/{user_id}/playlists',
  'POST /users/{user_id}/playlists',
  ...kinds.flatMap((kind) => [`PUT /me/${kind}`, `DELETE /me/${kind}`, `GET /me/${kind}/contains`]),
  'PUT /me/following',
  'DELETE /me/following',
  'GET /me/following/contains',
  'PUT /playlists/{playlist_id}/followers',
  'DELETE /playlists/{playlist_id}/followers',
  'GET /playlists/{playlist_id}/followers/contains',
  'GET /artists/{id}/top-tracks',
  'GET /browse/new-releases',
  'GET /browse/categories',
  'GET /browse/categories/{category_id}',
  'GET /markets',
];
const vanished: readonly string[] = [
  'GET /recommendations',
  'GET /recommendations/available-genre-seeds',
  'GET /audio-features',
  'GET /audio-features/{id}',
  'GET /audio-analysis/{id}',
  'GET /artists/{id}/related-artists',
  'GET /browse/featured-playlists',
  'GET /browse/categories/{category_id}/playlists',
];

/** What Spotify still documents and a new app cannot call, with the status that it answers (observed 2026). */
export const removedOperations: readonly RemovedOperation[] = [
  ...forbidden.map((operation) => removed(operation, 403)),
  ...vanished.map((operation) => removed(operation, 404)),
];

function removed(operation: string, status: 403 | 404): RemovedOperation {
  const [method = '', path = ''] = operation.split(' ');
  return { method, path, status };
}
