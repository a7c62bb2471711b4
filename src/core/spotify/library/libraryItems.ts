import { requireReference, type ReferenceType, type SpotifyReference } from '../spotifyReference.ts';

/** Kinds that tools save and remove. Users can be followed too, but that is nobody's library. */
const libraryTypes: readonly ReferenceType[] = [
  'track',
  'album',
  'episode',
  'show',
  'audiobook',
  'artist',
  'playlist',
];

/**
 * The things that an argument names, each once, in its order.
 * @throws InputError for anything that a library does not hold
 */
export function libraryItems(uris: readonly string[]): readonly SpotifyReference[] {
  const references = uris.map((uri, at) => requireReference(`uris[${at}]`, uri, libraryTypes));
  return [...new Map(references.map((reference) => [reference.uri, reference])).values()];
}
