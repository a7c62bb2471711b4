import type { TopAlbumsResult, TopArtistsResult, TopTracksResult } from '../../protocol/history/topLists.ts';
import type { By } from '../../protocol/history/window.ts';
import { bar } from './bars.ts';
import { cleanText } from './cleanText.ts';
import { formatCount, formatHours, formatShare, plural } from './numbers.ts';
import { drawNotes } from './notes.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';
import { describeWindow } from './window.ts';

/** One row of a ranking: an artist, a track or an album. */
export interface Ranked {
  readonly name: string;
  readonly artists?: readonly string[];
  readonly plays: number;
  readonly hours: number;
  readonly share?: number;
}

export interface RankingOptions {
  /** What `name` is: the header of its column. */
  readonly of: 'artist' | 'track' | 'album';
  readonly by: By;
  /** Rank of the first row, where the rows are a later page. */
  readonly firstRank?: number;
}

const barWidth = 16;
/** Below it a bar would take the room of the names. */
const columnsForBars = 76;

/** A ranking as a table; in a terminal with a bar for what it is ranked by. */
export function drawRanking(rows: readonly Ranked[], options: RankingOptions, terminal: Terminal): string {
  const { of, by, firstRank = 1 } = options;
  const measure = (row: Ranked): number => (by === 'time' ? row.hours : row.plays);
  const max = Math.max(0, ...rows.map(measure));
  const withArtists = rows.some((row) => row.artists !== undefined);
  const withShare = rows.some((row) => row.share !== undefined);
  const columns: { column: Column; cell: (row: Ranked, at: number) => string; shown?: boolean }[] = [
    { column: { header: '#', align: 'right' }, cell: (_, at) => String(at + firstRank) },
    { column: { header: of, shrinks: 'end' }, cell: (row) => cleanText(row.name) },
    {
      column: { header: 'by', shrinks: 'end' },
      cell: (row) => (row.artists ?? []).map(cleanText).join(', '),
      shown: withArtists,
    },
    { column: { header: 'plays', align: 'right' }, cell: (row) => formatCount(row.plays, terminal) },
    { column: { header: 'hours', align: 'right' }, cell: (row) => formatHours(row.hours) },
    {
      column: { header: 'share', align: 'right' },
      cell: (row) => (row.share === undefined ? '' : formatShare(row.share)),
      shown: withShare,
    },
    {
      column: { header: '', paint: styleOf(terminal).accent },
      cell: (row) => bar(measure(row), max, barWidth, terminal),
      shown: terminal.isTty && terminal.columns >= columnsForBars,
    },
  ];
  const shown = columns.filter((column) => column.shown ?? true);
  return drawTable(
    shown.map(({ column }) => column),
    rows.map((row, at) => shown.map(({ cell }) => cell(row, at))),
    terminal,
  );
}

interface TopAnswer {
  readonly window_start: string;
  readonly window_end: string;
  readonly timezone: string;
  readonly play_rule: string;
  readonly note?: string | undefined;
  readonly by: By;
  readonly plays: number;
  readonly total: number;
}

export function drawTopArtists(result: TopArtistsResult, terminal: Terminal, firstRank = 1): string {
  return drawTopList(result, result.top_artists, 'artist', terminal, firstRank);
}

export function drawTopTracks(result: TopTracksResult, terminal: Terminal, firstRank = 1): string {
  return drawTopList(result, result.top_tracks, 'track', terminal, firstRank);
}

export function drawTopAlbums(result: TopAlbumsResult, terminal: Terminal, firstRank = 1): string {
  const without = result.plays_without_album;
  const extra = without === 0 ? [] : [`${plural(without, 'play', 'plays', terminal)} without an album`];
  return drawTopList(result, result.top_albums, 'album', terminal, firstRank, extra);
}

function drawTopList(
  answer: TopAnswer,
  rows: readonly Ranked[],
  of: RankingOptions['of'],
  terminal: Terminal,
  firstRank: number,
  extra: readonly string[] = [],
): string {
  const { heading, faint } = styleOf(terminal);
  const left = answer.total - (firstRank - 1) - rows.length;
  const more = left > 0 ? [`and ${formatCount(left, terminal)} more`] : [];
  return [
    heading(`Top ${of}s by ${answer.by}, ${describeWindow(answer)}`),
    `${plural(answer.plays, 'play', 'plays', terminal)} of ${plural(answer.total, of, `${of}s`, terminal)}`,
    '',
    rows.length === 0 ? 'Nothing was played.' : drawRanking(rows, { of, by: answer.by, firstRank }, terminal),
    ...[...more, ...extra].map(faint),
    ...drawNotes(answer, terminal),
  ].join('\n');
}
