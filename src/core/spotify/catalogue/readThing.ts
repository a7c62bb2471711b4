import type { Includable, ReadableType } from '../../../protocol/spotify/getItems.ts';
import { getAlbum, getAlbumTracks } from '../operations/albums.ts';
import { getArtist, getArtistAlbums, maxArtistAlbumsLimit } from '../operations/artists.ts';
import { getAudiobook, getAudiobookChapters } from '../operations/audiobooks.ts';
import { getChapter } from '../operations/chapters.ts';
import { maxPageLimit, type ItemPageParams } from '../operations/commonParams.ts';
import { getEpisode } from '../operations/episodes.ts';
import { getPlaylist } from '../operations/playlists.ts';
import { getShow, getShowEpisodes } from '../operations/shows.ts';
import { getTrack } from '../operations/tracks.ts';
import type { Page } from '../schemas/page.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { QuotaExceeded, RateLimited, Unavailable } from '../spotifyErrors.ts';
import type { SpotifyReference } from '../spotifyReference.ts';
import type { ReadableThing } from './itemDetails.ts';
import { getOwnAudiobookChapters, getOwnChapter, getOwnEpisode, getOwnShowEpisodes } from './ownReads.ts';

/** What can be read with a thing. */
export const includedWith: Readonly<Partial<Record<ReadableType, Includable>>> = {
  artist: 'albums',
  album: 'tracks',
  show: 'episodes',
  audiobook: 'chapters',
};

/** A reference of a kind that can be read. */
export interface ReadableReference extends SpotifyReference {
  readonly type: ReadableType;
}

/** Reads one thing. @throws what `SpotifyClient` throws */
export async function readThing(
  context: SpotifyContext,
  { type, id }: ReadableReference,
): Promise<ReadableThing> {
  const { send } = context;
  switch (type) {
    case 'track':
      return send(getTrack, { id });
    case 'album':
      return send(getAlbum, { id });
    case 'artist':
      return send(getArtist, { id });
    case 'playlist':
      return send(getPlaylist, { id });
    case 'show':
      return send(getShow, { id });
    case 'episode':
      return ownOrKept(
        () => send(getOwnEpisode, { id }),
        () => send(getEpisode, { id }),
      );
    case 'audiobook':
      return send(getAudiobook, { id });
    case 'chapter':
      return ownOrKept(
        () => send(getOwnChapter, { id }),
        () => send(getChapter, { id }),
      );
  }
}

/** Reads what belongs to a thing, up to a number; the newest first for artists and shows. */
export async function readIncluded(
  { send }: SpotifyContext,
  thing: ReadableThing,
  limit: number,
): Promise<readonly ReadableThing[]> {
  switch (thing.type) {
    case 'artist':
      return pages(thing.id, limit, maxArtistAlbumsLimit, (params) => send(getArtistAlbums, params));
    case 'album': {
      const first = thing.tracks;
      const read = (params: ItemPageParams): Promise<Page<ReadableThing>> => send(getAlbumTracks, params);
      return pages(thing.id, limit, maxPageLimit, read, first);
    }
    case 'show':
      return pages(thing.id, limit, maxPageLimit, (params) =>
        ownOrKept<Page<ReadableThing>>(
          () => send(getOwnShowEpisodes, params),
          () => send(getShowEpisodes, params),
        ),
      );
    case 'audiobook':
      return pages(thing.id, limit, maxPageLimit, (params) =>
        ownOrKept<Page<ReadableThing>>(
          () => send(getOwnAudiobookChapters, params),
          () => send(getAudiobookChapters, params),
        ),
      );
    default:
      return [];
  }
}

/** How many requests what belongs to a thing of a kind may take. The whole album brings its first tracks along. */
export function includedCost(type: ReadableType, limit: number): number {
  if (type === 'artist') return Math.ceil(limit / maxArtistAlbumsLimit);
  const requests = Math.ceil(limit / maxPageLimit);
  return type === 'album' ? requests - 1 : requests;
}

async function pages<T extends ReadableThing>(
  id: string,
  limit: number,
  largest: number,
  read: (params: ItemPageParams) => Promise<Page<T>>,
  first?: Page<T>,
): Promise<readonly T[]> {
  const found: T[] = [...(first?.items ?? [])];
  let more = first === undefined || first.next !== undefined;
  // Pages may be shorter than asked for; the next one begins where this one's places end.
  for (
    let offset = first === undefined ? 0 : first.offset + (first.limit ?? found.length);
    more && found.length < limit;
  ) {
    const size = Math.min(largest, limit - found.length);
    const answer = await read({ id, limit: size, offset });
    found.push(...answer.items);
    offset += answer.limit ?? size;
    more = answer.next !== undefined;
  }
  return found.slice(0, limit);
}

/** Where Spotify gives no answer now, what the catalogue's reads have kept is better than nothing. */
async function ownOrKept<T>(own: () => Promise<T>, kept: () => Promise<T>): Promise<T> {
  try {
    return await own();
  } catch (error) {
    if (!QuotaExceeded.is(error) && !RateLimited.is(error) && !Unavailable.is(error)) throw error;
    return kept();
  }
}
