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

interface FoldedNames {
  readonly track: readonly string[];
  readonly artist: readonly string[];
  readonly album: readonly string[];
}

const foldedNames = new WeakMap<Catalogue, FoldedNames>();

/**
 * Marks the tracks that match: 1 per track id, else 0.
 *
 * @throws InputError for a text without a word in it
 */
export function matchTracks(catalogue: Catalogue, texts: TextQuery): Uint8Array {
  const names = namesOf(catalogue);
  const matches = new Uint8Array(catalogue.trackName.length).fill(1);
  for (const word of wordsOf('query', texts.query)) {
    const artists = containing(names.artist, word);
    const albums = containing(names.album, word);
    keep(
      matches,
      (id) =>
        artists[catalogue.trackArtist[id]!] === 1 ||
        albums[catalogue.trackAlbum[id]!] === 1 ||
        names.track[id]!.includes(word),
    );
  }
  for (const word of wordsOf('track', texts.track)) keep(matches, (id) => names.track[id]!.includes(word));
  for (const word of wordsOf('artist', texts.artist)) {
    const artists = containing(names.artist, word);
    keep(matches, (id) => artists[catalogue.trackArtist[id]!] === 1);
  }
  for (const word of wordsOf('album', texts.album)) {
    const albums = containing(names.album, word);
    keep(matches, (id) => albums[catalogue.trackAlbum[id]!] === 1);
  }
  return matches;
}

function namesOf(catalogue: Catalogue): FoldedNames {
  let names = foldedNames.get(catalogue);
  if (names === undefined) {
    names = {
      track: catalogue.trackName.map(fold),
      artist: catalogue.artistName.map(fold),
      album: catalogue.albumName.map(fold),
    };
    foldedNames.set(catalogue, names);
  }
  return names;
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

function containing(names: readonly string[], word: string): Uint8Array {
  const found = new Uint8Array(names.length);
  for (let id = 0; id < names.length; id++) if (names[id]!.includes(word)) found[id] = 1;
  return found;
}

function keep(matches: Uint8Array, isMatch: (id: number) => boolean): void {
  for (let id = 0; id < matches.length; id++) if (matches[id] === 1 && !isMatch(id)) matches[id] = 0;
}
