import type * as z from 'zod';
import { comparePeriodsParams, comparePeriodsResult } from './history/comparePeriods.ts';
import { coverageParams, coverageResult } from './history/coverage.ts';
import { heatmapParams, heatmapResult } from './history/heatmap.ts';
import {
  importParams,
  importProgress,
  importReport,
  latestImportJobsParams,
  latestImportJobsResult,
} from './history/importReport.ts';
import { repeatRateParams, repeatRateResult } from './history/repeatRate.ts';
import { searchPlaysParams, searchPlaysResult } from './history/searchPlays.ts';
import { tasteSummaryParams, tasteSummaryResult } from './history/tasteSummary.ts';
import { topAlbumsResult, topArtistsResult, topParams, topTracksResult } from './history/topLists.ts';
import { statusParams, statusResult } from './status.ts';

interface RequestDefinition {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** Shape of the progress that a long request reports, zero or more times, before its result. */
  readonly progress?: z.ZodType;
}

/**
 * Every request that one part of Backbeat can make of another, whatever lies between them: a call in the
 * same process, the worker thread, the host's socket or the webview's messages.
 */
export const requests = {
  'history.tasteSummary': { params: tasteSummaryParams, result: tasteSummaryResult },
  'history.topArtists': { params: topParams, result: topArtistsResult },
  'history.topTracks': { params: topParams, result: topTracksResult },
  'history.topAlbums': { params: topParams, result: topAlbumsResult },
  'history.heatmap': { params: heatmapParams, result: heatmapResult },
  'history.repeatRate': { params: repeatRateParams, result: repeatRateResult },
  'history.coverage': { params: coverageParams, result: coverageResult },
  'history.comparePeriods': { params: comparePeriodsParams, result: comparePeriodsResult },
  'history.searchPlays': { params: searchPlaysParams, result: searchPlaysResult },
  'import.run': { params: importParams, result: importReport, progress: importProgress },
  'import.latestJobs': { params: latestImportJobsParams, result: latestImportJobsResult },
  'app.status': { params: statusParams, result: statusResult },
} as const satisfies Record<string, RequestDefinition>;

export type Method = keyof typeof requests;
/** What the caller passes. */
export type ParamsOf<M extends Method> = z.input<(typeof requests)[M]['params']>;
/** What the caller gets. */
export type ResultOf<M extends Method> = z.output<(typeof requests)[M]['result']>;
/** What a long request reports on its way; `never` where it reports nothing. */
export type ProgressOf<M extends Method> = (typeof requests)[M] extends {
  progress: infer P extends z.ZodType;
}
  ? z.output<P>
  : never;
