import type { SeededRandom } from '../fixtures/seededRandom.ts';
import { artistNames, bookNames, genres, madeUpTitle, nastyNames, showNames } from './catalogueNames.ts';

interface SimItem<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly uri: string;
  readonly name: string;
}

export interface SimArtist extends SimItem<'artist'> {
  readonly genre: string;
}
export interface SimAlbum extends SimItem<'album'> {
  readonly albumType: 'album' | 'single' | 'compilation';
  readonly artists: readonly SimArtist[];
  /** `YYYY-MM-DD` or, as for old records, `YYYY`. */
  readonly releaseDate: string;
  readonly upc: string;
  /** In the order of the record; filled while the catalogue is made. */
  readonly tracks: SimTrack[];
}
export interface SimTrack extends SimItem<'track'> {
  readonly album: SimAlbum;
  readonly artists: readonly SimArtist[];
  readonly durationMs: number;
  readonly discNumber: number;
  readonly trackNumber: number;
  readonly explicit: boolean;
  readonly isrc: string;
  /** False for the few that no market has any more. */
  readonly playable: boolean;
}
export interface SimShow extends SimItem<'show'> {
  readonly episodes: SimEpisode[];
}
export interface SimEpisode extends SimItem<'episode'> {
  readonly show: SimShow;
  readonly durationMs: number;
  readonly releaseDate: string;
}
export interface SimAudiobook extends SimItem<'audiobook'> {
  readonly author: string;
  readonly chapters: SimChapter[];
}
export interface SimChapter extends SimItem<'chapter'> {
  readonly audiobook: SimAudiobook;
  readonly durationMs: number;
  /** From 0. */
  readonly chapterNumber: number;
}
/** What a player can play by itself. */
export type SimPlayable = SimTrack | SimEpisode;
export type SimCatalogueItem =
  SimTrack | SimAlbum | SimArtist | SimShow | SimEpisode | SimAudiobook | SimChapter;

export interface SimCatalogue {
  readonly tracks: readonly SimTrack[];
  readonly albums: readonly SimAlbum[];
  readonly artists: readonly SimArtist[];
  readonly shows: readonly SimShow[];
  readonly episodes: readonly SimEpisode[];
  readonly audiobooks: readonly SimAudiobook[];
  readonly chapters: readonly SimChapter[];
  byUri(uri: string): SimCatalogueItem | undefined;
  playable(uri: string): SimPlayable | undefined;
}

const dayMs = 86_400_000;

/** A made-up catalogue; the same seed and day give the same one. */
export function makeCatalogue(random: SeededRandom, now: number): SimCatalogue {
  const artists = [...artistNames, ...nastyNames].map((name): SimArtist => ({
    ...identity(random, 'artist', name),
    genre: random.pick(genres),
  }));
  const albums = artists.flatMap((artist) =>
    Array.from({ length: random.int(1, 3) }, () => makeAlbum(random, [artist], now)),
  );
  // One artist with more records than a page holds, one record with more tracks than a page of 50 holds.
  albums.push(...Array.from({ length: 14 }, () => makeAlbum(random, artists.slice(0, 1), now)));
  albums.push(makeAlbum(random, artists.slice(1, 3), now, { type: 'compilation', length: 60 }));
  albums.push(makeAlbum(random, artists.slice(2, 3), now, { name: nastyNames[0] ?? '', daysOld: 5 }));
  const shows = showNames.map((name) => makeShow(random, name, now));
  const audiobooks = bookNames.map(({ title, author }) => makeAudiobook(random, title, author));
  return indexed({ artists, albums, shows, audiobooks });
}

function identity<Kind extends string>(random: SeededRandom, kind: Kind, name: string): SimItem<Kind> {
  const id = random.id();
  return { kind, id, uri: `spotify:${kind}:${id}`, name };
}

function makeAlbum(
  random: SeededRandom,
  artists: readonly SimArtist[],
  now: number,
  wish: { type?: SimAlbum['albumType']; length?: number; name?: string; daysOld?: number } = {},
): SimAlbum {
  const albumType =
    wish.type ?? random.pickWeighted(['album', 'single'] as const, (x) => (x === 'album' ? 3 : 1));
  const released = isoDay(now - (wish.daysOld ?? random.int(20, 9000)) * dayMs);
  const album: SimAlbum = {
    ...identity(random, 'album', wish.name ?? madeUpTitle(random)),
    albumType,
    artists,
    releaseDate: random.chance(0.1) && wish.daysOld === undefined ? released.slice(0, 4) : released,
    upc: digits(random, 13),
    tracks: [],
  };
  const length = wish.length ?? (albumType === 'single' ? random.int(1, 3) : random.int(7, 12));
  for (let at = 0; at < length; at += 1) album.tracks.push(makeTrack(random, album, at, length));
  return album;
}

function makeTrack(random: SeededRandom, album: SimAlbum, at: number, length: number): SimTrack {
  const perDisc = length > 20 ? 20 : length;
  return {
    ...identity(random, 'track', random.chance(0.01) ? random.pick(nastyNames) : madeUpTitle(random)),
    album,
    artists: album.albumType === 'compilation' ? inTurn(album.artists, at) : album.artists,
    durationMs: random.int(130_000, 330_000),
    discNumber: Math.floor(at / perDisc) + 1,
    trackNumber: (at % perDisc) + 1,
    explicit: random.chance(0.1),
    isrc: `QZ${'ABCDEF'.charAt(random.int(0, 5))}XX${digits(random, 7)}`,
    // A record never begins with one, so that starting a record always works.
    playable: at === 0 || !random.chance(0.02),
  };
}

/** One artist a track, as compilations have them. */
function inTurn(artists: readonly SimArtist[], at: number): readonly SimArtist[] {
  return artists.filter((_, index) => index === at % artists.length);
}

function makeShow(random: SeededRandom, name: string, now: number): SimShow {
  const show: SimShow = { ...identity(random, 'show', name), episodes: [] };
  for (let at = 0; at < 26; at += 1) {
    show.episodes.push({
      ...identity(random, 'episode', `${26 - at}: ${madeUpTitle(random)}`),
      show,
      durationMs: random.int(24 * 60_000, 58 * 60_000),
      releaseDate: isoDay(now - (at * 7 + 1) * dayMs),
    });
  }
  return show;
}

function makeAudiobook(random: SeededRandom, title: string, author: string): SimAudiobook {
  const audiobook: SimAudiobook = { ...identity(random, 'audiobook', title), author, chapters: [] };
  for (let at = 0; at < 18; at += 1) {
    audiobook.chapters.push({
      ...identity(random, 'chapter', `Chapter ${at + 1}`),
      audiobook,
      durationMs: random.int(16 * 60_000, 34 * 60_000),
      chapterNumber: at,
    });
  }
  return audiobook;
}

function indexed(made: Pick<SimCatalogue, 'artists' | 'albums' | 'shows' | 'audiobooks'>): SimCatalogue {
  const tracks = made.albums.flatMap((album) => album.tracks);
  const episodes = made.shows.flatMap((show) => show.episodes);
  const chapters = made.audiobooks.flatMap((book) => book.chapters);
  const all: readonly SimCatalogueItem[] = [
    ...tracks,
    ...made.albums,
    ...made.artists,
    ...made.shows,
    ...episodes,
    ...made.audiobooks,
    ...chapters,
  ];
  const items = new Map(all.map((item) => [item.uri, item]));
  return {
    ...made,
    tracks,
    episodes,
    chapters,
    byUri: (uri) => items.get(uri),
    playable: (uri) => {
      const item = items.get(uri);
      return item?.kind === 'track' || item?.kind === 'episode' ? item : undefined;
    },
  };
}

function digits(random: SeededRandom, count: number): string {
  return Array.from({ length: count }, () => String(random.int(0, 9))).join('');
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
