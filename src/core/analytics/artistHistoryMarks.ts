import type { Catalogue } from './columns.ts';
import { fold } from './folding.ts';
import { isSpotifyUri } from './labels.ts';

/** An artist by name and, where it is known, by URI. */
export interface WantedArtist {
  readonly artist: string;
  readonly uri?: string | undefined;
}

/** Folded names, which are the same for every question to one catalogue. */
const foldedKept = new WeakMap<Catalogue, readonly string[]>();

export function foldedArtists(catalogue: Catalogue): readonly string[] {
  let folded = foldedKept.get(catalogue);
  if (folded === undefined) foldedKept.set(catalogue, (folded = catalogue.artistName.map(fold)));
  return folded;
}

/**
 * Marks an artist: 1 per artist id, else 0. Exports name artists without a URI, so the name decides, except against an
 * artist that has another URI. Two artists of one name without URIs cannot be told apart.
 */
export function artistMarks(catalogue: Catalogue, { artist, uri }: WantedArtist): Uint8Array {
  const { artistUri } = catalogue;
  const names = foldedArtists(catalogue);
  const wanted = fold(artist).trim();
  return Uint8Array.from(artistUri, (known, id) => {
    if (uri !== undefined && isSpotifyUri(known)) return known === uri ? 1 : 0;
    return wanted !== '' && names[id] === wanted ? 1 : 0;
  });
}
