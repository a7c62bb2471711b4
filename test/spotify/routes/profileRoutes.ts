import { badRequest } from '../apiFailure.ts';
import { artistBody, imagesOf, trackBody } from '../itemBodies.ts';
import { pageAt, sliceOf } from '../paging.ts';
import { topOf } from '../userPast.ts';
import { ok, userRoute } from './route.ts';
import type { Call, Route } from './route.ts';

const ranges: readonly string[] = ['short_term', 'medium_term', 'long_term'];

export const profileRoutes: readonly Route[] = [
  userRoute('GET', '/me', [], ({ me, links }) =>
    ok({
      account_id: me.accountId,
      display_name: me.displayName,
      external_urls: { spotify: `https://open.spotify.com/user/${encodeURIComponent(me.id)}` },
      href: `${links.api}/users/${encodeURIComponent(me.id)}`,
      id: me.id,
      images: imagesOf(me.accountId, links).slice(1),
      type: 'user',
      uri: `spotify:user:${me.id}`,
    }),
  ),
  userRoute('GET', '/me/top/artists', ['user-top-read'], (call) => {
    const artists = topOf(call.world.catalogue.artists, call.me, timeRange(call));
    return ok(pageAt(artists, call.url, sliceOf(call.query), (artist) => artistBody(artist, call.links)));
  }),
  userRoute('GET', '/me/top/tracks', ['user-top-read'], (call) => {
    const tracks = topOf(call.world.catalogue.tracks, call.me, timeRange(call));
    return ok(pageAt(tracks, call.url, sliceOf(call.query), (track) => trackBody(track, call.links)));
  }),
];

function timeRange({ query }: Call): string {
  const range = query.get('time_range') ?? 'medium_term';
  if (!ranges.includes(range)) throw badRequest('Invalid time range');
  return range;
}
