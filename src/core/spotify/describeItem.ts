import type { BriefItem, Item } from '../../protocol/spotify/items.ts';
import { parseSpotifyReference } from './spotifyReference.ts';
import type { Album } from './schemas/album.ts';
import type { Artist } from './schemas/artist.ts';
import type { Audiobook } from './schemas/audiobook.ts';
import type { CatalogueEpisode } from './schemas/episode.ts';
import type { Playlist } from './schemas/playlist.ts';
import type { Show } from './schemas/show.ts';
import type { Track } from './schemas/track.ts';
import { upstreamText } from './upstreamText.ts';

/** Whatever Spotify's catalogue holds; `type` tells which. */
export type CatalogueThing = Track | Album | Artist | Playlist | Show | CatalogueEpisode | Audiobook;

const longestUri = 300;
const untitled = '(no name)';

/** A thing as answers name it: texts cleaned, what is unknown left out. */
export function describeItem(thing: CatalogueThing): Item {
  const name = upstreamText(thing.name) || untitled;
  return {
    name,
    type: thing.type,
    ...byField(authorsOf(thing)),
    ...(thing.type === 'track' && textField('album', thing.album?.name)),
    ...('duration_ms' in thing && numberField('duration_ms', thing.duration_ms)),
    ...textField('released', releaseOf(thing)),
    ...numberField('items', lengthOf(thing)),
    ...('explicit' in thing && thing.explicit && { explicit: true }),
    uri: upstreamText(thing.uri, longestUri),
    url: linkOf(thing.uri, name),
  };
}

/** A described thing without what only matters of the one that is talked about. */
export function brief({ name, type, by, uri, url }: Item): BriefItem {
  return { name, type, ...(by !== undefined && { by }), uri, url };
}

/** {@link describeItem} and {@link brief} in one. */
export function describeBriefly(thing: CatalogueThing): BriefItem {
  return brief(describeItem(thing));
}

function authorsOf(thing: CatalogueThing): readonly (string | undefined)[] {
  switch (thing.type) {
    case 'track':
    case 'album':
      return thing.artists.map(({ name }) => name);
    case 'audiobook':
      return thing.authors.map(({ name }) => name);
    case 'playlist':
      return [thing.owner?.display_name ?? thing.owner?.id];
    case 'episode':
      return [thing.show?.name];
    case 'artist':
    case 'show':
      return [];
  }
}

function releaseOf(thing: CatalogueThing): string | undefined {
  switch (thing.type) {
    case 'track':
      return thing.album?.release_date;
    case 'album':
    case 'episode':
      return thing.release_date;
    default:
      return undefined;
  }
}

function lengthOf(thing: CatalogueThing): number | undefined {
  switch (thing.type) {
    case 'album':
      return thing.total_tracks;
    case 'show':
      return thing.total_episodes;
    case 'audiobook':
      return thing.total_chapters;
    case 'playlist':
      return thing.items?.total;
    default:
      return undefined;
  }
}

/** A local file is nowhere at Spotify: its link is a search for its name. */
function linkOf(uri: string, name: string): string {
  return parseSpotifyReference(uri)?.url ?? `https://open.spotify.com/search/${encodeURIComponent(name)}`;
}

function byField(names: readonly (string | undefined)[]): { by?: string[] } {
  const by = names.map((name) => upstreamText(name ?? '')).filter((name) => name !== '');
  return by.length === 0 ? {} : { by };
}

function textField<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  const text = upstreamText(value ?? '');
  return text === '' ? {} : ({ [key]: text } as { [P in K]?: string });
}

function numberField<K extends string>(key: K, value: number | undefined): { [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: number });
}
