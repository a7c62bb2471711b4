import { InputError } from '../errors.ts';
import type { Catalogue } from './columns.ts';
import { fold, foldWords } from './folding.ts';

/** Texts to find; all of them must be there, each word of them somewhere in its field. */
export interface TextQuery {
  /** In title, artist or album. */
  readonly query?: string | undefined;
  readonly track?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
}

/** Folded names in one text, a line each: searching it is one scan of memory instead of a jump per name. */
interface NameLines {
  readonly text: string;
  /** Where each name begins; closed by the length of the text. */
  readonly starts: Int32Array;
}

interface CatalogueLines {
  readonly tracks: NameLines;
  readonly artists: NameLines;
  readonly albums: NameLines;
}

const linesKept = new WeakMap<Catalogue, CatalogueLines>();

/** Fields of a track that a word may be in. */
type Fields = readonly (keyof CatalogueLines)[];

/**
 * Marks the tracks that match: 1 per track id, else 0.
 *
 * @throws InputError for a text without a word in it
 */
export function matchTracks(catalogue: Catalogue, texts: TextQuery): Uint8Array {
  const lines = linesOf(catalogue);
  const matches = new Uint8Array(catalogue.trackName.length).fill(1);
  let left = matches.length;
  for (const [word, fields] of wordsOf(texts)) {
    // Once few tracks are left, they are looked at one by one.
    if (left * 8 < matches.length) keepWhere(matches, (id) => hasWord(catalogue, lines, id, word, fields));
    else keepBoth(matches, tracksWith(catalogue, lines, word, fields));
    left = countMarks(matches);
  }
  return matches;
}

/** All words with the fields they are looked for in, long ones first: they leave fewest tracks. */
function wordsOf(texts: TextQuery): [word: string, fields: Fields][] {
  const fieldsOf = {
    query: ['tracks', 'artists', 'albums'],
    track: ['tracks'],
    artist: ['artists'],
    album: ['albums'],
  } as const;
  return (['query', 'track', 'artist', 'album'] as const)
    .flatMap((name) => readWords(name, texts[name]).map((word): [string, Fields] => [word, fieldsOf[name]]))
    .sort(([a], [b]) => b.length - a.length);
}

function tracksWith(catalogue: Catalogue, lines: CatalogueLines, word: string, fields: Fields): Uint8Array {
  const found = fields.includes('tracks')
    ? containing(lines.tracks, word)
    : new Uint8Array(catalogue.trackName.length);
  if (fields.includes('artists')) spread(containing(lines.artists, word), catalogue.trackArtist, found);
  if (fields.includes('albums')) spread(containing(lines.albums, word), catalogue.trackAlbum, found);
  return found;
}

function hasWord(
  { trackArtist, trackAlbum }: Catalogue,
  lines: CatalogueLines,
  track: number,
  word: string,
  fields: Fields,
): boolean {
  const ids = { tracks: track, artists: trackArtist[track]!, albums: trackAlbum[track]! };
  return fields.some((field) => {
    const { text, starts } = lines[field];
    const id = ids[field];
    return id >= 0 && text.slice(starts[id], starts[id + 1]).includes(word);
  });
}

function readWords(name: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  const words = foldWords(text);
  if (words.length === 0) {
    throw new InputError(`${name} has no word to look for.`, {
      hint: `Pass a word in ${name} or leave it out.`,
    });
  }
  return words;
}

function linesOf(catalogue: Catalogue): CatalogueLines {
  let lines = linesKept.get(catalogue);
  if (lines === undefined) {
    lines = {
      tracks: toLines(catalogue.trackName),
      artists: toLines(catalogue.artistName),
      albums: toLines(catalogue.albumName),
    };
    linesKept.set(catalogue, lines);
  }
  return lines;
}

function toLines(names: readonly string[]): NameLines {
  const folded = names.map(fold);
  const starts = new Int32Array(names.length + 1);
  for (let id = 0; id < folded.length; id++) starts[id + 1] = starts[id]! + folded[id]!.length + 1;
  return { text: folded.join('\n'), starts };
}

/** Marks the names that contain a word. A word has no line break, so it is found within one name. */
function containing({ text, starts }: NameLines, word: string): Uint8Array {
  const marks = new Uint8Array(starts.length - 1);
  let id = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[id])) {
    while (starts[id + 1]! <= at) id++;
    marks[id++] = 1;
    if (id === marks.length) break;
  }
  return marks;
}

/** Adds the tracks of marked artists or albums. */
function spread(marks: Uint8Array, groupOf: Int32Array, tracks: Uint8Array): void {
  for (let id = 0; id < tracks.length; id++) {
    const group = groupOf[id]!;
    if (group >= 0 && marks[group] === 1) tracks[id] = 1;
  }
}

function keepBoth(matches: Uint8Array, other: Uint8Array): void {
  for (let id = 0; id < matches.length; id++) matches[id]! &= other[id]!;
}

function keepWhere(matches: Uint8Array, isMatch: (id: number) => boolean): void {
  for (let id = 0; id < matches.length; id++) if (matches[id] === 1 && !isMatch(id)) matches[id] = 0;
}

function countMarks(marks: Uint8Array): number {
  let count = 0;
  for (let id = 0; id < marks.length; id++) count += marks[id]!;
  return count;
}
