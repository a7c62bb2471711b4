import type * as z from 'zod';
import type { setSavedParams, setSavedResult } from '../../../protocol/spotify/collection.ts';
import { removeFromLibrary, saveToLibrary } from '../operations/library.ts';
import type { Feature } from '../spotifyContext.ts';
import { libraryUris } from './saved.ts';

/** Answers `spotify.setSaved`: saves or removes; doing it again changes nothing. */
export const setSaved: Feature<z.output<typeof setSavedParams>, z.output<typeof setSavedResult>> = async (
  { send },
  params,
) => {
  const uris = [...new Set(libraryUris(params.uris))];
  await send(params.saved ? saveToLibrary : removeFromLibrary, { uris });
  return { saved: params.saved };
};
