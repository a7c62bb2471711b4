import { badRequest, notFound } from '../apiFailure.ts';
import type { SimCatalogueItem } from '../catalogue.ts';
import {
  albumBody,
  artistBody,
  audiobookBody,
  chapterBody,
  episodeBody,
  showBody,
  simpleAlbum,
  simpleChapter,
  simpleEpisode,
  simpleTrack,
  trackBody,
} from '../itemBodies.ts';
import { pageAt, sliceOf } from '../paging.ts';
import { base62 } from '../uris.ts';
import { ok, openRoute } from './route.ts';
import type { Call, Route } from './route.ts';

const position = ['user-read-playback-position'];
const audiobookMarkets: readonly string[] = ['US', 'GB', 'CA', 'IE', 'NZ', 'AU'];
const albumGroups: readonly string[] = ['album', 'single', 'appears_on', 'compilation'];

/** Reads of single items: GET only, no batches. */
export const catalogueRoutes: readonly Route[] = [
  openRoute('GET', '/tracks/{id}', [], (call) => ok(trackBody(find(call, 'track'), call.links))),
  openRoute('GET', '/albums/{id}', [], (call) => ok(albumBody(find(call, 'album'), call.links))),
  openRoute('GET', '/albums/{id}/tracks', [], (call) => {
    const { tracks } = find(call, 'album');
    return ok(pageAt(tracks, call.url, sliceOf(call.query), (track) => simpleTrack(track, call.links)));
  }),
  openRoute('GET', '/artists/{id}', [], (call) => ok(artistBody(find(call, 'artist'), call.links))),
  openRoute('GET', '/artists/{id}/albums', [], artistAlbums),
  openRoute('GET', '/shows/{id}', position, (call) =>
    ok(showBody(find(call, 'show'), call.links, call.resumePoint)),
  ),
  openRoute('GET', '/shows/{id}/episodes', position, (call) => {
    const { episodes } = find(call, 'show');
    return ok(
      pageAt(episodes, call.url, sliceOf(call.query), (episode) =>
        simpleEpisode(episode, call.links, call.resumePoint),
      ),
    );
  }),
  openRoute('GET', '/episodes/{id}', position, (call) =>
    ok(episodeBody(find(call, 'episode'), call.links, call.resumePoint)),
  ),
  openRoute('GET', '/audiobooks/{id}', [], (call) =>
    ok(audiobookBody(find(call, 'audiobook'), call.links, call.resumePoint)),
  ),
  openRoute('GET', '/audiobooks/{id}/chapters', [], (call) => {
    const { chapters } = find(call, 'audiobook');
    return ok(
      pageAt(chapters, call.url, sliceOf(call.query), (chapter) =>
        simpleChapter(chapter, call.links, call.resumePoint),
      ),
    );
  }),
  openRoute('GET', '/chapters/{id}', [], (call) =>
    ok(chapterBody(find(call, 'chapter'), call.links, call.resumePoint)),
  ),
];

function artistAlbums(call: Call) {
  const artist = find(call, 'artist');
  const groups = (call.query.get('include_groups') ?? albumGroups.join(',')).split(',');
  if (groups.some((group) => !albumGroups.includes(group))) throw badRequest('Invalid include_groups');
  const albums = call.world.catalogue.albums
    .filter((album) => album.artists.includes(artist) && groups.includes(album.albumType))
    .sort((a, b) => b.releaseDate.localeCompare(a.releaseDate));
  const slice = sliceOf(call.query, { defaultLimit: 5, minLimit: 0, maxLimit: 10 });
  return ok(pageAt(albums, call.url, slice, (album) => simpleAlbum(album, call.links)));
}

function find<Kind extends SimCatalogueItem['kind']>(
  call: Call,
  kind: Kind,
): Extract<SimCatalogueItem, { kind: Kind }> {
  const market = checkMarket(call);
  const item = call.world.catalogue.byUri(`spotify:${kind}:${base62(call.param('id'))}`);
  if (item === undefined || !isKind(item, kind)) throw notFound();
  const isBook = item.kind === 'audiobook' || item.kind === 'chapter';
  if (isBook && market !== undefined && !audiobookMarkets.includes(market)) throw notFound();
  return item;
}

function isKind<Kind extends SimCatalogueItem['kind']>(
  item: SimCatalogueItem,
  kind: Kind,
): item is Extract<SimCatalogueItem, { kind: Kind }> {
  return item.kind === kind;
}

/** `undefined` where the account's own country counts. */
export function checkMarket(call: Call): string | undefined {
  const market = call.query.get('market');
  if (market === null || market === 'from_token') return undefined;
  if (!/^[A-Z]{2}$/.test(market)) throw badRequest('Invalid market code');
  return market;
}
