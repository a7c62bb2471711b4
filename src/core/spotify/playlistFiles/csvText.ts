/** A record of a CSV file and the line, from 1, on which it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Spreadsheets take a cell that starts like this for a formula and run it (OWASP, CSV injection); apostrophes in front
 * are those that were put there before.
 */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;
/** The same behind a semicolon, which spreadsheets of many countries take for the end of a cell. */
const laterFormula = /;(\s*)('*[=+\-@＝＋－＠])/g;
const guardedLater = /;(\s*)'('*[=+\-@＝＋－＠])/g;

/** One record of CSV (RFC 4180), no cell of which is a formula: those get an apostrophe in front. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quotedCell(guarded(cell))).join(',');
}

function guarded(cell: string): string {
  const text = cell.replace(laterFormula, ";$1'$2");
  return formula.test(text) ? `'${text}` : text;
}

function quotedCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a cell held before {@link csvLine} made it safe. */
export function unguarded(cell: string): string {
  const text = cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
  return text.replace(guardedLater, ';$1$2');
}

/** What was read of a CSV file. */
export interface CsvText {
  readonly records: readonly CsvRecord[];
  /** Line of a quote that is never closed: what follows it cannot be told apart and is not in `records`. */
  readonly unclosedAt?: number;
}

/** Cells of a record that are kept; no list of tracks has as many. */
const maxCells = 200;

/**
 * Reads CSV as people have it: line breaks of any kind, also within quotes; a quote inside a bare cell is a character.
 * Empty lines are skipped.
 * @param maxRecords after so many it stops
 */
export function readCsv(text: string, separator: string, maxRecords: number): CsvText {
  const records: CsvRecord[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length && records.length < maxRecords) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedAt(text, at, separator) : bareAt(text, at, separator);
      if (cell === undefined) return { records, unclosedAt: line };
      if (cells.length < maxCells) cells.push(cell.value);
      line += cell.lineBreaks;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    line += 1;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (cells.some((cell) => cell.trim() !== '')) records.push({ line: start, cells });
  }
  return { records };
}

interface Cell {
  readonly value: string;
  /** Where the separator, the line break or the end of the text is. */
  readonly end: number;
  readonly lineBreaks: number;
}

function bareAt(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end, lineBreaks: 0 };
}

/** @returns `undefined` where the quote is never closed */
function quotedAt(text: string, from: number, separator: string): Cell | undefined {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  // What stands between the closing quote and the separator belongs to nobody's rule; it is kept.
  const rest = bareAt(text, at, separator);
  const lineBreaks = value.match(/\r\n|\n|\r/g)?.length ?? 0;
  return { value: value + rest.value, end: rest.end, lineBreaks };
}
