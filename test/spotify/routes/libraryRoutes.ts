import { badRequest } from '../apiFailure.ts';
import type { SimCatalogueItem } from '../catalogue.ts';
import { albumBody, artistBody, audiobookBody, episodeBody, simpleShow, trackBody } from '../itemBodies.ts';
import { pageAt, sliceOf, wholeNumber } from '../paging.ts';
import { isoSeconds } from '../playlistBodies.ts';
import { uriList, uriParts } from '../uris.ts';
import { ok, userRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';

const maxUris = 40;
/** What reading and changing each kind needs. Artists can be asked about but not followed here. */
const kinds: Readonly<Record<string, { readonly read: string; readonly modify?: string }>> = {
  track: { read: 'user-library-read', modify: 'user-library-modify' },
  album: { read: 'user-library-read', modify: 'user-library-modify' },
  episode: { read: 'user-library-read', modify: 'user-library-modify' },
  show: { read: 'user-library-read', modify: 'user-library-modify' },
  audiobook: { read: 'user-library-read', modify: 'user-library-modify' },
  artist: { read: 'user-follow-read' },
  user: { read: 'user-follow-read', modify: 'user-follow-modify' },
  playlist: { read: 'playlist-read-private', modify: 'playlist-modify-public' },
};

export const libraryRoutes: readonly Route[] = [
  savedRoute('track', (item, call) => (item.kind === 'track' ? trackBody(item, call.links) : undefined)),
  savedRoute('album', (item, call) => (item.kind === 'album' ? albumBody(item, call.links) : undefined)),
  savedRoute('show', (item, call) => (item.kind === 'show' ? simpleShow(item, call.links) : undefined)),
  savedRoute('audiobook', (item, call) =>
    item.kind === 'audiobook' ? audiobookBody(item, call.links, call.resumePoint) : undefined,
  ),
  savedRoute(
    'episode',
    (item, call) => (item.kind === 'episode' ? episodeBody(item, call.links, call.resumePoint) : undefined),
    ['user-read-playback-position'],
  ),
  userRoute('GET', '/me/following', ['user-follow-read'], following),
  userRoute('PUT', '/me/library', [], (call) => {
    const uris = changeable(call);
    return {
      status: 200,
      effect: (at) => {
        for (const uri of uris) call.me.library.save(uri, at);
      },
    };
  }),
  userRoute('DELETE', '/me/library', [], (call) => {
    const uris = changeable(call);
    return {
      status: 200,
      effect: () => {
        for (const uri of uris) call.me.library.remove(uri);
      },
    };
  }),
  userRoute('GET', '/me/library/contains', [], (call) => {
    const uris = givenUris(call);
    for (const uri of uris) call.requireScope(kindOf(uri).read);
    return ok(uris.map((uri) => call.me.library.has(uri)));
  }),
];

function savedRoute(
  kind: SimCatalogueItem['kind'],
  render: (item: SimCatalogueItem, call: Call) => unknown,
  moreScopes: readonly string[] = [],
): Route {
  return userRoute('GET', `/me/${kind}s`, ['user-library-read', ...moreScopes], (call) => {
    const saved = call.me.library.list(kind);
    return ok(
      pageAt(saved, call.url, sliceOf(call.query), ({ uri, addedAt }) => {
        const item = call.world.catalogue.byUri(uri);
        return {
          added_at: isoSeconds(addedAt),
          [kind]: item === undefined ? null : render(item, call),
        };
      }),
    );
  });
}

function following(call: Call): Answer {
  const { query, url, world, links, me } = call;
  if (call.required('type') !== 'artist') throw badRequest('Invalid type');
  const limit = wholeNumber(query, 'limit', 1, 50) ?? 20;
  const after = query.get('after');
  const all = me.library
    .list('artist')
    .map(({ uri }) => world.catalogue.byUri(uri))
    .filter((item) => item?.kind === 'artist');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const artists = all.slice(start, start + limit);
  const last = start + limit < all.length ? artists.at(-1)?.id : undefined;
  const next = new URL(url);
  if (last !== undefined) next.searchParams.set('after', last);
  return ok({
    artists: {
      cursors: { after: last ?? null },
      href: url.href,
      items: artists.map((artist) => artistBody(artist, links)),
      limit,
      next: last === undefined ? null : next.href,
      total: all.length,
    },
  });
}

/** The URIs of a change; the query only, as the API reads no body here. */
function changeable(call: Call): readonly string[] {
  const uris = givenUris(call);
  for (const uri of uris) {
    const { modify } = kindOf(uri);
    if (modify === undefined) throw badRequest(`Unsupported uri: ${uri}`);
    call.requireScope(modify);
    if (!exists(call, uri)) throw badRequest(`Invalid uri: ${uri}`);
  }
  return uris;
}

function givenUris(call: Call): readonly string[] {
  const uris = uriList(call.required('uris'));
  if (uris.length === 0) throw badRequest('Missing required field: uris');
  if (uris.length > maxUris) throw badRequest('Too many uris');
  return uris;
}

function kindOf(uri: string): { readonly read: string; readonly modify?: string } {
  const kind = kinds[uriParts(uri)?.kind ?? ''];
  if (kind === undefined) throw badRequest(`Invalid uri: ${uri}`);
  return kind;
}

function exists({ world }: Call, uri: string): boolean {
  const kind = uriParts(uri)?.kind;
  if (kind === 'playlist') return world.playlists.byUri(uri) !== undefined;
  return kind === 'user' || world.catalogue.byUri(uri) !== undefined;
}
