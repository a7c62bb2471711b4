import type { TopParams, TopTrack, TopTracksResult } from '../../protocol/history/topLists.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { toHours } from './format.ts';
import { artistNames, compareTracks, uriField } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { nextCursor, pageNote, readPage } from './page.ts';
import { rankPlayed } from './ranking.ts';
import { type Tally } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow } from './window.ts';

/**
 * Tracks by plays or by time. Releases of one recording that differ in their URI are rows of their own.
 *
 * @throws InputError for a window or a cursor that cannot be
 */
export function topTracks(context: AnalysisContext, params: TopParams): TopTracksResult {
  const window = resolveWindow(context, params);
  const page = readPage(params);
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const tracks = tallyTracks(window);
  const { ids, total } = rankPlayed(tracks, by, compareTracks(catalogue), page);
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, 'tracks')),
    by,
    plays: window.rows.length,
    total,
    ...(next !== undefined && { next_cursor: next }),
    top_tracks: toTrackRows(ids, catalogue, tracks),
  };
}

/** Ranked tracks as rows of an answer. */
export function toTrackRows(ids: Int32Array, catalogue: Catalogue, tracks: Tally): TopTrack[] {
  return Array.from(ids, (id) => ({
    name: catalogue.trackName[id]!,
    artists: artistNames(catalogue, catalogue.trackArtist[id]!),
    plays: tracks.plays[id]!,
    hours: toHours(tracks.ms[id]!),
    ...uriField(catalogue.trackUri[id]),
  }));
}
