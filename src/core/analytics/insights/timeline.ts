import {
  buckets,
  type Bucket,
  type TimelineParams,
  type TimelineResult,
  type TimelineRow,
} from '../../../protocol/history/insights/timeline.ts';
import type { By } from '../../../protocol/history/window.ts';
import type { AnalysisContext, Catalogue } from '../columns.ts';
import { formatDay, toHours } from '../format.ts';
import { KeptAnswers } from '../keptAnswers.ts';
import { uriField } from '../labels.ts';
import { windowAnswer } from '../notes.ts';
import { onlyPlays } from '../onlyPlays.ts';
import { nextCursor, pageNote, readPage, type Page } from '../page.ts';
import type { PlaySelection } from '../plays.ts';
import { matchTracks } from '../textSearch.ts';
import { tallyTracks } from '../trackTally.ts';
import { resolveWindow, type PlayWindow } from '../window.ts';
import { BucketCounter, type BucketCounts, type PlayRange } from './bucketCounts.ts';
import { calendars, type Calendar } from './calendarBuckets.ts';
import { daysLeftOut, localDays } from './localDays.ts';
import { isTouched, unknownTimes, type UnknownTime } from './unknownTime.ts';

/**
 * What was played in each period of the local calendar that the window touches, empty ones included.
 *
 * @throws InputError for a window, a cursor or words that cannot be
 */
export function timeline(context: AnalysisContext, params: TimelineParams): TimelineResult {
  const window = onlyPlays(resolveWindow(context, params), params.only);
  const page = readPage(params);
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const { artist, track } = params;
  const filtered = artist !== undefined || track !== undefined;
  const isMatch = filtered ? matchTracks(catalogue, { artist, track }) : undefined;
  const { bucket, list, total } = bucketsOf(window, params.bucket, page.limit);
  const unknown = unknownTimes(context);
  const next = nextCursor(page, total);
  const rows = countPage(window, bucket, list(page), isMatch).map((counted) =>
    describe(counted, window, by, unknown, catalogue),
  );
  return {
    ...windowAnswer(window, pageNote(page, total, `${bucket}s`), incompleteNote(rows)),
    bucket,
    by,
    ...totalsOf(window, isMatch),
    total,
    ...(next !== undefined && { next_cursor: next }),
    timeline: rows,
  };
}

/** One period and the part of it that the window asks for. */
interface BucketBounds {
  readonly label: string;
  /** Days since 1970-01-01 local; the end is exclusive. */
  readonly firstDay: number;
  readonly endDay: number;
}

interface BucketList {
  readonly bucket: Bucket;
  readonly total: number;
  readonly list: (page: Page) => BucketBounds[];
}

/** The periods that the window touches: of the wanted kind, else of the finest that fills no more than a page. */
function bucketsOf(window: PlayWindow, wanted: Bucket | undefined, limit: number): BucketList {
  const { startMs, endMs, zone } = window;
  const leftOut = daysLeftOut(zone, startMs, endMs);
  const all = (wanted === undefined ? buckets : [wanted]).map((bucket): BucketList => {
    const calendar = calendars[bucket];
    const first = calendar.indexOf(zone.dayOf(startMs));
    const end = calendar.indexOf(zone.dayOf(endMs - 1)) + 1;
    // Longer periods are never left out as a whole.
    const missing = bucket === 'day' ? leftOut : [];
    const total = end - first - missing.length;
    return {
      bucket,
      total,
      list: ({ offset, limit }) =>
        Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, k) =>
          boundsOf(calendar, withoutMissing(first + offset + k, missing)),
        ),
    };
  });
  return all.find(({ total }) => total <= limit) ?? all[all.length - 1]!;
}

function withoutMissing(index: number, missing: readonly number[]): number {
  return missing.reduce((shifted, day) => (shifted >= day ? shifted + 1 : shifted), index);
}

function boundsOf({ firstDay, label }: Calendar, index: number): BucketBounds {
  return { label: label(index), firstDay: firstDay(index), endDay: firstDay(index + 1) };
}

interface CountedBucket extends BucketBounds {
  readonly counts: BucketCounts;
}

/** Counts of whole periods, which every window sees alike, by zone and days. */
const countsKept = new KeptAnswers<PlaySelection, BucketCounts>(2000);

function countPage(
  window: PlayWindow,
  bucket: Bucket,
  page: readonly BucketBounds[],
  isMatch: Uint8Array | undefined,
): CountedBucket[] {
  const { columns, history, zone } = window;
  const ranges = rangesOf(window, page);
  // Its tables have an entry a track, so it is made only where something is to be counted.
  let counter: BucketCounter | undefined;
  return page.map((bounds, k) => {
    const count = (): BucketCounts => {
      counter ??= new BucketCounter(columns, history.rows, isMatch);
      return counter.count(ranges[k]!);
    };
    const key = `${zone.name} ${bucket} ${bounds.firstDay}`;
    const isShared = isMatch === undefined && isWhole(window, bounds);
    return { ...bounds, counts: isShared ? countsKept.get(history, key, count) : count() };
  });
}

/** The plays of the window in each period, in one stretch but for clocks set back over midnight. */
function rangesOf(window: PlayWindow, page: readonly BucketBounds[]): PlayRange[][] {
  const { firstPlay, rows } = window;
  const { day, start } = localDays(window);
  const endPlay = firstPlay + rows.length;
  const ranges = page.map((): PlayRange[] => []);
  let at = 0;
  for (let k = 0; k < day.length; k++) {
    const first = Math.max(start[k]!, firstPlay);
    const end = Math.min(start[k + 1]!, endPlay);
    if (first >= end) continue;
    while (at > 0 && day[k]! < page[at]!.firstDay) at--;
    while (at < page.length - 1 && day[k]! >= page[at]!.endDay) at++;
    const bounds = page[at];
    if (bounds !== undefined && day[k]! >= bounds.firstDay && day[k]! < bounds.endDay) {
      ranges[at]!.push({ first, end });
    }
  }
  return ranges;
}

function isWhole({ startMs, endMs, zone }: PlayWindow, { firstDay, endDay }: BucketBounds): boolean {
  return startMs <= zone.startOfDay(firstDay) && endMs >= zone.startOfDay(endDay);
}

function describe(
  { label, firstDay, endDay, counts }: CountedBucket,
  window: PlayWindow,
  by: By,
  unknown: readonly UnknownTime[],
  { artistName, artistUri }: Catalogue,
): TimelineRow {
  const { startMs, endMs, zone, now } = window;
  const start = zone.startOfDay(firstDay);
  const end = zone.startOfDay(endDay);
  const top = by === 'time' ? counts.topByTime : counts.topByPlays;
  const partial = startMs > start || endMs < end || end > now;
  const incomplete = isTouched(unknown, Math.max(start, startMs), Math.min(end, endMs));
  return {
    period: label,
    from: formatDay(firstDay),
    plays: counts.plays,
    hours: toHours(counts.ms),
    unique_tracks: counts.tracks,
    unique_artists: counts.artists,
    ...(top !== undefined && {
      top_artist: {
        name: artistName[top.artist]!,
        plays: top.plays,
        hours: toHours(top.ms),
        ...uriField(artistUri[top.artist]),
      },
    }),
    ...(partial && { partial }),
    ...(incomplete && { incomplete }),
  };
}

function totalsOf(window: PlayWindow, isMatch: Uint8Array | undefined): { plays: number; hours: number } {
  const tally = tallyTracks(window);
  let plays = 0;
  let ms = 0;
  for (let id = 0; id < tally.plays.length; id++) {
    if (isMatch !== undefined && isMatch[id] !== 1) continue;
    plays += tally.plays[id]!;
    ms += tally.ms[id]!;
  }
  return { plays, hours: toHours(ms) };
}

function incompleteNote(rows: readonly TimelineRow[]): string | undefined {
  return rows.some(({ incomplete }) => incomplete === true)
    ? "Rows marked incomplete hold time of which nothing is known: their numbers mean 'at least'."
    : undefined;
}
