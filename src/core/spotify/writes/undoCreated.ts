import { failedItems, nothingDone, stopNote } from '../library/failedItems.ts';
import { describeRemoval } from '../library/libraryThings.ts';
import { changeWords } from '../library/libraryWords.ts';
import { stillDifferent, writeLibrary } from '../library/libraryWrite.ts';
import { readSaved } from '../library/readSaved.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';
import type { NothingToDo, PlannedWrite } from './plannedWrite.ts';
import type { SavedContent } from './savedState.ts';
import type { BringBackOptions } from './undoPlaylist.ts';

type Created = Extract<SavedContent, { kind: 'createdPlaylists' }>;

/**
 * Plans to take playlists that were made out of the library again, which is what deleting one means at Spotify: its
 * owner can follow it again.
 */
export async function planCreated(
  context: SpotifyContext,
  { uris }: Created,
  { byUndo, fresh }: Pick<BringBackOptions, 'byUndo' | 'fresh'>,
): Promise<PlannedWrite | NothingToDo> {
  const before = await readSaved(context, uris, { fresh });
  if (before.stopped !== undefined) throw before.stopped.error;
  if (before.answers.size === 0) throw nothingDone(before);
  const there = uris.filter((uri) => before.answers.get(uri) === true);
  if (there.length === 0) return { nothing: 'Nothing is to be undone: what was made is not there any more.' };
  const things = await describeRemoval(
    context,
    there.map((uri) => requireReference('undo_id', uri, ['playlist'])),
  );
  return {
    does: changeWords('remove', 'does', things),
    did: changeWords('remove', 'did', things),
    undo: {
      label: `the library before this: ${changeWords('remove', 'did', things)}`,
      content: { kind: 'library', removed: there, added: [] },
      byUndo,
    },
    apply: async () => {
      const written = await writeLibrary(context, 'remove', there, () => undefined);
      if (written.done.length === 0 && written.stopped === undefined) throw nothingDone(written);
      const note = stopNote(written);
      return { failed: failedItems(there, written), ...(note !== undefined && { note }) };
    },
    verify: async () => (await stillDifferent(context, 'remove', there)).length === 0,
  };
}
