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

/**
 * Marks the tracks that match: 1 per track id, else 0.
 *
 * @throws InputError for a text without a word in it
 */
export function matchTracks(catalogue: Catalogue, texts: TextQuery): Uint8Array {
  const { tracks, artists, albums } = linesOf(catalogue);
  const { trackArtist, trackAlbum } = catalogue;
  const matches = new Uint8Array(catalogue.trackName.length).fill(1);
  for (const word of wordsOf('query', texts.query)) {
    const found = containing(tracks, word);
    spread(containing(artists, word), trackArtist, found);
    spread(containing(albums, word), trackAlbum, found);
    keepBoth(matches, found);
  }
  for (const word of wordsOf('track', texts.track)) keepBoth(matches, containing(tracks, word));
  for (const word of wordsOf('artist', texts.artist)) {
    keepBoth(matches, spread(containing(artists, word), trackArtist));
  }
  for (const word of wordsOf('album', texts.album)) {
    keepBoth(matches, spread(containing(albums, word), trackAlbum));
  }
  return matches;
}

function wordsOf(name: string, text: string | undefined): string[] {
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

/** Marks the tracks of marked artists or albums. */
function spread(
  marks: Uint8Array,
  groupOf: Int32Array,
  tracks: Uint8Array = new Uint8Array(groupOf.length),
): Uint8Array {
  for (let id = 0; id < tracks.length; id++) {
    const group = groupOf[id]!;
    if (group >= 0 && marks[group] === 1) tracks[id] = 1;
  }
  return tracks;
}

function keepBoth(matches: Uint8Array, other: Uint8Array): void {
  for (let id = 0; id < matches.length; id++) matches[id]! &= other[id]!;
}
