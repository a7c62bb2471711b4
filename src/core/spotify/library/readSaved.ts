import { throwIfCancelled } from '../../errors.ts';
import { checkLibrary } from '../operations/library.ts';
import { libraryReadScopes } from '../operations/libraryScopes.ts';
import { SchemaError } from '../spotifyErrors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { callInChunks, chunksOf, type ChunkedOutcome } from './callInChunks.ts';

export interface ReadSavedOptions {
  /** Past every cache. */
  readonly fresh: boolean;
  readonly onProgress?: (through: number) => void;
}

/**
 * Whether things are in the library, any number of them; a request for each 40.
 * @throws CancelledError
 */
export async function readSaved(
  { send, signal }: SpotifyContext,
  uris: readonly string[],
  { fresh, onProgress }: ReadSavedOptions,
): Promise<ChunkedOutcome<boolean>> {
  const outcome = await callInChunks({
    chunks: chunksOf(uris),
    call: async (chunk) => {
      const saved = await send(checkLibrary, { uris: chunk }, { fresh });
      if (saved.length !== chunk.length) {
        throw new SchemaError('Spotify told of another number of items than were asked about.', {
          hint: 'Call again; if it stays, ask about each item alone.',
        });
      }
      return chunk.map((uri, at) => [uri, saved[at] === true] as const);
    },
    scopeOf: (uri) => libraryReadScopes({ uris: [uri] }).join(),
    ...(onProgress !== undefined && { onProgress }),
  });
  throwIfCancelled(signal);
  return outcome;
}
