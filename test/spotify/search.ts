import type {
  SimAlbum,
  SimArtist,
  SimAudiobook,
  SimCatalogue,
  SimEpisode,
  SimShow,
  SimTrack,
} from './catalogue.ts';
import type { SimPlaylist } from './playlists.ts';

/** What was typed, taken apart into filters and free words. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly filters: ReadonlyMap<string, string>;
}

export interface Found {
  readonly tracks: readonly SimTrack[];
  readonly albums: readonly SimAlbum[];
  readonly artists: readonly SimArtist[];
  readonly shows: readonly SimShow[];
  readonly episodes: readonly SimEpisode[];
  readonly audiobooks: readonly SimAudiobook[];
  readonly playlists: readonly SimPlaylist[];
}

const newForMs = 14 * 86_400_000;
const filterPattern = /(album|artist|track|year|genre|isrc|upc|tag):(?:"([^"]*)"|(\S+))/gi;

export function parseSearch(text: string): SearchQuery {
  const filters = new Map<string, string>();
  const rest = text.replace(filterPattern, (_, name: string, quoted?: string, plain?: string) => {
    filters.set(name.toLowerCase(), fold(quoted ?? plain ?? ''));
    return ' ';
  });
  return { words: fold(rest).split(' ').filter(Boolean), filters };
}

/** Everything that fits, best first. */
export function searchCatalogue(
  catalogue: SimCatalogue,
  playlists: readonly SimPlaylist[],
  query: SearchQuery,
  now: number,
): Found {
  const { filters } = query;
  const only = (...names: readonly string[]): boolean =>
    [...filters.keys()].every((name) => names.includes(name));
  const has = (name: string, text: string): boolean => fold(text).includes(filters.get(name) ?? '');
  const artists = (item: { readonly artists: readonly SimArtist[] }): string =>
    item.artists.map(({ name }) => name).join(' ');
  const when = (date: string): boolean => inYears(date, filters.get('year'));
  const genre = (item: { readonly artists: readonly SimArtist[] }): boolean =>
    item.artists.some((artist) => has('genre', artist.genre));
  const pick = <T extends { readonly name: string }>(
    items: readonly T[],
    fits: (item: T) => boolean,
    about: (item: T) => string = ({ name }) => name,
  ): readonly T[] => ranked(items.filter(fits), query.words, about);
  const noFilter = only();
  return {
    tracks: pick(
      only('album', 'artist', 'track', 'year', 'genre', 'isrc') ? catalogue.tracks : [],
      (track) =>
        has('album', track.album.name) &&
        has('artist', artists(track)) &&
        has('track', track.name) &&
        when(track.album.releaseDate) &&
        genre(track) &&
        (filters.get('isrc') ?? fold(track.isrc)) === fold(track.isrc),
      (track) => `${track.name} ${artists(track)} ${track.album.name}`,
    ),
    albums: pick(
      only('album', 'artist', 'year', 'upc', 'tag') ? catalogue.albums : [],
      (album) =>
        has('album', album.name) &&
        has('artist', artists(album)) &&
        when(album.releaseDate) &&
        (filters.get('upc') ?? album.upc) === album.upc &&
        tagged(album, filters.get('tag'), now),
      (album) => `${album.name} ${artists(album)}`,
    ),
    artists: pick(
      only('artist', 'year', 'genre') ? catalogue.artists : [],
      (artist) => has('artist', artist.name) && has('genre', artist.genre),
    ),
    shows: pick(noFilter ? catalogue.shows : [], () => true),
    episodes: pick(
      noFilter ? catalogue.episodes : [],
      () => true,
      ({ name, show }) => `${name} ${show.name}`,
    ),
    audiobooks: pick(
      noFilter ? catalogue.audiobooks : [],
      () => true,
      ({ name, author }) => `${name} ${author}`,
    ),
    playlists: pick(noFilter ? playlists.filter((playlist) => playlist.public) : [], () => true),
  };
}

/** Items with all the words; if none has, those with at least half of them, as a search that forgives does. */
function ranked<T extends { readonly name: string }>(
  items: readonly T[],
  words: readonly string[],
  about: (item: T) => string,
): readonly T[] {
  const wanted = words.join(' ');
  const scored = items.map((item, index) => {
    const text = fold(about(item));
    const name = fold(item.name);
    const hits = words.filter((word) => text.includes(word)).length;
    const closeness = name === wanted ? 3 : name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0;
    return { item, index, hits, closeness };
  });
  const complete = scored.filter(({ hits }) => hits === words.length);
  const partly = scored.filter(({ hits }) => hits * 2 >= words.length);
  return (complete.length > 0 ? complete : partly)
    .sort((a, b) => b.hits - a.hits || b.closeness - a.closeness || a.index - b.index)
    .map(({ item }) => item);
}

function inYears(date: string, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const [from = '', to = from] = filter.split(' ');
  const year = Number(date.slice(0, 4));
  return year >= Number(from) && year <= Number(to);
}

function tagged(album: SimAlbum, tag: string | undefined, now: number): boolean {
  if (tag === undefined) return true;
  if (tag === 'new') return now - Date.parse(album.releaseDate) <= newForMs;
  // A tenth of the records, always the same ones.
  return tag === 'hipster' && album.upc.endsWith('7');
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
