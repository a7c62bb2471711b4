import type { TopArtist, TopArtistsResult, TopParams } from '../../protocol/history/topLists.ts';
import type { By } from '../../protocol/history/window.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { toHours, toRatio } from './format.ts';
import { compareArtists, uriField } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { nextCursor, pageNote, readPage } from './page.ts';
import { rankPlayed } from './ranking.ts';
import { tallyArtists, totalOf, type Tally, type Totals } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow } from './window.ts';

/**
 * Artists by plays or by time. Sources name one artist a play, so plays without an artist are in no row.
 *
 * @throws InputError for a window or a cursor that cannot be
 */
export function topArtists(context: AnalysisContext, params: TopParams): TopArtistsResult {
  const window = resolveWindow(context, params);
  const page = readPage(params);
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const tracks = tallyTracks(window);
  const artists = tallyArtists(catalogue, tracks);
  const { ids, total } = rankPlayed(artists, by, compareArtists(catalogue), page);
  const totals = totalOf(tracks);
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, 'artists')),
    by,
    plays: totals.plays,
    total,
    ...(next !== undefined && { next_cursor: next }),
    top_artists: toArtistRows(ids, catalogue, artists, by, totals),
  };
}

/** Ranked artists as rows of an answer. */
export function toArtistRows(
  ids: Int32Array,
  { artistName, artistUri }: Catalogue,
  artists: Tally,
  by: By,
  totals: Totals,
): TopArtist[] {
  return Array.from(ids, (id) => ({
    name: artistName[id]!,
    plays: artists.plays[id]!,
    hours: toHours(artists.ms[id]!),
    share: shareOf(id, artists, by, totals),
    ...uriField(artistUri[id]),
  }));
}

/** Part of the plays of the window, or of its time, that went to one id. */
export function shareOf(id: number, tally: Tally, by: By, totals: Totals): number {
  return by === 'time' ? toRatio(tally.ms[id]!, totals.ms) : toRatio(tally.plays[id]!, totals.plays);
}
