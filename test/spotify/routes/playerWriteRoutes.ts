import { ApiFailure, badRequest, noActiveDevice, notFound, restrictionViolated } from '../apiFailure.ts';
import type { SimPlayable } from '../catalogue.ts';
import type { SimDevice } from '../devices.ts';
import { wholeNumber } from '../paging.ts';
import type { PlayStart, RepeatState, SimulatedPlayer } from '../player.ts';
import { uriParts } from '../uris.ts';
import { playerRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';
import { contextItems } from '../users.ts';

const contextKinds: readonly string[] = ['album', 'artist', 'playlist', 'show'];
const repeatStates: readonly RepeatState[] = ['off', 'context', 'track'];

/** Commands: all is checked when they come, all is done by the effect, which may be late. */
export const playerWriteRoutes: readonly Route[] = [
  playerRoute('PUT', '/me/player', transfer),
  playerRoute('PUT', '/me/player/play', play),
  playerRoute('PUT', '/me/player/pause', (call) => {
    const player = target(call);
    if (!player.isPlaying) throw restrictionViolated();
    return later((at) => player.pause(at));
  }),
  playerRoute('POST', '/me/player/next', (call) => {
    const player = target(call);
    if (!player.canSkipNext) throw restrictionViolated();
    return later((at) => player.next(at));
  }),
  playerRoute('POST', '/me/player/previous', (call) => {
    const player = target(call);
    if (!player.canSkipPrevious) throw restrictionViolated();
    return later((at) => player.previous(at));
  }),
  playerRoute('PUT', '/me/player/seek', (call) => {
    call.required('position_ms');
    const position = wholeNumber(call.query, 'position_ms', 0, Number.MAX_SAFE_INTEGER) ?? 0;
    const player = target(call);
    if (player.item === undefined) throw restrictionViolated();
    return later((at) => player.seek(position, at));
  }),
  playerRoute('PUT', '/me/player/repeat', (call) => {
    const state = repeatStates.find((known) => known === call.required('state'));
    if (state === undefined) throw badRequest('Invalid repeat state');
    const player = target(call);
    return later((at) => player.setRepeat(state, at));
  }),
  playerRoute('PUT', '/me/player/volume', (call) => {
    call.required('volume_percent');
    const percent = wholeNumber(call.query, 'volume_percent', 0, 100) ?? 0;
    const player = target(call);
    const device = player.activeDevice;
    if (device?.supportsVolume !== true) {
      throw new ApiFailure(403, 'Player command failed: Cannot control device volume', {
        reason: 'VOLUME_CONTROL_DISALLOW',
      });
    }
    return later(() => player.setVolume(percent, device.id));
  }),
  playerRoute('PUT', '/me/player/shuffle', (call) => {
    const state = call.required('state');
    if (state !== 'true' && state !== 'false') throw badRequest('Invalid shuffle state');
    const player = target(call);
    return later((at) => player.setShuffle(state === 'true', at));
  }),
  playerRoute('POST', '/me/player/queue', (call) => {
    const item = playable(call, call.required('uri'));
    const player = target(call);
    return later((at) => player.enqueue(item.uri, at));
  }),
];

function later(effect: (at: number) => void): Answer {
  return { status: 204, effect };
}

/** The player, if the command's device is the one that is active and obeys. */
function target(call: Call): SimulatedPlayer {
  const { player } = call.me;
  const wanted = call.query.get('device_id');
  const device = wanted === null ? activeDevice(player) : namedDevice(player, wanted);
  if (device.isRestricted || device.id !== player.activeDeviceId) throw restrictionViolated();
  return player;
}

function activeDevice(player: SimulatedPlayer): SimDevice {
  const device = player.activeDevice;
  if (device === undefined) throw noActiveDevice();
  return device;
}

function namedDevice(player: SimulatedPlayer, id: string): SimDevice {
  const device = player.devices.find((known) => known.id === id);
  if (device === undefined) throw new ApiFailure(404, 'Device not found');
  return device;
}

function transfer(call: Call): Answer {
  const { device_ids: ids, play: start } = call.json();
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('Missing required field: device_ids');
  if (ids.length > 1) throw badRequest('Only one device_id is supported');
  if (start !== undefined && typeof start !== 'boolean') throw badRequest('Invalid play');
  const { player } = call.me;
  const device = namedDevice(player, String(ids[0]));
  if (device.isRestricted) throw restrictionViolated();
  return later((at) => player.transfer(device.id, start, at));
}

function play(call: Call): Answer {
  const { player } = call.me;
  const wanted = call.query.get('device_id');
  const device = wanted === null ? activeDevice(player) : namedDevice(player, wanted);
  if (device.isRestricted) throw restrictionViolated();
  const body = call.json();
  if (body['context_uri'] === undefined && body['uris'] === undefined) return resume(player, device, body);
  if (body['context_uri'] !== undefined && body['uris'] !== undefined) {
    throw badRequest('Can only specify one of context_uri and uris');
  }
  const what = body['uris'] === undefined ? contextOf(call, body['context_uri']) : urisOf(call, body['uris']);
  const start = startOf(call, what, body);
  return later((at) => {
    if (device.id !== player.activeDeviceId) player.transfer(device.id, undefined, at);
    player.play(what, start, at);
  });
}

function resume(player: SimulatedPlayer, device: SimDevice, body: Readonly<Record<string, unknown>>): Answer {
  const position = positionOf(body);
  const isElsewhere = device.id !== player.activeDeviceId;
  if (player.item === undefined || (player.isPlaying && !isElsewhere && position === undefined)) {
    throw restrictionViolated();
  }
  return later((at) => {
    if (isElsewhere) player.transfer(device.id, undefined, at);
    player.resume(at);
    if (position !== undefined) player.seek(position, at);
  });
}

function contextOf(call: Call, given: unknown): string {
  const uri = typeof given === 'string' ? given : '';
  const parts = uriParts(uri);
  if (parts === undefined) throw badRequest('Invalid context uri');
  if (!contextKinds.includes(parts.kind)) throw badRequest(`Unsupported context uri: ${uri}`);
  const items = contextItems(call.world.catalogue, call.world.playlists, uri);
  if (items === undefined) throw new ApiFailure(404, 'Context not found');
  if (items.length === 0) throw restrictionViolated();
  return uri;
}

function urisOf(call: Call, given: unknown): readonly string[] {
  if (!Array.isArray(given) || given.length === 0) throw badRequest('Invalid uris');
  const items = given.map((uri: unknown) => playable(call, uri));
  if (items.every((item) => item.kind === 'track' && !item.playable)) throw restrictionViolated();
  return items.map(({ uri }) => uri);
}

function playable(call: Call, given: unknown): SimPlayable {
  const uri = typeof given === 'string' ? given : '';
  const kind = uriParts(uri)?.kind;
  if (kind !== 'track' && kind !== 'episode') throw badRequest(`Invalid track uri: ${uri}`);
  const item = call.world.catalogue.playable(uri);
  if (item === undefined) throw notFound();
  return item;
}

function startOf(
  call: Call,
  what: string | readonly string[],
  body: Readonly<Record<string, unknown>>,
): PlayStart {
  const position = positionOf(body);
  const start: PlayStart = position === undefined ? {} : { positionMs: position };
  const offset = body['offset'];
  if (offset === undefined) return typeof what === 'string' ? start : { ...start, index: 0 };
  if (typeof offset !== 'object' || offset === null) throw badRequest('Invalid offset');
  const kind = typeof what === 'string' ? uriParts(what)?.kind : undefined;
  if (kind === 'artist') throw badRequest("Can't have offset for context type: ARTIST");
  const uris =
    typeof what === 'string'
      ? (contextItems(call.world.catalogue, call.world.playlists, what) ?? []).map(({ uri }) => uri)
      : what;
  const index =
    'uri' in offset
      ? uris.findIndex((uri) => uri === offset.uri)
      : 'position' in offset
        ? offset.position
        : 0;
  if (typeof index !== 'number' || !Number.isInteger(index)) throw badRequest('Invalid offset');
  if ('position' in offset && index < 0) throw badRequest('Invalid offset: position must not be negative');
  if (index < 0 || index >= uris.length) throw restrictionViolated();
  return { ...start, index };
}

function positionOf(body: Readonly<Record<string, unknown>>): number | undefined {
  const position = body['position_ms'];
  if (position === undefined || position === null) return undefined;
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) {
    throw badRequest('Invalid position_ms');
  }
  return position;
}
