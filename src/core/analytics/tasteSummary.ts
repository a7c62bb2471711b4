import type { TasteSummaryParams, TasteSummaryResult } from '../../protocol/history/tasteSummary.ts';
import { listeningModes } from './clusters/listeningModes.ts';
import type { AnalysisContext } from './columns.ts';
import { toHours } from './format.ts';
import { compareArtists } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { rankPlayed } from './ranking.ts';
import { tallyRecordings } from './recordings.ts';
import { findRuns, toRepeatStats } from './repeats.ts';
import { tallyArtists, totalOf } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { toArtistRows } from './topArtists.ts';
import { rankRecordings } from './topTracks.ts';
import { overlapNote, tallyWeek, toHeatmap } from './weekGrid.ts';
import { resolveWindow } from './window.ts';
import { windowCoverage } from './windowCoverage.ts';

const defaultLimit = 10;

/**
 * One answer to 'what do I listen to': totals, top artists and tracks, repetition, week and coverage.
 *
 * @throws InputError for a window that cannot be
 */
export function tasteSummary(context: AnalysisContext, params: TasteSummaryParams): TasteSummaryResult {
  const window = resolveWindow(context, params);
  const by = params.by ?? 'plays';
  const page = { offset: 0, limit: params.limit ?? defaultLimit };
  const { catalogue } = context.columns;
  const tracks = tallyTracks(window);
  const artists = tallyArtists(catalogue, tracks);
  const totals = totalOf(tracks);
  const rankedArtists = rankPlayed(artists, by, compareArtists(catalogue), page);
  const recordings = tallyRecordings(catalogue, tracks);
  const ranked = rankRecordings(recordings, by, catalogue, page);
  const week = tallyWeek(window);
  const found = listeningModes(window);
  return {
    ...windowAnswer(window, overlapNote(week), found?.note),
    plays: totals.plays,
    unique_tracks: ranked.total,
    unique_artists: rankedArtists.total,
    hours: toHours(totals.ms),
    top_artists: toArtistRows(rankedArtists.ids, catalogue, artists, by, totals),
    top_tracks: ranked.rows,
    repeat_stats: toRepeatStats(recordings, totals.plays, findRuns(window)),
    heatmap: toHeatmap(week),
    ...(found !== undefined && { clusters: [...found.modes] }),
    coverage: windowCoverage(window),
  };
}
