import type {
  OnThisDayParams,
  OnThisDayResult,
  OnThisDayYear,
} from '../../../protocol/history/insights/onThisDay.ts';
import type { TopTrack } from '../../../protocol/history/topLists.ts';
import type { By } from '../../../protocol/history/window.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatDay, formatInstant, toHours } from '../format.ts';
import { parseInstant } from '../instantParam.ts';
import { artistNames, uriField } from '../labels.ts';
import { dayMs, type TimeZone } from '../timeZone.ts';
import { rankRecordings } from '../topTracks.ts';
import { moveWindow, playRule, resolveWindow, type PlayWindow } from '../window.ts';
import { tallyFewRecordings } from './fewRecordings.ts';
import { IdCounts } from './idCounts.ts';
import { isTouched, unknownTimes } from './unknownTime.ts';

const defaultTracks = 3;

/**
 * What was played on the same local date in earlier years, back to the first listen.
 *
 * @throws InputError for a date that does not exist and an unknown zone
 */
export function onThisDay(context: AnalysisContext, params: OnThisDayParams): OnThisDayResult {
  const { timezone, min_seconds, kind, date, days_around: around = 0, by = 'plays', limit } = params;
  const window = resolveWindow(context, { timezone, min_seconds, kind });
  const { zone } = window;
  const day = date === undefined ? zone.dayOf(context.now) : dayNamed(date, zone);
  const unknown = unknownTimes(context);
  const counts = new IdCounts(context.columns.catalogue.trackName.length);
  const years = partsOf(window, day, around).map(({ year, date, part }): OnThisDayYear => {
    const plays = part.rows;
    return {
      year,
      date: formatDay(date),
      plays: plays.length,
      hours: toHours(heard(part)),
      ...(plays.length > 0 && { first_track: firstTrack(part) }),
      top_tracks: topTracks(part, by, limit ?? defaultTracks, counts),
      ...(isTouched(unknown, part.startMs, part.endMs) && { incomplete: true }),
    };
  });
  const note = noteOf(years, day);
  const first = context.columns.endedAt[0];
  return {
    date: formatDay(day),
    timezone: zone.name,
    play_rule: playRule(window),
    ...(note !== '' && { note }),
    ...(first !== undefined && { first_listen: formatInstant(first, zone) }),
    years_with_plays: years.filter(({ plays }) => plays > 0).length,
    years,
  };
}

/** @throws InputError for a date that does not exist */
function dayNamed(date: string, zone: TimeZone): number {
  parseInstant('date', date, zone);
  // Not the day of the instant: the zone may have left the date out.
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

interface YearPart {
  readonly year: number;
  readonly date: number;
  readonly part: PlayWindow;
}

/** The same date in each year before, the latest first, from the first listen to now. */
function partsOf(window: PlayWindow, day: number, around: number): YearPart[] {
  const { columns, zone, now } = window;
  const first = columns.endedAt[0];
  if (first === undefined) return [];
  const newest = Math.min(yearOf(day) - 1, yearOf(zone.dayOf(now)));
  // Days around a date may lie in the year after its own.
  const oldest = yearOf(zone.dayOf(first)) - 1;
  return Array.from({ length: Math.max(0, newest - oldest + 1) }, (_, k) => {
    const year = newest - k;
    const date = sameDateIn(year, day);
    const startMs = zone.startOfDay(date - around);
    const endMs = zone.startOfDay(date + around + 1);
    return { year, date, part: moveWindow(window, { startMs, endMs, wholeDays: true }) };
  }).filter(({ part }) => part.endMs > first && part.startMs <= now);
}

function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}

/** 28 February stands for a 29 February that the year does not have. */
function sameDateIn(year: number, day: number): number {
  const date = new Date(day * dayMs);
  const month = date.getUTCMonth();
  const same = new Date(0).setUTCFullYear(year, month, date.getUTCDate());
  return new Date(same).getUTCMonth() === month ? same / dayMs : same / dayMs - 1;
}

function heard({ columns, rows }: PlayWindow): number {
  let ms = 0;
  for (const row of rows) ms += Math.max(0, columns.msPlayed[row]!);
  return ms;
}

function firstTrack({ columns, rows, zone }: PlayWindow): OnThisDayYear['first_track'] {
  const { catalogue, track, endedAt } = columns;
  const id = track[rows[0]!]!;
  return {
    name: catalogue.trackName[id]!,
    artists: artistNames(catalogue, catalogue.trackArtist[id]!),
    played_at: formatInstant(endedAt[rows[0]!]!, zone),
    ...uriField(catalogue.trackUri[id]),
  };
}

/** By recording, as top lists rank them. */
function topTracks({ columns, rows }: PlayWindow, by: By, limit: number, counts: IdCounts): TopTrack[] {
  if (rows.length === 0) return [];
  const { catalogue, track, msPlayed } = columns;
  for (const row of rows) counts.add(track[row]!, 1, Math.max(0, msPlayed[row]!));
  const recordings = tallyFewRecordings(catalogue, counts);
  counts.clear();
  return rankRecordings(recordings, by, catalogue, { offset: 0, limit }).rows;
}

function noteOf(years: readonly OnThisDayYear[], day: number): string {
  const sentences: string[] = [];
  const silent = years.filter(({ plays }) => plays === 0).map(({ year }) => year);
  if (years.length === 0) sentences.push('The history has no earlier year with this date.');
  else if (silent.length > 0) sentences.push(`No plays on this date in ${silent.join(', ')}.`);
  if (formatDay(day).endsWith('02-29')) {
    sentences.push('Years without a 29 February show the 28th.');
  }
  if (years.some(({ incomplete }) => incomplete === true)) {
    sentences.push("Years marked incomplete hold time of which nothing is known: they mean 'at least'.");
  }
  return sentences.join(' ');
}
