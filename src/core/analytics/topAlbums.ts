import type { TopAlbumsResult, TopParams } from '../../protocol/history/topLists.ts';
import type { AnalysisContext } from './columns.ts';
import { toHours } from './format.ts';
import { artistNames, compareAlbums } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { nextCursor, pageNote, readPage } from './page.ts';
import { rankPlayed } from './ranking.ts';
import { tallyAlbums, totalOf } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { shareOf } from './topArtists.ts';
import { resolveWindow } from './window.ts';

/**
 * Albums by plays or by time. Account data names no albums: such plays are counted, but in no row.
 *
 * @throws InputError for a window or a cursor that cannot be
 */
export function topAlbums(context: AnalysisContext, params: TopParams): TopAlbumsResult {
  const window = resolveWindow(context, params);
  const page = readPage(params);
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const { albumName, albumArtist } = catalogue;
  const tracks = tallyTracks(window);
  const albums = tallyAlbums(catalogue, tracks);
  const { ids, total } = rankPlayed(albums, by, compareAlbums(catalogue), page);
  const totals = totalOf(tracks);
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, 'albums')),
    by,
    plays: totals.plays,
    total,
    ...(next !== undefined && { next_cursor: next }),
    plays_without_album: totals.plays - totalOf(albums).plays,
    top_albums: Array.from(ids, (id) => ({
      name: albumName[id]!,
      artists: artistNames(catalogue, albumArtist[id]!),
      plays: albums.plays[id]!,
      hours: toHours(albums.ms[id]!),
      share: shareOf(id, albums, by, totals),
    })),
  };
}
