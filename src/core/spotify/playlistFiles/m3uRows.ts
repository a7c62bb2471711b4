import { looksLikeReference } from '../spotifyReference.ts';
import { fileRow, stemOf, type FileRow } from './fileRow.ts';

/** Rows of an M3U list and the name that it gives itself. */
export interface M3uContent {
  readonly name: string | undefined;
  readonly rows: readonly FileRow[];
}

/** Whether a text is an M3U list: with its mark, or with titles. */
export function isM3u(text: string): boolean {
  return /^#EXTM3U\b/.test(text.trimStart()) || /^#EXTINF:/m.test(text);
}

/**
 * Reads M3U: a Spotify link is the track itself; of a file or another address the title in front of it counts, else the
 * file's name.
 */
export function m3uRows(text: string, maxRows: number): M3uContent {
  const rows: FileRow[] = [];
  let name: string | undefined;
  let info: string | undefined;
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim();
    if (line.startsWith('#EXTINF:')) info = titleOf(line);
    else if (line.startsWith('#PLAYLIST:')) name ??= line.slice('#PLAYLIST:'.length).trim();
    if (line === '' || line.startsWith('#')) continue;
    rows.push(rowOf(index + 1, line, info));
    info = undefined;
    if (rows.length > maxRows) break;
  }
  return { name, rows };
}

function rowOf(line: number, location: string, info: string | undefined): FileRow {
  const [first = '', ...rest] = (info ?? stemOf(location)).split(/\s+[-–—]\s+/);
  const named = rest.length === 0 ? { title: first } : { by: first, title: rest.join(' - ') };
  return fileRow({ line, ...named, reference: looksLikeReference(location) ? location : undefined });
}

/** `#EXTINF:215 key="value",Artist - Title` */
function titleOf(line: string): string | undefined {
  const title = /^#EXTINF:\s*-?[\d.]*(?:\s+[\w-]+="[^"]*")*\s*,(.*)$/.exec(line)?.[1]?.trim();
  return title === '' ? undefined : title;
}
