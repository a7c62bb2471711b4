import { badRequest } from '../apiFailure.ts';
import {
  artistBody,
  simpleAlbum,
  simpleAudiobook,
  simpleEpisode,
  simpleShow,
  trackBody,
} from '../itemBodies.ts';
import { pageAt, sliceOf } from '../paging.ts';
import { simplePlaylist } from '../playlistBodies.ts';
import { parseSearch, searchCatalogue } from '../search.ts';
import type { Found } from '../search.ts';
import { checkMarket } from './catalogueRoutes.ts';
import { ok, openRoute } from './route.ts';
import type { Answer, Call, Route } from './route.ts';

const types = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'] as const;
type SearchType = (typeof types)[number];

export const searchRoutes: readonly Route[] = [openRoute('GET', '/search', [], search)];

function search(call: Call): Answer {
  const text = call.query.get('q')?.trim() ?? '';
  if (text === '') throw badRequest('No search query');
  const wanted = wantedTypes(call.query.get('type'));
  const slice = sliceOf(call.query, { defaultLimit: 5, maxLimit: 10, maxOffset: 1000 });
  checkMarket(call);
  const { catalogue, playlists, clock } = call.world;
  const found = searchCatalogue(catalogue, playlists.all, parseSearch(text), clock.now());
  const pages = wanted.map((type) => {
    const url = new URL(call.url);
    url.searchParams.set('type', type);
    return [`${type}s`, pageAt(rendered(call, found, type), url, slice, (item) => item())] as const;
  });
  return ok(Object.fromEntries(pages));
}

function wantedTypes(text: string | null): readonly SearchType[] {
  if (text === null || text === '') throw badRequest('Missing parameter type');
  return text.split(',').map((name) => {
    const type = types.find((known) => known === name.trim());
    if (type === undefined) throw badRequest(`Bad search type field ${name}`);
    return type;
  });
}

/** The hits of one type, each rendered only when its page is asked for. */
function rendered(call: Call, found: Found, type: SearchType): readonly (() => unknown)[] {
  const { links, resumePoint, world } = call;
  switch (type) {
    case 'album':
      return found.albums.map((album) => () => simpleAlbum(album, links));
    case 'artist':
      return found.artists.map((artist) => () => artistBody(artist, links));
    case 'track':
      return found.tracks.map((track) => () => trackBody(track, links));
    case 'show':
      return found.shows.map((show) => () => simpleShow(show, links));
    case 'episode':
      return found.episodes.map((episode) => () => simpleEpisode(episode, links, resumePoint));
    case 'audiobook':
      return found.audiobooks.map((book) => () => simpleAudiobook(book, links));
    case 'playlist':
      // Hits that new apps may not see are there, but empty.
      return found.playlists.map(
        (playlist) => () => (playlist.editorial ? null : simplePlaylist(playlist, world)),
      );
  }
}
