import type { CheckLibraryParams, CheckLibraryResult } from '../../../protocol/spotify/library.ts';
import type { Feature } from '../spotifyContext.ts';
import { failedItems, nothingDone, stopNote } from './failedItems.ts';
import { libraryItems } from './libraryItems.ts';
import { readSaved } from './readSaved.ts';

/**
 * Answers `spotify.checkLibrary`. What could be read is answered, the rest is named.
 * @throws InputError; what Spotify refused with, where nothing could be read
 */
export const checkItems: Feature<CheckLibraryParams, CheckLibraryResult> = async (context, params) => {
  const uris = libraryItems(params.uris).map(({ uri }) => uri);
  const outcome = await readSaved(context, uris, {
    fresh: false,
    onProgress: (done) => {
      context.progress({ done, total: uris.length, message: 'Looking into the library' });
    },
  });
  const { answers } = outcome;
  if (answers.size === 0) throw nothingDone(outcome);
  const items = uris.flatMap((uri) => {
    const saved = answers.get(uri);
    return saved === undefined ? [] : [{ uri, saved }];
  });
  const failed = failedItems(uris, outcome);
  const count = items.filter(({ saved }) => saved).length;
  const stop = stopNote(outcome);
  return {
    items,
    ...(failed.length > 0 && { failed: [...failed] }),
    note: `${count} of ${items.length} saved or followed.${stop === undefined ? '' : ` ${stop}`}`,
  };
};
