import { InputError } from '../../errors.ts';
import { readCsv, unguarded, type CsvRecord } from './csvText.ts';
import { fileRow, type FileRow, type RowFacts } from './fileRow.ts';

type Fact = keyof Omit<RowFacts, 'line'>;

/**
 * Headings without spaces, case and marks, as Backbeat, Exportify, TuneMyMusic, Soundiiz and Spotify's own exports
 * write them (observed 2026); the first that is there wins.
 */
const headings: Readonly<Record<Fact, readonly string[]>> = {
  reference: [
    ...['uri', 'trackuri', 'spotifyuri', 'spotifytrackuri', 'url', 'trackurl', 'spotifyurl', 'link'],
    ...['spotifylink', 'spotifyid', 'trackid', 'spotifytrackid', 'id'],
  ],
  title: ['name', 'trackname', 'title', 'tracktitle', 'song', 'songname', 'songtitle', 'track'],
  by: [
    ...['artists', 'artistnames', 'artistname', 'artist', 'trackartist', 'albumartist', 'performer'],
    'mastermetadataalbumartistname',
  ],
  isrc: ['isrc', 'isrccode'],
};

const separators = [',', ';', '\t'] as const;

/** So much of a text is looked at for its headings, in characters. */
const longestHeading = 10_000;

/** Where the facts stand in a record. */
type Columns = Readonly<Partial<Record<Fact, number>>>;

/**
 * Reads a table with a heading line.
 * @returns `undefined` for a text whose first line is none: no column that names tracks, or that one alone
 * @throws InputError for a quote that is never closed
 */
export function csvRows(text: string, maxRows: number): readonly FileRow[] | undefined {
  for (const separator of separators) {
    const [head] = readCsv(text.slice(0, longestHeading), separator, 1).records;
    const columns = head === undefined ? undefined : columnsOf(head);
    if (columns === undefined) continue;
    // One more than is allowed: so the caller sees that there are too many.
    const { records, unclosedAt } = readCsv(text, separator, maxRows + 2);
    if (unclosedAt !== undefined) {
      throw new InputError(`The CSV has a quote in line ${unclosedAt} that is never closed.`, {
        hint: 'Close it, or export the list again.',
      });
    }
    return records.slice(1).map((record) => rowOf(record, columns));
  }
  return undefined;
}

function columnsOf({ cells }: CsvRecord): Columns | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''));
  const columns = Object.fromEntries(
    Object.entries(headings).flatMap(([fact, known]) => {
      const at = known.map((name) => names.indexOf(name)).find((index) => index !== -1);
      return at === undefined ? [] : [[fact, at]];
    }),
  ) as Columns;
  const namesTracks = columns.reference !== undefined || columns.title !== undefined;
  return namesTracks && (cells.length > 1 || columns.reference !== undefined) ? columns : undefined;
}

function rowOf({ line, cells }: CsvRecord, columns: Columns): FileRow {
  const cell = (fact: Fact): string | undefined => {
    const at = columns[fact];
    const value = at === undefined ? undefined : cells[at];
    return value === undefined ? undefined : unguarded(value);
  };
  return fileRow({
    ...{ line, reference: cell('reference'), title: cell('title') },
    ...{ by: cell('by'), isrc: cell('isrc') },
  });
}
