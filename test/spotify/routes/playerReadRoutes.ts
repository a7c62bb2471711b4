import { badRequest } from '../apiFailure.ts';
import { trackBody } from '../itemBodies.ts';
import { wholeNumber } from '../paging.ts';
import {
  contextBody,
  currentlyPlayingBody,
  deviceBody,
  playableBody,
  playbackBody,
} from '../playerBodies.ts';
import type { SimPlay } from '../recentlyPlayed.ts';
import { ok, userRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';

const nothing: Answer = { status: 204 };

export const playerReadRoutes: readonly Route[] = [
  userRoute('GET', '/me/player', ['user-read-playback-state'], (call) => {
    const { player } = call.me;
    const device = player.activeDevice;
    return device === undefined ? nothing : ok(playbackBody(call, player, device));
  }),
  userRoute('GET', '/me/player/devices', ['user-read-playback-state'], ({ me: { player } }) =>
    ok({ devices: player.devices.map((device) => deviceBody(device, player)) }),
  ),
  userRoute('GET', '/me/player/currently-playing', ['user-read-currently-playing'], (call) => {
    const { player } = call.me;
    return player.activeDevice === undefined ? nothing : ok(currentlyPlayingBody(call, player));
  }),
  userRoute(
    'GET',
    '/me/player/queue',
    ['user-read-currently-playing', 'user-read-playback-state'],
    (call) => {
      const { player } = call.me;
      if (player.activeDevice === undefined) return ok({ currently_playing: null, queue: [] });
      return ok({
        currently_playing: player.item === undefined ? null : playableBody(player.item, call),
        queue: player.upcoming.map((item) => playableBody(item, call)),
      });
    },
  ),
  userRoute('GET', '/me/player/recently-played', ['user-read-recently-played'], recentlyPlayed),
];

/** Pages run back in time by `before`, or forward by `after`; within a page the newest comes first. */
function recentlyPlayed(call: Call): Answer {
  const { query, links, me, url } = call;
  const limit = wholeNumber(query, 'limit', 1, 50) ?? 20;
  const after = wholeNumber(query, 'after', 0, Number.MAX_SAFE_INTEGER);
  const before = wholeNumber(query, 'before', 0, Number.MAX_SAFE_INTEGER);
  if (after !== undefined && before !== undefined)
    throw badRequest('Only one of before and after is allowed');
  if (before !== undefined && !me.recentlyPlayed.goesBack) throw badRequest('Not available');
  // A look at the player brings the plays up to now.
  void me.player.item;
  const plays = me.recentlyPlayed.plays;
  const fitting = plays.filter(({ playedAt }) => playedAt > (after ?? -1) && playedAt < (before ?? Infinity));
  const page = after === undefined ? fitting.slice(0, limit) : fitting.slice(-limit);
  const [newest, oldest] = [page[0], page.at(-1)];
  // A full page names a next one even where there is nothing on it (observed: web-api#1405).
  const more = after === undefined ? page.length === limit : page.length > 0 && fitting[0] !== newest;
  const next = new URL(`${links.api}/me/player/recently-played`);
  if (after === undefined) next.searchParams.set('before', String(oldest?.playedAt));
  else next.searchParams.set('after', String(newest?.playedAt));
  next.searchParams.set('limit', String(limit));
  return ok({
    cursors:
      newest === undefined || oldest === undefined
        ? null
        : { after: String(newest.playedAt), before: String(oldest.playedAt) },
    href: url.href,
    items: page.map((play) => playBody(play, call)),
    limit,
    next: more ? next.href : null,
  });
}

function playBody({ track, playedAt, contextUri }: SimPlay, call: Call) {
  return {
    context: contextUri === undefined ? null : contextBody(contextUri, call.links),
    played_at: new Date(playedAt).toISOString(),
    track: trackBody(track, call.links),
  };
}
