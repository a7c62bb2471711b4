import type { ImportFormat } from '../../../protocol/spotify/playlistFile.ts';
import type { WantedTrack } from '../catalogue/resolvedLine.ts';
import { looksLikeReference, parseSpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';

/** What a file says of one track. */
export interface FileRow {
  /** From 1; of JSON the number of the item. */
  readonly line: number;
  /** The row as people read it: one line, cleaned and bounded. */
  readonly text: string;
  /** Absent where the row names no track or episode by its URI. */
  readonly uri?: string;
  /** What to look for where there is no URI. */
  readonly wanted?: string | WantedTrack;
  /** Why nothing can be looked for. */
  readonly why?: string;
}

/** What was read of a file. */
export interface FileContent {
  readonly format: ImportFormat;
  /** The playlist's name, where the file tells it. */
  readonly name?: string;
  /** In the order of the file. */
  readonly rows: readonly FileRow[];
}

/** The facts of a row, as a file has them: nothing of it is trusted. */
export interface RowFacts {
  readonly line: number;
  /** A URI, a link or, where the file's column says so, the bare id of a track. */
  readonly reference?: string | undefined;
  readonly title?: string | undefined;
  readonly by?: string | undefined;
  readonly isrc?: string | undefined;
}

const longestTitle = 300;
const longestShown = 120;
const isrcShape = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** Makes a row of its facts: the URI wins, then title and artist. */
export function fileRow(facts: RowFacts): FileRow {
  const { line } = facts;
  const reference = clean(facts.reference);
  const title = clean(facts.title);
  const by = clean(facts.by).replaceAll(/\s*;\s*/g, ', ');
  const shown = [by, title].filter((part) => part !== '').join(' – ') || reference;
  const text = upstreamText(shown, longestShown);
  if (reference !== '') {
    if (/^spotify:local:/i.test(reference))
      return { line, text, why: 'A local file cannot be added through Spotify.' };
    const found = parseSpotifyReference(reference, 'track');
    if (found?.type === 'track' || found?.type === 'episode') return { line, text, uri: found.uri };
    if (found !== undefined)
      return {
        line,
        text,
        why: `This is a URI of kind ${found.type}; a playlist takes tracks and episodes.`,
      };
  }
  if (title === '' || looksLikeReference(title)) {
    const why =
      reference === '' ? 'The row names no track.' : 'This is no Spotify URI or link that can be read.';
    return { line, text, why };
  }
  const isrc = clean(facts.isrc).toUpperCase().replaceAll('-', '');
  if (by === '' && !isrcShape.test(isrc)) return { line, text, wanted: title };
  return {
    ...{ line, text },
    wanted: { title, ...(by !== '' && { by }), ...(isrcShape.test(isrc) && { isrc }) },
  };
}

/** A file's name without its folder and ending, as title of what it holds. */
export function stemOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  return clean(name.replace(/\.[a-z0-9]{1,5}$/i, ''));
}

function clean(text: string | undefined): string {
  return upstreamText(text ?? '', longestTitle);
}
