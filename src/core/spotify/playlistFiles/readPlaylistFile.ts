import { maxImportRows } from '../../../protocol/spotify/playlistFile.ts';
import { InputError } from '../../errors.ts';
import { csvRows } from './csvRows.ts';
import { fileRow, type FileContent, type FileRow } from './fileRow.ts';
import { jsonRows } from './jsonRows.ts';
import { isM3u, m3uRows } from './m3uRows.ts';

/**
 * Reads a list of tracks in whatever form it comes: JSON, M3U, a table with headings, else one track a line.
 * @throws InputError for a list without rows, with too many, or that cannot be read
 */
export function readPlaylistFile(text: string): FileContent {
  const content = contentOf(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (content.rows.length === 0) {
    throw new InputError('The list holds no tracks.', {
      hint: 'Pass CSV with headings such as name, artists and uri; M3U; JSON; or one track a line.',
    });
  }
  if (content.rows.length > maxImportRows) {
    throw new InputError(`The list has more than ${maxImportRows} rows, and a playlist takes no more.`, {
      hint: 'Split it and import the parts one by one.',
    });
  }
  return content;
}

/** Lines of a list with remarks and gaps; reading more would keep everything else waiting for seconds. */
const maxLines = 200_000;

function checkLines(text: string): void {
  let lines = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) lines += 1;
  }
  if (lines <= maxLines) return;
  throw new InputError(`The list has more than ${maxLines} lines.`, {
    hint: `Keep the lines with tracks, ${maxImportRows} at most.`,
  });
}

function contentOf(text: string): FileContent {
  if (/^\s*[[{]/.test(text)) {
    const { name, rows } = jsonRows(text, maxImportRows);
    return { format: 'json', rows, ...(name !== undefined && { name }) };
  }
  checkLines(text);
  if (isM3u(text)) {
    const { name, rows } = m3uRows(text, maxImportRows);
    return { format: 'm3u', rows, ...(name !== undefined && { name }) };
  }
  const rows = csvRows(text, maxImportRows);
  return rows === undefined ? { format: 'lines', rows: plainRows(text) } : { format: 'csv', rows };
}

const reference =
  /spotify:(?:user:[^:\s]+:)?[a-z]+:[^\s,;"]+|(?:https?:\/\/)?(?:open|play)\.spotify\.com\/[^\s,;"]+/i;

/** A URI anywhere in a line is what it means. */
function plainRows(text: string): readonly FileRow[] {
  const rows: FileRow[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const found = reference.exec(line)?.[0];
    const title = found === line.trim() ? undefined : line;
    rows.push(fileRow({ line: index + 1, reference: found, title }));
    if (rows.length > maxImportRows) break;
  }
  return rows;
}
