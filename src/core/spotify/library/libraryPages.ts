import type { LibraryKind } from '../../../protocol/spotify/library.ts';
import type { CatalogueThing } from '../describeItem.ts';
import type { Send } from '../operation.ts';
import type { PageParams } from '../operations/commonParams.ts';
import {
  getFollowedArtists,
  getSavedAlbums,
  getSavedAudiobooks,
  getSavedEpisodes,
  getSavedShows,
  getSavedTracks,
} from '../operations/library.ts';
import type { Page } from '../schemas/page.ts';
import type { Saved } from '../schemas/saved.ts';
import type { LibraryPlace } from './libraryPlace.ts';

/** Something of the library, and the place behind it. */
export interface LibraryEntry {
  readonly thing: CatalogueThing;
  /** ISO instant; artists have none. */
  readonly savedAt: string | undefined;
  readonly behind: LibraryPlace;
}

/** One page of a list of the library. What is gone from the catalogue is left out. */
export interface LibraryPage {
  readonly entries: readonly LibraryEntry[];
  /** Length of the whole list. */
  readonly total: number | undefined;
  /** Where the next page begins; `undefined` = this was the last one. */
  readonly next: LibraryPlace | undefined;
}

type ReadSaved = (send: Send, page: PageParams) => Promise<Page<Saved<CatalogueThing>>>;
const savedLists: Readonly<Record<Exclude<LibraryKind, 'artists'>, ReadSaved>> = {
  tracks: (send, page) => send(getSavedTracks, page),
  albums: (send, page) => send(getSavedAlbums, page),
  episodes: (send, page) => send(getSavedEpisodes, page),
  shows: (send, page) => send(getSavedShows, page),
  audiobooks: (send, page) => send(getSavedAudiobooks, page),
};

/**
 * Reads one page of a list of the library.
 * @param limit 1 to 50
 */
export function readLibraryPage(
  send: Send,
  kind: LibraryKind,
  place: LibraryPlace,
  limit: number,
): Promise<LibraryPage> {
  return kind === 'artists'
    ? readArtists(send, place, limit)
    : readSaved(send, savedLists[kind], place, limit);
}

async function readSaved(
  send: Send,
  read: ReadSaved,
  { offset }: LibraryPlace,
  limit: number,
): Promise<LibraryPage> {
  const page = await read(send, { offset, limit });
  return {
    // Where things are gone, a place lies too early: going on from there shows something twice, and misses nothing.
    entries: page.items.map(({ item, added_at: savedAt }, at) => ({
      ...{ thing: item, savedAt },
      behind: { offset: offset + at + 1 },
    })),
    total: page.total,
    next: page.next === undefined ? undefined : { offset: offset + (page.limit ?? limit) },
  };
}

async function readArtists(send: Send, { offset, after }: LibraryPlace, limit: number): Promise<LibraryPage> {
  const page = await send(getFollowedArtists, { after, limit });
  const last = page.cursors?.after ?? page.items.at(-1)?.id;
  return {
    entries: page.items.map((artist, at) => ({
      ...{ thing: artist, savedAt: undefined },
      behind: { offset: offset + at + 1, after: artist.id },
    })),
    total: page.total,
    next:
      page.next === undefined || last === undefined
        ? undefined
        : { offset: offset + page.items.length, after: last },
  };
}
