import { createHash } from 'node:crypto';
import { badRequest, notFound } from '../apiFailure.ts';
import { genres } from '../catalogueNames.ts';
import type { SimArtist, SimCatalogueItem, SimTrack } from '../catalogue.ts';
import {
  albumBody,
  artistBody,
  audiobookBody,
  chapterBody,
  episodeBody,
  imagesOf,
  simpleAlbum,
  simpleShow,
  trackBody,
} from '../itemBodies.ts';
import type { Body } from '../itemBodies.ts';
import { pageAt, sliceOf, wholeNumber } from '../paging.ts';
import { simplePlaylist } from '../playlistBodies.ts';
import type { SimPlaylist } from '../playlists.ts';
import { base62 } from '../uris.ts';
import { checkMarket } from './catalogueRoutes.ts';
import { ok, openRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';

const categories: readonly { readonly id: string; readonly name: string }[] = [
  { id: '0JQ5DAqbMKFQ00XGBls6ym', name: 'Rain' },
  { id: '0JQ5DAqbMKFEC4WFtoNRpw', name: 'Harbour \u202eybbol' },
  { id: 'focus', name: 'Focus' },
];
const markets: readonly string[] = ['AU', 'CA', 'DE', 'GB', 'IE', 'NZ', 'SE', 'US'];

/** Operations of an app with extended quota that has kept even those of before 2024-11-27. */
export const extendedRoutes: readonly Route[] = [
  several('track', 50, (call, track) => trackBody(track, call.links)),
  several('album', 20, (call, album) => albumBody(album, call.links)),
  several('artist', 50, (call, artist) => artistBody(artist, call.links)),
  several('show', 50, (call, show) => simpleShow(show, call.links)),
  several('episode', 50, (call, episode) => episodeBody(episode, call.links, call.resumePoint), [
    'user-read-playback-position',
  ]),
  several('audiobook', 50, (call, book) => audiobookBody(book, call.links, call.resumePoint)),
  several('chapter', 50, (call, chapter) => chapterBody(chapter, call.links, call.resumePoint)),
  openRoute('GET', '/artists/{id}/top-tracks', [], (call) => {
    checkMarket(call);
    const tracks = tracksOf(call, artistOf(call)).slice(0, 10);
    return ok({ tracks: tracks.map((track) => trackBody(track, call.links)) });
  }),
  openRoute('GET', '/artists/{id}/related-artists', [], (call) => {
    const artist = artistOf(call);
    const related = call.world.catalogue.artists.filter(
      (one) => one !== artist && one.genre === artist.genre,
    );
    return ok({ artists: related.slice(0, 20).map((one) => artistBody(one, call.links)) });
  }),
  openRoute('GET', '/audio-features', [], (call) => {
    const tracks = idsOf(call, 100).map((id) => itemOf(call, 'track', id));
    return ok({ audio_features: tracks.map((track) => track && featuresOf(track, call)) });
  }),
  openRoute('GET', '/audio-analysis/{id}', [], (call) => {
    const track = itemOf(call, 'track', base62(call.param('id')));
    if (track === undefined) throw notFound();
    return ok({ bars: [], beats: [], segments: [], tatums: [], sections: sectionsOf(track) });
  }),
  openRoute('GET', '/recommendations', [], recommend),
  openRoute('GET', '/recommendations/available-genre-seeds', [], () =>
    ok({ genres: genres.map((genre) => genre.replaceAll(' ', '-')) }),
  ),
  openRoute('GET', '/browse/new-releases', [], (call) => {
    const albums = [...call.world.catalogue.albums].sort((a, b) =>
      b.releaseDate.localeCompare(a.releaseDate),
    );
    const page = pageAt(albums.slice(0, 40), call.url, sliceOf(call.query), (album) =>
      simpleAlbum(album, call.links),
    );
    return ok({ albums: page });
  }),
  openRoute('GET', '/browse/featured-playlists', [], (call) => presented(call, 'Good evening')),
  openRoute('GET', '/browse/categories', [], (call) =>
    ok({ categories: pageAt(categories, call.url, sliceOf(call.query), (one) => categoryBody(one, call)) }),
  ),
  openRoute('GET', '/browse/categories/{category_id}', [], (call) =>
    ok(categoryBody(categoryOf(call), call)),
  ),
  openRoute('GET', '/browse/categories/{category_id}/playlists', [], (call) =>
    presented(call, categoryOf(call).name),
  ),
  openRoute('GET', '/markets', [], () => ok({ markets })),
  openRoute('GET', '/users/{user_id}', [], (call) => ok(userBody(call))),
  openRoute(
    'GET',
    '/users/{user_id}/playlists',
    ['playlist-read-private', 'playlist-read-collaborative'],
    (call) => {
      const { id } = personOf(call);
      const lists = call.world.playlists.all.filter((one) => one.owner.id === id && one.public);
      return ok(pageAt(lists, call.url, sliceOf(call.query), (one) => simplePlaylist(one, call.world)));
    },
  ),
];

type Kind = SimCatalogueItem['kind'];
type Of<K extends Kind> = Extract<SimCatalogueItem, { kind: K }>;

/** Unknown ids give `null`. */
function several<K extends Kind>(
  kind: K,
  most: number,
  render: (call: Call, item: Of<K>) => Body,
  scopes: readonly string[] = [],
): Route {
  return openRoute('GET', `/${kind}s`, scopes, (call) => {
    checkMarket(call);
    const items = idsOf(call, most).map((id) => itemOf(call, kind, id));
    return ok({ [`${kind}s`]: items.map((item) => (item === undefined ? null : render(call, item))) });
  });
}

function idsOf(call: Call, most: number): readonly string[] {
  const ids = call.required('ids').split(',');
  if (ids.length > most) throw badRequest('Too many ids requested');
  return ids.map(base62);
}

function itemOf<K extends Kind>(call: Call, kind: K, id: string): Of<K> | undefined {
  const item = call.world.catalogue.byUri(`spotify:${kind}:${id}`);
  return item?.kind === kind ? (item as Of<K>) : undefined;
}

function artistOf(call: Call): SimArtist {
  const artist = itemOf(call, 'artist', base62(call.param('id')));
  if (artist === undefined) throw notFound();
  return artist;
}

function tracksOf({ world }: Call, artist: SimArtist): readonly SimTrack[] {
  return world.catalogue.tracks.filter(({ artists }) => artists.includes(artist));
}

/** Two numbers from 0 to 1, always the same ones for a thing. */
function shares(id: string): readonly [number, number] {
  const hash = createHash('sha256').update(id).digest();
  return [(hash[0] ?? 0) / 255, (hash[1] ?? 0) / 255];
}

function featuresOf(track: SimTrack, { links }: Call): Body {
  const [one, two] = shares(track.id);
  return {
    acousticness: one,
    analysis_url: `${links.api}/audio-analysis/${track.id}`,
    danceability: two,
    duration_ms: track.durationMs,
    energy: two,
    id: track.id,
    instrumentalness: one,
    key: Math.round(one * 12) - 1,
    liveness: two,
    loudness: -60 * one,
    mode: two < 0.5 ? 0 : 1,
    speechiness: one,
    tempo: 60 + two * 120,
    time_signature: 4,
    track_href: `${links.api}/tracks/${track.id}`,
    type: 'audio_features',
    uri: track.uri,
    valence: two,
  };
}

function sectionsOf({ id, durationMs }: SimTrack): readonly Body[] {
  const [one, two] = shares(id);
  const half = durationMs / 2000;
  return [0, half].map((start) => ({
    start,
    duration: half,
    confidence: one,
    loudness: -20 * two,
    tempo: 60 + two * 120,
    tempo_confidence: one,
    key: 9,
    key_confidence: one,
    mode: 0,
    mode_confidence: one,
    time_signature: 4,
    time_signature_confidence: 1,
  }));
}

function recommend(call: Call): Answer {
  const { query, world, links } = call;
  const given = (name: string): readonly string[] => query.get(name)?.split(',').filter(Boolean) ?? [];
  const tracks = given('seed_tracks').map((id) => itemOf(call, 'track', base62(id)));
  const artists = given('seed_artists').map((id) => itemOf(call, 'artist', base62(id)));
  const names = given('seed_genres');
  const count = tracks.length + artists.length + names.length;
  if (count === 0 || count > 5) throw badRequest('Invalid number of seeds');
  const limit = wholeNumber(query, 'limit', 1, 100) ?? 20;
  const wanted = new Set([
    ...names.map((name) => name.replaceAll('-', ' ')),
    ...artists.flatMap((artist) => artist?.genre ?? []),
    ...tracks.flatMap((track) => track?.artists.map(({ genre }) => genre) ?? []),
  ]);
  const fastest = Number(query.get('max_tempo') ?? Infinity);
  const found = world.catalogue.tracks.filter(
    (track) =>
      !tracks.includes(track) &&
      track.artists.some(({ genre }) => wanted.has(genre)) &&
      Number(featuresOf(track, call)['tempo']) <= fastest,
  );
  const seed = (type: string, id: string): Body => ({
    afterFilteringSize: found.length,
    afterRelinkingSize: found.length,
    href: type === 'genre' ? null : `${links.api}/${type}s/${id}`,
    id,
    initialPoolSize: 250,
    type,
  });
  return ok({
    seeds: [
      ...given('seed_artists').map((id) => seed('artist', id)),
      ...given('seed_tracks').map((id) => seed('track', id)),
      ...names.map((id) => seed('genre', id)),
    ],
    tracks: found.slice(0, limit).map((track) => trackBody(track, links)),
  });
}

function presented(call: Call, message: string): Answer {
  const lists: readonly SimPlaylist[] = call.world.playlists.all.filter(({ public: isPublic }) => isPublic);
  const page = pageAt(lists, call.url, sliceOf(call.query), (one) => simplePlaylist(one, call.world));
  return ok({ message, playlists: page });
}

function categoryOf(call: Call): (typeof categories)[number] {
  const found = categories.find(({ id }) => id === call.param('category_id'));
  if (found === undefined) throw notFound();
  return found;
}

function categoryBody({ id, name }: (typeof categories)[number], { links }: Call): Body {
  return { href: `${links.api}/browse/categories/${id}`, icons: imagesOf(id, links), id, name };
}

/** Anybody who can sign in, and whoever owns a playlist. */
function personOf(call: Call): { readonly id: string; readonly displayName: string } {
  const { world } = call;
  const id = decodeURIComponent(call.param('user_id'));
  const people = [...world.users, ...world.playlists.all.map(({ owner }) => owner)];
  const found = people.find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function userBody(call: Call): Body {
  const { id, displayName } = personOf(call);
  const name = encodeURIComponent(id);
  return {
    display_name: displayName,
    external_urls: { spotify: `https://open.spotify.com/user/${name}` },
    followers: { href: null, total: 12 },
    href: `${call.links.api}/users/${name}`,
    id,
    images: imagesOf(id, call.links).slice(1),
    type: 'user',
    uri: `spotify:user:${name}`,
  };
}
