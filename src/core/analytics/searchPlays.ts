import type { FoundPlay, SearchPlaysParams, SearchPlaysResult } from '../../protocol/history/searchPlays.ts';
import { kinds } from '../../protocol/history/window.ts';
import type { AnalysisContext, PlayColumns } from './columns.ts';
import { formatDay, formatInstant, toHours } from './format.ts';
import { artistNames, uriField } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { nextCursor, pageNote, readPage, type Page } from './page.ts';
import type { Totals } from './tally.ts';
import { matchTracks } from './textSearch.ts';
import type { TimeZone } from './timeZone.ts';
import { tallyTracks } from './trackTally.ts';
import { moveWindow, resolveWindow, type PlayWindow } from './window.ts';

/**
 * Single plays whose title, artist or album contains the words, newest first unless asked otherwise.
 *
 * @throws InputError for a window, a cursor or a text that cannot be
 */
export function searchPlays(context: AnalysisContext, params: SearchPlaysParams): SearchPlaysResult {
  const { columns } = context;
  const window = resolveWindow(context, params);
  const page = readPage(params);
  const isMatch = matchTracks(columns.catalogue, params);
  const found = countMatches(window, isMatch);
  const everywhere = countMatches(moveWindow(window, wholeHistory), isMatch);
  const total = found.plays;
  const outside = everywhere.plays - total;
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, 'plays'), outsideNote(window, isMatch, total, outside)),
    total,
    hours: toHours(found.ms),
    total_outside: outside,
    plays: pageOf(columns, window.rows, isMatch, params.order ?? 'newest', page, total).map((row) =>
      describePlay(columns, row, window.zone),
    ),
    ...(next !== undefined && { next_cursor: next }),
  };
}

const wholeHistory = { startMs: -Infinity, endMs: Infinity, wholeDays: false };

/** `isMatch` has 1 for tracks that match. */
function countMatches(window: PlayWindow, isMatch: Uint8Array): Totals {
  const tally = tallyTracks(window);
  let plays = 0;
  let ms = 0;
  for (let id = 0; id < isMatch.length; id++) {
    if (isMatch[id] === 0) continue;
    plays += tally.plays[id]!;
    ms += tally.ms[id]!;
  }
  return { plays, ms };
}

/** Rows of the matching plays on a page; reads no further than the last of them. */
function pageOf(
  { track }: PlayColumns,
  rows: Int32Array,
  isMatch: Uint8Array,
  order: 'newest' | 'oldest',
  { offset, limit }: Page,
  total: number,
): number[] {
  const found: number[] = [];
  const last = Math.min(offset + limit, total);
  let passed = 0;
  for (let i = 0; passed < last; i++) {
    const row = rows[order === 'oldest' ? i : rows.length - 1 - i]!;
    if (isMatch[track[row]!] === 1 && passed++ >= offset) found.push(row);
  }
  return found;
}

function describePlay(columns: PlayColumns, row: number, zone: TimeZone): FoundPlay {
  const { catalogue } = columns;
  const id = columns.track[row]!;
  const album = catalogue.albumName[catalogue.trackAlbum[id]!];
  const ms = columns.msPlayed[row]!;
  const kind = kinds[columns.kind[row]!]!;
  return {
    played_at: formatInstant(columns.endedAt[row]!, zone),
    name: catalogue.trackName[id]!,
    artists: artistNames(catalogue, catalogue.trackArtist[id]!),
    ...(album !== undefined && { album }),
    // Rounded down: 29.9 seconds heard are not the 30 that the play rule asks for.
    ...(ms >= 0 && columns.estimated[row] === 0 && { seconds: Math.floor(ms / 1000) }),
    ...(kind !== 'music' && { kind }),
    ...uriField(catalogue.trackUri[id]),
  };
}

function outsideNote(
  { columns, history, zone }: PlayWindow,
  isMatch: Uint8Array,
  inside: number,
  outside: number,
): string | undefined {
  if (inside > 0 || outside === 0) return undefined;
  const [first] = pageOf(columns, history.rows, isMatch, 'oldest', { offset: 0, limit: 1 }, outside);
  const day = formatDay(zone.dayOf(columns.endedAt[first!]!));
  return `Nothing in this window matches, but ${outside} outside it, the first on ${day}: pass from=${day}.`;
}
