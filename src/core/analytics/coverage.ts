import type { CoverageResult } from '../../protocol/history/coverage.ts';
import type { WindowParams } from '../../protocol/history/window.ts';
import type { AnalysisContext, Catalogue, PlayColumns } from './columns.ts';
import { evidenceRuns } from './evidence.ts';
import { formatInstant, toRatio } from './format.ts';
import { isSpotifyUri } from './labels.ts';
import { countMonths } from './months.ts';
import { windowAnswer } from './notes.ts';
import { countListens, firstRowAt } from './plays.ts';
import type { TimeZone } from './timeZone.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow, type PlayWindow } from './window.ts';
import { windowCoverage } from './windowCoverage.ts';

/**
 * What is known of the window: days, months, sources, holes, and how much of it has URIs and heard times.
 *
 * @throws InputError for a window that cannot be
 */
export function coverage(context: AnalysisContext, params: WindowParams): CoverageResult {
  const window = resolveWindow(context, params);
  const plays = window.rows.length;
  return {
    ...windowAnswer(window),
    ...windowCoverage(window),
    plays,
    short_listens: countWindowListens(window) - plays,
    with_uri_share: toRatio(countPlaysWithUri(window), plays),
    ...timeShares(window),
    history: describeHistory(context.columns, window.zone),
    months: countMonths(window),
  };
}

function countWindowListens({ columns, rule, startMs, endMs }: PlayWindow): number {
  return countListens(columns, rule, firstRowAt(columns, startMs), firstRowAt(columns, endMs));
}

function countPlaysWithUri(window: PlayWindow): number {
  const { plays } = tallyTracks(window);
  const marks = uriMarksOf(window.columns.catalogue);
  let count = 0;
  for (let id = 0; id < plays.length; id++) if (marks[id] === 1) count += plays[id]!;
  return count;
}

function timeShares(window: PlayWindow): { with_time_share: number; estimated_share: number } {
  const counts = { known: 0, estimated: 0, unknown: 0 };
  for (const { time, first, end } of evidenceRuns(window)) counts[time] += end - first;
  const plays = window.rows.length;
  return { with_time_share: toRatio(counts.known, plays), estimated_share: toRatio(counts.estimated, plays) };
}

const uriMarks = new WeakMap<Catalogue, Uint8Array>();

/** 1 for each track that has a Spotify URI. */
function uriMarksOf(catalogue: Catalogue): Uint8Array {
  let marks = uriMarks.get(catalogue);
  if (marks === undefined) {
    marks = Uint8Array.from(catalogue.trackUri, (uri) => (isSpotifyUri(uri) ? 1 : 0));
    uriMarks.set(catalogue, marks);
  }
  return marks;
}

function describeHistory(
  { endedAt, length, superseded }: PlayColumns,
  zone: TimeZone,
): CoverageResult['history'] {
  return {
    ...(length > 0 && {
      first_listen: formatInstant(endedAt[0]!, zone),
      last_listen: formatInstant(endedAt[length - 1]!, zone),
    }),
    listens: length,
    superseded,
  };
}
