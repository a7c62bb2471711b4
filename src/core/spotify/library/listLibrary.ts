import type {
  LibraryItem,
  LibraryKind,
  ListLibraryParams,
  ListLibraryResult,
} from '../../../protocol/spotify/library.ts';
import { fold } from '../../analytics/folding.ts';
import { AppError, CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { describeItem } from '../describeItem.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { listMark, pageNote } from '../pageCursor.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { answerRoom } from './answerRoom.ts';
import { readLibraryPage, type LibraryEntry, type LibraryPage } from './libraryPages.ts';
import { readPlace, writePlace, type LibraryPlace } from './libraryPlace.ts';

const defaultLimit = 50;
/** Pages that one call reads at most: a search without a match must not use up a day's quota. */
const maxPages = 10;

/** What was asked for. */
interface Wanted {
  readonly kind: LibraryKind;
  readonly from: LibraryPlace;
  readonly limit: number;
  /** Folded. */
  readonly search: string | undefined;
}

/** A part of a list. */
interface Part {
  readonly items: readonly LibraryItem[];
  /** How many were looked at. */
  readonly looked: number;
  readonly total: number;
  /** `undefined` = the list has ended. */
  readonly next: LibraryPlace | undefined;
  /** Why a page behind the first was not read, in words. */
  readonly stopped?: string;
}

/**
 * Answers `spotify.listLibrary`, page by page; a search looks at the things themselves, since Spotify searches no
 * library.
 * @throws InputError for a cursor of another list
 */
export const listLibrary: Feature<ListLibraryParams, ListLibraryResult> = async (context, params) => {
  const { kind, limit = defaultLimit } = params;
  const search = params.search === undefined ? undefined : fold(params.search);
  const list = listMark('library', kind, search, context.account);
  const wanted = { kind, limit, search, from: readPlace(list, params.cursor) };
  const part = await readPart(context, wanted);
  const { items, total, next } = part;
  return {
    items: [...items],
    total,
    ...(next !== undefined && { next_cursor: writePlace(list, next) }),
    note: `${search === undefined ? listNote(wanted, part) : searchNote(wanted, part)}${stopNote(part)}`,
  };
};

async function readPart(
  { send, localTime }: SpotifyContext,
  { kind, from, limit, search }: Wanted,
): Promise<Part> {
  const hasRoom = answerRoom();
  const items: LibraryItem[] = [];
  let next: LibraryPlace | undefined = from;
  let total = 0;
  const part = (): Part => ({ items, total, next, looked: (next?.offset ?? total) - from.offset });
  for (let pages = 0; pages < maxPages && next !== undefined && items.length < limit; pages += 1) {
    const size = search === undefined ? Math.min(maxPageLimit, limit - items.length) : maxPageLimit;
    let page: LibraryPage;
    try {
      page = await readLibraryPage(send, kind, next, size);
    } catch (error) {
      if (pages === 0 || !AppError.is(error) || CancelledError.is(error)) throw error;
      return { ...part(), stopped: toUserMessage(error) };
    }
    total = page.total ?? next.offset + page.entries.length;
    for (const entry of page.entries) {
      const item = describeEntry(entry, localTime);
      if (search === undefined || fits(item, search)) {
        if (items.length === limit || !hasRoom(item)) return part();
        items.push(item);
      }
      next = entry.behind;
    }
    next = page.next;
  }
  return part();
}

function describeEntry(
  { thing, savedAt }: LibraryEntry,
  localTime: SpotifyContext['localTime'],
): LibraryItem {
  const { type: _type, explicit: _explicit, ...item } = describeItem(thing);
  return { ...item, ...(savedAt !== undefined && { saved_at: localTime(savedAt) }) };
}

function fits({ name, by = [] }: LibraryItem, search: string): boolean {
  return [name, ...by].some((text) => fold(text).includes(search));
}

function stopNote({ stopped }: Part): string {
  return stopped === undefined ? '' : ` The next page could not be read: ${stopped}`;
}

function listNote({ kind, from }: Wanted, { items, total, next }: Part): string {
  if (total === 0) return kind === 'artists' ? 'No artist is followed.' : 'Nothing of this kind is saved.';
  if (items.length === 0) return `Nothing after the first ${from.offset}.`;
  if (next !== undefined) return pageNote(from.offset, items.length, total);
  const gone = total - from.offset - items.length;
  const note = pageNote(from.offset, items.length, from.offset + items.length);
  return gone > 0 ? `${note} ${gone} more can no longer be shown.` : note;
}

function searchNote({ kind, from }: Wanted, { items, looked, total, next }: Part): string {
  const found = `${items.length} ${items.length === 1 ? 'match' : 'matches'}`;
  if (next === undefined && from.offset === 0) return `${found} among all ${total} ${kind}.`;
  const range = `${from.offset + 1} to ${from.offset + looked} of ${total} ${kind}`;
  return `${found} among ${range}${next === undefined ? '.' : '; pass next_cursor to look further.'}`;
}
