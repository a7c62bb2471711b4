import { ApiFailure, badRequest, insufficientScope, notFound } from '../apiFailure.ts';
import { filterFields } from '../fieldFilter.ts';
import { pageAt, sliceOf } from '../paging.ts';
import { entryBody, playlistBody, playlistImages, simplePlaylist } from '../playlistBodies.ts';
import type { SimPlaylist } from '../playlists.ts';
import { base62, uriList, uriParts } from '../uris.ts';
import { ok, openRoute, userRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';

const maxItems = 100;
const maxImageBytes = 256 * 1024;
const noDetails: Details = {};

interface Details {
  readonly name?: string;
  readonly public?: boolean;
  readonly collaborative?: boolean;
  readonly description?: string;
}

export const playlistRoutes: readonly Route[] = [
  userRoute('GET', '/me/playlists', ['playlist-read-private'], (call) => {
    const { me, scopes, world } = call;
    const seesShared = scopes.has('playlist-read-collaborative');
    const lists = me.playlists
      .list()
      .filter(({ owner, collaborative }) => seesShared || !collaborative || owner.id === me.id);
    return ok(pageAt(lists, call.url, sliceOf(call.query), (playlist) => simplePlaylist(playlist, world)));
  }),
  userRoute('POST', '/me/playlists', [], createPlaylist),
  openRoute('GET', '/playlists/{playlist_id}', [], (call) => {
    const body = playlistBody(findPlaylist(call), call.world, call.user?.id, call.resumePoint);
    return ok(filterFields(body, call.query.get('fields')));
  }),
  userRoute('PUT', '/playlists/{playlist_id}', [], changeDetails),
  userRoute('GET', '/playlists/{playlist_id}/items', ['playlist-read-private'], (call) => {
    const playlist = findPlaylist(call);
    if (!playlist.mayRead(call.me.id)) throw new ApiFailure(403, 'Forbidden');
    const page = pageAt(playlist.entries, call.url, sliceOf(call.query), (entry) =>
      entryBody(entry, call.world, call.resumePoint),
    );
    return ok(filterFields(page, call.query.get('fields')));
  }),
  userRoute('POST', '/playlists/{playlist_id}/items', [], addItems),
  userRoute('PUT', '/playlists/{playlist_id}/items', [], replaceOrReorder),
  userRoute('DELETE', '/playlists/{playlist_id}/items', [], removeItems),
  openRoute('GET', '/playlists/{playlist_id}/images', [], (call) =>
    ok(playlistImages(findPlaylist(call), call.links)),
  ),
  userRoute('PUT', '/playlists/{playlist_id}/images', ['ugc-image-upload'], uploadImage),
];

function findPlaylist(call: Call): SimPlaylist {
  const playlist = call.world.playlists.byId(base62(call.param('playlist_id')));
  if (playlist === undefined || playlist.editorial) throw notFound();
  return playlist;
}

function writable(call: Call): SimPlaylist {
  const playlist = findPlaylist(call);
  requireModify(call, playlist.public);
  if (!playlist.mayRead(call.me.id)) throw new ApiFailure(403, 'You cannot edit this playlist.');
  return playlist;
}

function requireModify(call: Call, isPublic: boolean): void {
  call.requireScope(isPublic ? 'playlist-modify-public' : 'playlist-modify-private');
}

function createPlaylist(call: Call): Answer {
  const { name, public: isPublic = true, collaborative = false, description = '' } = detailsOf(call);
  if (name === undefined || name === '') throw badRequest('Missing required field: name');
  requireModify(call, isPublic);
  checkCollaborative(call, collaborative, isPublic);
  const playlist = call.me.playlists.create({ name, public: isPublic, collaborative, description });
  return { status: 201, body: playlistBody(playlist, call.world, call.me.id, call.resumePoint) };
}

function changeDetails(call: Call): Answer {
  const playlist = writable(call);
  if (playlist.owner.id !== call.me.id) throw new ApiFailure(403, 'You cannot edit this playlist.');
  const details = detailsOf(call);
  if (Object.keys(details).length === 0) throw badRequest('Missing required field: name');
  const isPublic = details.public ?? playlist.public;
  const collaborative = details.collaborative ?? playlist.collaborative;
  requireModify(call, isPublic);
  checkCollaborative(call, collaborative, isPublic);
  playlist.name = details.name ?? playlist.name;
  playlist.description = details.description ?? playlist.description;
  playlist.public = isPublic;
  playlist.collaborative = collaborative;
  playlist.touch();
  return { status: 200 };
}

function checkCollaborative(call: Call, collaborative: boolean, isPublic: boolean): void {
  if (!collaborative) return;
  if (isPublic) throw badRequest('Collaborative playlists cannot be public.');
  if (!call.scopes.has('playlist-modify-public')) throw insufficientScope();
}

function detailsOf(call: Call): Details {
  const body = call.json();
  const types = { name: 'string', public: 'boolean', collaborative: 'boolean', description: 'string' };
  const details = Object.entries(types).flatMap(([key, type]) => {
    const value = body[key];
    if (value === undefined) return [];
    if (typeof value !== type) throw badRequest(`Invalid value for field: ${key}`);
    return [[key, value] as const];
  });
  return { ...noDetails, ...Object.fromEntries(details) };
}

function addItems(call: Call): Answer {
  const playlist = writable(call);
  const body = call.json();
  const uris = itemUris(call, call.query.get('uris') ?? body['uris']);
  if (uris.length === 0) throw badRequest('No uris provided');
  const position = positionIn(playlist, call.query.get('position') ?? body['position']);
  playlist.insert(uris, position, call.world.clock.now(), call.me.id);
  return { status: 201, body: { snapshot_id: playlist.snapshotId } };
}

function replaceOrReorder(call: Call): Answer {
  const playlist = writable(call);
  const body = call.json();
  const given = call.query.get('uris') ?? body['uris'];
  const start = body['range_start'];
  if (given !== undefined && start !== undefined)
    throw badRequest('Only one of uris and range_start is allowed');
  if (given !== undefined) {
    playlist.replace(itemUris(call, given), call.world.clock.now(), call.me.id);
  } else {
    const count = playlist.entries.length;
    const length = body['range_length'] ?? 1;
    const before = body['insert_before'];
    if (
      !isIndex(start, count - 1) ||
      !isIndex(before, count) ||
      !isIndex(length, count - start) ||
      length < 1
    ) {
      throw badRequest('Index out of bounds.');
    }
    playlist.reorder(start, length, before, snapshotOf(playlist, body));
  }
  return ok({ snapshot_id: playlist.snapshotId });
}

function removeItems(call: Call): Answer {
  const playlist = writable(call);
  const body = call.json();
  const { items } = body;
  if (!Array.isArray(items) || items.length === 0) throw badRequest('Missing required field: items');
  snapshotOf(playlist, body);
  const uris = items.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'uri' in item ? item.uri : undefined,
  );
  playlist.remove(new Set(checkedUris(uris)));
  return ok({ snapshot_id: playlist.snapshotId });
}

/** The version that a change was made against: the given one or the latest. */
function snapshotOf(playlist: SimPlaylist, body: Readonly<Record<string, unknown>>): string {
  const given = body['snapshot_id'];
  if (given === undefined) return playlist.snapshotId;
  if (typeof given !== 'string' || !playlist.knows(given)) throw badRequest('Invalid snapshot id');
  return given;
}

function positionIn(playlist: SimPlaylist, given: unknown): number {
  const count = playlist.entries.length;
  if (given === undefined || given === null) return count;
  const position = typeof given === 'string' ? Number(given) : given;
  if (!isIndex(position, count)) throw badRequest('Index out of bounds.');
  return position;
}

function isIndex(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function itemUris(call: Call, given: unknown): readonly string[] {
  const uris = checkedUris(typeof given === 'string' ? uriList(given) : given);
  for (const uri of uris) {
    if (call.world.catalogue.playable(uri) === undefined) throw badRequest(`Invalid track uri: ${uri}`);
  }
  return uris;
}

function checkedUris(given: unknown): readonly string[] {
  if (!Array.isArray(given)) throw badRequest('Missing required field: uris');
  if (given.length > maxItems) throw badRequest(`You can add a maximum of ${maxItems} tracks per request.`);
  return given.map((uri: unknown) => {
    const kind = typeof uri === 'string' ? (uriParts(uri)?.kind ?? localKind(uri)) : undefined;
    if (typeof uri !== 'string' || !['track', 'episode', 'local'].includes(kind ?? '')) {
      throw badRequest(`Invalid track uri: ${String(uri)}`);
    }
    return uri;
  });
}

function localKind(uri: string): string | undefined {
  return uri.startsWith('spotify:local:') ? 'local' : undefined;
}

function uploadImage(call: Call): Answer {
  const playlist = writable(call);
  if (call.headers['content-type']?.split(';')[0] !== 'image/jpeg') throw badRequest('Invalid content type');
  if (call.rawBody.length > maxImageBytes) throw new ApiFailure(413, 'Image too large');
  const image = Buffer.from(call.rawBody.toString('latin1'), 'base64');
  if (image[0] !== 0xff || image[1] !== 0xd8) throw badRequest('Invalid image');
  playlist.image = image;
  return { status: 202 };
}
