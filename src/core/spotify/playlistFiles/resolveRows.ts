import type { RowNotFound } from '../../../protocol/spotify/playlistFile.ts';
import type { LineMatch } from '../catalogue/resolvedLine.ts';
import { resolveLines } from '../catalogue/resolveLines.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import type { FileRow } from './fileRow.ts';

/** A row and the track or episode that it is. */
export interface FoundRow {
  readonly row: FileRow;
  readonly uri: string;
  /** Absent where the row named the URI. */
  readonly match?: LineMatch;
}

/** A row that is not imported, and why. */
export interface MissingRow {
  readonly row: FileRow;
  readonly why: string;
}

/** What the rows of a file are, each in the order of the file. */
export interface ResolvedRows {
  readonly rows: number;
  readonly found: readonly FoundRow[];
  readonly missing: readonly MissingRow[];
  readonly searches: number;
  readonly searchesNeeded: number;
  readonly stopped?: string;
}

/** Rows that an answer names. */
const maxListed = 100;
const maxUnsure = 5;
/** Confidence below which the user should have a look. */
const sure = 0.8;

/**
 * Finds what rows without a URI mean.
 * @throws CancelledError
 */
export async function resolveRows(
  context: SpotifyContext,
  rows: readonly FileRow[],
  maxSearches: number,
): Promise<ResolvedRows> {
  const open = rows.flatMap((row) => (row.wanted === undefined ? [] : [{ row, wanted: row.wanted }]));
  const wanted = open.map((one) => one.wanted);
  const resolved =
    wanted.length === 0
      ? { lines: [], searches: 0, searchesNeeded: 0 }
      : await resolveLines(context, wanted, { maxSearches });
  const lineOf = new Map(open.map(({ row }, index) => [row, resolved.lines[index]]));
  const found: FoundRow[] = [];
  const missing: MissingRow[] = [];
  for (const row of rows) {
    const line = lineOf.get(row);
    if (row.uri !== undefined) found.push({ row, uri: row.uri });
    else if (line?.match !== undefined) found.push({ row, uri: line.match.uri, match: line.match });
    else missing.push({ row, why: row.why ?? line?.why ?? 'Nothing fits.' });
  }
  const { searches, searchesNeeded } = resolved;
  const stopped = 'stopped' in resolved ? resolved.stopped : undefined;
  return {
    ...{ rows: rows.length, found, missing, searches, searchesNeeded },
    ...(stopped !== undefined && { stopped }),
  };
}

/** The first rows that are missing; the last entry counts the others. */
export function notFoundRows(missing: readonly MissingRow[]): RowNotFound[] {
  const listed = missing
    .slice(0, maxListed)
    .map(({ row: { line, text }, why }) => ({ line, text, why: upstreamText(why) }));
  const next = missing[maxListed];
  if (next === undefined) return listed;
  const others = missing.length - maxListed;
  return [
    ...listed,
    { line: next.row.line, text: `${others} rows from here on`, why: 'Not listed one by one.' },
  ];
}

/** The matches to look at, in a sentence; empty where all are sure. */
export function unsureWords({ found }: ResolvedRows): string {
  const unsure = found
    .flatMap(({ row, match }) => (match !== undefined && match.confidence < sure ? [{ row, match }] : []))
    .sort((one, other) => one.match.confidence - other.match.confidence);
  if (unsure.length === 0) return '';
  const named = unsure.slice(0, maxUnsure).map(({ row, match }) => {
    const taken = [match.by?.join(', '), match.name].filter((part) => part !== undefined).join(' – ');
    return `line ${row.line} ${quoted(row.text)} became ${quoted(taken || match.uri)}`;
  });
  const more = unsure.length > maxUnsure ? ` and ${unsure.length - maxUnsure} more` : '';
  return `Not sure: ${named.join('; ')}${more}.`;
}
