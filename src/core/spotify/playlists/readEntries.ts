import type * as z from 'zod';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getPlaylistItems } from '../operations/playlistItems.ts';
import type { SendOptions } from '../operation.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { Unavailable } from '../spotifyErrors.ts';

type PlaylistPage = z.output<(typeof getPlaylistItems)['response']>;

/** All entries of a playlist as they were at one time. */
export interface Entries {
  /** In order, gaps included. */
  readonly entries: readonly PlaylistEntry[];
  readonly total: number;
}

/** Pages that are asked for at once. */
const pagesAtOnce = 4;

/**
 * Reads every entry of a playlist. Progress is told for long ones. One that changes meanwhile is read again, once.
 * @param fresh past every cache: somebody else may have changed it just now
 * @throws ForbiddenError for a playlist that the account neither owns nor collaborates on; NotFound; Unavailable for one
 *   that keeps changing
 */
export async function readEntries(
  context: SpotifyContext,
  id: string,
  { fresh = true }: Pick<SendOptions, 'fresh'> = {},
): Promise<Entries> {
  const read = (await readPages(context, id, fresh)) ?? (await readPages(context, id, true));
  if (read !== undefined) return read;
  throw new Unavailable('server', 'The playlist was changed twice while it was read.', {
    hint: 'Somebody else is changing it; try again in a minute.',
  });
}

/** @returns `undefined` where the pages are not of the same list: their lengths differ */
async function readPages(context: SpotifyContext, id: string, fresh: boolean): Promise<Entries | undefined> {
  const page = (offset: number): Promise<PlaylistPage> =>
    context.send(getPlaylistItems, { id, limit: maxPageLimit, offset }, { fresh });
  const first = await page(0);
  const total = first.total ?? first.items.length;
  const step = first.limit ?? maxPageLimit;
  const entries = [...first.items];
  for (let offset = step; offset < total; offset += step * pagesAtOnce) {
    const offsets = Array.from({ length: pagesAtOnce }, (_, at) => offset + at * step);
    const pages = await Promise.all(offsets.filter((at) => at < total).map(page));
    if (pages.some((one) => one.total !== first.total)) return undefined;
    for (const { items } of pages) entries.push(...items);
    context.progress({ done: entries.length, total, message: 'Reading the playlist' });
  }
  return { entries, total };
}

/** URI of each entry; an entry that Spotify shows nothing of has an empty one. */
export function urisOf(entries: readonly PlaylistEntry[]): readonly string[] {
  return entries.map(({ item }) => item?.uri ?? '');
}
