import type { TopTrack, TopTracksParams, TopTracksResult } from '../../protocol/history/topLists.ts';
import type { By } from '../../protocol/history/window.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { toHours } from './format.ts';
import { artistNames, compareTracks, uriField } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { nextCursor, pageNote, readPage, type Page } from './page.ts';
import { rankPlayed } from './ranking.ts';
import { compareRecordings, tallyRecordings, type RecordingTally } from './recordings.ts';
import type { Tally } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow } from './window.ts';

/**
 * Tracks by plays or by time. Releases of one recording are one row unless they are wanted apart.
 *
 * @throws InputError for a window or a cursor that cannot be
 */
export function topTracks(context: AnalysisContext, params: TopTracksParams): TopTracksResult {
  const window = resolveWindow(context, params);
  const page = readPage(params);
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const tracks = tallyTracks(window);
  const { rows, total } =
    params.releases === 'apart'
      ? rankTracks(tracks, by, catalogue, page)
      : rankRecordings(tallyRecordings(catalogue, tracks), by, catalogue, page);
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, 'tracks')),
    by,
    plays: window.rows.length,
    total,
    ...(next !== undefined && { next_cursor: next }),
    top_tracks: rows,
  };
}

interface RankedRows {
  readonly rows: TopTrack[];
  /** Of all pages. */
  readonly total: number;
}

function rankTracks(tracks: Tally, by: By, catalogue: Catalogue, page: Page): RankedRows {
  const { ids, total } = rankPlayed(tracks, by, compareTracks(catalogue), page);
  return { rows: toTrackRows(ids, catalogue, tracks), total };
}

/** The most played recordings as rows of an answer. */
export function rankRecordings(
  recordings: RecordingTally,
  by: By,
  catalogue: Catalogue,
  page: Page,
): RankedRows {
  const { ids, total } = rankPlayed(recordings, by, compareRecordings(catalogue, recordings), page);
  const rows = Array.from(ids, (id): TopTrack => {
    const track = recordings.track[id]!;
    const releases = recordings.releases[id]!;
    return {
      name: catalogue.trackName[track]!,
      artists: artistNames(catalogue, catalogue.trackArtist[track]!),
      plays: recordings.plays[id]!,
      hours: toHours(recordings.ms[id]!),
      ...uriField(catalogue.trackUri[track]),
      ...(releases > 1 && { releases }),
    };
  });
  return { rows, total };
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
