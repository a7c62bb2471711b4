import type { TasteSummaryParams, TasteSummaryResult } from '../../protocol/history/tasteSummary.ts';
import type { AnalysisContext } from './columns.ts';
import { toHours } from './format.ts';
import { compareArtists, compareTracks } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { rankPlayed } from './ranking.ts';
import { findRuns, toRepeatStats } from './repeats.ts';
import { tallyArtists, totalOf } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { toArtistRows } from './topArtists.ts';
import { toTrackRows } from './topTracks.ts';
import { tallyWeek, toHeatmap } from './weekGrid.ts';
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
  const rankedTracks = rankPlayed(tracks, by, compareTracks(catalogue), page);
  return {
    ...windowAnswer(window),
    plays: totals.plays,
    unique_tracks: rankedTracks.total,
    unique_artists: rankedArtists.total,
    hours: toHours(totals.ms),
    top_artists: toArtistRows(rankedArtists.ids, catalogue, artists, by, totals),
    top_tracks: toTrackRows(rankedTracks.ids, catalogue, tracks),
    repeat_stats: toRepeatStats(tracks, totals.plays, findRuns(window)),
    heatmap: toHeatmap(tallyWeek(window)),
    coverage: windowCoverage(window),
  };
}
