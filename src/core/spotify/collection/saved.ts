import type * as z from 'zod';
import type { savedParams, savedResult } from '../../../protocol/spotify/collection.ts';
import { checkLibrary } from '../operations/library.ts';
import { SchemaError } from '../spotifyErrors.ts';
import type { Feature } from '../spotifyContext.ts';
import { requireReference, type ReferenceType } from '../spotifyReference.ts';

/** Kinds that the library holds. */
const libraryTypes: readonly ReferenceType[] = [
  'track',
  'album',
  'episode',
  'show',
  'audiobook',
  'artist',
  'playlist',
  'user',
];

/**
 * URIs of things that the library can hold; links are read as well.
 * @throws InputError for anything else
 */
export function libraryUris(uris: readonly string[]): readonly string[] {
  return uris.map((uri) => requireReference('uris', uri, libraryTypes).uri);
}

/** Answers `spotify.saved`: whether things are in the library, in the same order. */
export const saved: Feature<z.output<typeof savedParams>, z.output<typeof savedResult>> = async (
  { send },
  params,
) => {
  const answers = await send(checkLibrary, { uris: libraryUris(params.uris) });
  if (answers.length === params.uris.length) return { saved: answers };
  throw new SchemaError('Spotify told of another number of items than were asked about.', {
    hint: 'Call again; if it stays, ask about each item alone.',
  });
};
