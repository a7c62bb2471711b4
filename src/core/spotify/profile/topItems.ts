import type { TopItemsParams, TopItemsResult, TopRange } from '../../../protocol/spotify/profile.ts';
import { AppError, CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { accountOf } from '../accountOf.ts';
import { describeItem } from '../describeItem.ts';
import { answerRoom } from '../library/answerRoom.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getTopArtists, getTopTracks, type TopParams } from '../operations/profile.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Artist } from '../schemas/artist.ts';
import type { Page } from '../schemas/page.ts';
import type { Track } from '../schemas/track.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';

const defaultLimit = 20;
/** The list ends here: a page that begins behind the 50th place is empty (observed 2020). */
const maxTop = 99;
const lastOffset = maxTop - maxPageLimit;

type SpotifyRange = NonNullable<TopParams['timeRange']>;
const ranges: Readonly<Record<TopRange, SpotifyRange>> = {
  weeks: 'short_term',
  months: 'medium_term',
  year: 'long_term',
  short_term: 'short_term',
  medium_term: 'medium_term',
  long_term: 'long_term',
};
const periods: Readonly<Record<SpotifyRange, string>> = {
  short_term: 'about the last 4 weeks',
  medium_term: 'about the last 6 months',
  long_term: 'about the last year',
};

/**
 * Answers `spotify.top`. Whole pages are read, so that the next part of the list mostly costs no request.
 * @throws InputError for a cursor of another list
 */
export const topItems: Feature<TopItemsParams, TopItemsResult> = async (context, params) => {
  const account = accountOf(context);
  const { type, range = 'months', limit = defaultLimit } = params;
  const timeRange = ranges[range];
  const list = listMark('top', type, timeRange, account);
  const offset = readCursor(list, params.cursor);
  const wanted = { type, timeRange, offset, end: Math.min(maxTop, offset + limit) };
  const { things, total, stopped } = await readTop(context, wanted);
  const hasRoom = answerRoom();
  const items: TopItemsResult['items'] = [];
  for (const [at, thing] of things.slice(offset, offset + limit).entries()) {
    const { name, by, album, uri, url } = describeItem(thing);
    const item = {
      ...{ rank: offset + at + 1, name },
      ...(by !== undefined && { by }),
      ...(album !== undefined && { album }),
      ...{ uri, url },
    };
    if (!hasRoom(item)) break;
    items.push(item);
  }
  const end = offset + items.length;
  return {
    ...{ account, period: periods[timeRange], items },
    ...(end < total && items.length > 0 && { next_cursor: writeCursor(list, end) }),
    note: `${items.length === 0 ? 'Spotify knows none here.' : pageNote(offset, items.length, total)} This is Spotify's own ranking, without counts; ${type === 'tracks' ? 'history_top_tracks' : 'history_top_artists'} counts every play of the user's history.${stopped === undefined ? '' : ` The rest could not be read: ${stopped}`}`,
  };
};

interface Wanted {
  readonly type: TopItemsParams['type'];
  readonly timeRange: SpotifyRange;
  readonly offset: number;
  readonly end: number;
}

interface Top {
  readonly things: readonly (Track | Artist)[];
  readonly total: number;
  /** Why not all that was wanted could be read, in words. */
  readonly stopped?: string;
}

/** The first things of the list, at least to `end` where it is that long and Spotify answers. */
async function readTop({ send }: SpotifyContext, { type, timeRange, offset, end }: Wanted): Promise<Top> {
  const page = (offset: number): Promise<Page<Track | Artist>> => {
    const part = { timeRange, limit: maxPageLimit, offset };
    return type === 'tracks' ? send(getTopTracks, part) : send(getTopArtists, part);
  };
  const first = await page(0);
  if (first.items.length < maxPageLimit) return { things: first.items, total: first.items.length };
  const begin = { things: first.items, total: Math.min(maxTop, first.total ?? first.items.length) };
  if (end <= maxPageLimit) return begin;
  try {
    // It overlaps the first page by one.
    const { items } = await page(lastOffset);
    const things = [...first.items.slice(0, lastOffset), ...items];
    return { things, total: things.length };
  } catch (error) {
    if (offset >= maxPageLimit || !AppError.is(error) || CancelledError.is(error)) throw error;
    return { ...begin, stopped: toUserMessage(error) };
  }
}
