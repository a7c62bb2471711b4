import type { GetItemsParams, GetItemsResult, ItemDetails } from '../../../protocol/spotify/getItems.ts';
import { readableTypes, type Includable, type ReadableType } from '../../../protocol/spotify/getItems.ts';
import { toAppError } from '../../errorCodec.ts';
import { CancelledError, InputError, type AppError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { listMark, readCursor, writeCursor } from '../pageCursor.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { parseSpotifyReference, requireReference } from '../spotifyReference.ts';
import { eachAtMost } from './eachAtMost.ts';
import { itemDetails } from './itemDetails.ts';
import { includedCost, includedWith, readIncluded, readThing, type ReadableReference } from './readThing.ts';

/** Requests under way at the same time. */
const atOnce = 6;
/** An answer that would be longer goes on at a cursor, in characters of JSON. */
const longestAnswer = 60_000;
/** Requests that one call may lead to: a day's allowance is a few hundred (observed 2026). */
const mostRequests = 120;
/** From here on the answer says what it cost. */
const worthSaying = 20;
const defaultIncluded: Readonly<Record<Includable, number>> = {
  albums: 10,
  tracks: 50,
  episodes: 50,
  chapters: 50,
};
/** Rows of one thing are fewer: itself, and at most 200 that belong to it. */
const placesOfThing = 1000;

/** What one thing and what belongs to it make of an answer, or why it cannot be read. */
interface ReadRows {
  readonly rows: readonly ItemDetails[];
  readonly error?: AppError;
}

/**
 * Answers `spotify.getItems`: each thing once, in the order in which they were named, what belongs to it behind it. One
 * that cannot be read says why in its place. Spotify has no reads of several things any more, so each is a request.
 * @throws InputError for what is no reference, and where too many requests are needed; the first error where nothing
 *   could be read
 */
export const getItems: Feature<GetItemsParams, GetItemsResult> = async (context, params) => {
  const things = referencesOf(params);
  const include = new Set(params.include ?? []);
  const limitOf = (type: ReadableType): number => {
    const kind = includedWith[type];
    return kind === undefined || !include.has(kind) ? 0 : (params.include_limit ?? defaultIncluded[kind]);
  };
  const cost = costOf(things, limitOf);
  const list = listMark('getItems', ...things.map(({ uri }) => uri), ...include, params.include_limit ?? 0);
  const place = readCursor(list, params.cursor);
  const from = Math.floor(place / placesOfThing);
  const items: ItemDetails[] = [];
  let skip = place % placesOfThing;
  let length = 0;
  let failure: AppError | undefined;
  let next: number | undefined;
  for (let at = from; at < things.length && next === undefined; at += atOnce) {
    const part = things.slice(at, at + atOnce);
    const read = await readAll(context, part, limitOf);
    for (const [index, { rows, error }] of read.entries()) {
      failure ??= error;
      for (const [row, details] of rows.entries()) {
        if (next !== undefined || row < skip) continue;
        const size = JSON.stringify(details).length + 1;
        if (items.length > 0 && length + size > longestAnswer) next = (at + index) * placesOfThing + row;
        else items.push(details);
        length += size;
      }
      skip = 0;
    }
    context.progress({ done: Math.min(things.length, at + atOnce), total: things.length });
  }
  if (failure !== undefined && place === 0 && items.every(({ name }) => name === undefined)) throw failure;
  const note = noteOf(params, { things, cost, include, more: next !== undefined });
  return {
    items,
    ...(next !== undefined && { next_cursor: writeCursor(list, next) }),
    ...(note !== undefined && { note }),
  };
};

function referencesOf({ items, type }: GetItemsParams): readonly ReadableReference[] {
  const found = new Map<string, ReadableReference>();
  for (const [at, text] of items.entries()) {
    const known = parseSpotifyReference(text, type);
    if (known === undefined && type === undefined && /^\s*[0-9A-Za-z]{22}\s*$/.test(text)) {
      throw new InputError(`items[${at}] is an id without a kind.`, {
        hint: 'Pass type, such as track, or the whole URI.',
      });
    }
    const reference = isReadable(known) ? known : requireReference(`items[${at}]`, text, readableTypes);
    if (isReadable(reference)) found.set(reference.uri, reference);
  }
  return [...found.values()];
}

function isReadable(reference: ReturnType<typeof parseSpotifyReference>): reference is ReadableReference {
  return reference !== undefined && readableTypes.some((type) => type === reference.type);
}

function costOf(things: readonly ReadableReference[], limitOf: (type: ReadableType) => number): number {
  const requests = things.reduce((sum, { type }) => {
    const limit = limitOf(type);
    return sum + 1 + (limit === 0 ? 0 : includedCost(type, limit));
  }, 0);
  if (requests <= mostRequests) return requests;
  throw new InputError(
    `This may take ${requests} requests to Spotify; ${mostRequests} is the most for one call.`,
    {
      hint: 'Name fewer items, lower include_limit or leave include out: Spotify allows a few hundred requests a day.',
    },
  );
}

async function readAll(
  context: SpotifyContext,
  things: readonly ReadableReference[],
  limitOf: (type: ReadableType) => number,
): Promise<readonly ReadRows[]> {
  const read: ReadRows[] = [];
  await eachAtMost(atOnce, things, async (reference, at) => {
    read[at] = await readRows(context, reference, limitOf(reference.type));
  });
  return read;
}

async function readRows(
  context: SpotifyContext,
  reference: ReadableReference,
  limit: number,
): Promise<ReadRows> {
  const { type, uri, url } = reference;
  const rows: ItemDetails[] = [];
  try {
    const thing = await readThing(context, reference);
    rows.push(itemDetails(thing));
    if (limit === 0) return { rows };
    const included = await readIncluded(context, thing, limit);
    rows.push(...included.map((one) => itemDetails(one, uri)));
    return { rows };
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    const [first] = rows;
    const failed = { error: toUserMessage(error) };
    return {
      rows: [first === undefined ? { type, ...failed, uri, url } : { ...first, ...failed }],
      error: toAppError(error),
    };
  }
}

interface Answered {
  readonly things: readonly ReadableReference[];
  readonly cost: number;
  readonly include: ReadonlySet<Includable>;
  readonly more: boolean;
}

function noteOf({ items }: GetItemsParams, { things, cost, include, more }: Answered): string | undefined {
  const unfit = [...include].filter((kind) => !things.some(({ type }) => includedWith[type] === kind));
  const sentences = [
    ...(more ? ['There is more: pass next_cursor as cursor, with the same arguments.'] : []),
    ...(items.length > things.length ? [`${items.length - things.length} named twice, listed once.`] : []),
    ...(unfit.length > 0 ? [`Nothing here has ${unfit.join(' or ')} to include.`] : []),
    ...(things.some(({ type }) => type === 'playlist')
      ? ['spotify_get_playlist shows what a playlist holds.']
      : []),
    ...(cost >= worthSaying
      ? [
          `This takes up to ${cost} of the few hundred requests that Spotify allows a day; for a day the same items cost none.`,
        ]
      : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
