import { itemCount } from '../playlists/countWords.ts';
import { failedItems, nothingDone, stopNote } from '../library/failedItems.ts';
import { stillDifferent, writeLibrary } from '../library/libraryWrite.ts';
import type { Direction } from '../library/libraryWords.ts';
import { readSaved } from '../library/readSaved.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { AppError, CancelledError } from '../../errors.ts';
import type { Applied, NothingToDo, PlannedWrite } from './plannedWrite.ts';
import type { SavedContent } from './savedState.ts';
import type { BringBackOptions } from './undoPlaylist.ts';

type LibraryContent = Extract<SavedContent, { kind: 'library' }>;

/** Plans to save what was removed, and to remove what was saved, as far as it is not so already. */
export async function planLibrary(
  context: SpotifyContext,
  { removed, added }: LibraryContent,
  { label, byUndo, fresh }: Pick<BringBackOptions, 'label' | 'byUndo' | 'fresh'>,
): Promise<PlannedWrite | NothingToDo> {
  const uris = [...new Set([...removed, ...added])];
  const before = await readSaved(context, uris, { fresh });
  if (before.stopped !== undefined) throw before.stopped.error;
  if (before.answers.size === 0) throw nothingDone(before);
  const unread = failedItems(uris, before);
  const wanted = {
    save: removed.filter((uri) => before.answers.get(uri) === false),
    remove: added.filter((uri) => before.answers.get(uri) === true),
  };
  if (wanted.save.length + wanted.remove.length === 0) {
    return { nothing: 'Nothing is to be brought back: the library is as it was.' };
  }
  const words = [
    ...(wanted.save.length > 0 ? [`save ${itemCount(wanted.save.length)} again`] : []),
    ...(wanted.remove.length > 0 ? [`remove ${itemCount(wanted.remove.length)} that were saved`] : []),
  ].join(', ');
  return {
    does: `Bring back ${label}: ${words}`,
    did: `Brought back ${label}: ${words}`,
    undo: {
      label: `the library before an undo: ${words}`,
      content: { kind: 'library', removed: wanted.remove, added: wanted.save },
      byUndo,
    },
    ...(wanted.save.length > 0 && { note: 'They come back with a new date.' }),
    apply: () => writeBoth(context, wanted, unread),
    verify: async () => {
      for (const direction of ['save', 'remove'] as const) {
        const some = wanted[direction];
        if (some.length > 0 && (await stillDifferent(context, direction, some)).length > 0) return false;
      }
      return true;
    },
  };
}

/** Saves, then removes; that one of them fails is a part only where the other was done. */
async function writeBoth(
  context: SpotifyContext,
  wanted: Readonly<Record<Direction, readonly string[]>>,
  unread: readonly FailedPart[],
): Promise<Applied> {
  const failed = [...unread];
  const notes: string[] = [];
  let done = 0;
  let isSent = false;
  let first: unknown;
  for (const direction of ['save', 'remove'] as const) {
    const uris = wanted[direction];
    if (uris.length === 0) continue;
    try {
      const written = await writeLibrary(context, direction, uris, (through) => {
        context.progress({ done: done + through, total: wanted.save.length + wanted.remove.length });
      });
      if (written.done.length === 0 && written.stopped === undefined) throw nothingDone(written);
      done += written.done.length;
      isSent = true;
      failed.push(...failedItems(uris, written));
      const note = stopNote(written);
      if (note !== undefined) notes.push(note);
    } catch (error) {
      if (!isSent && (direction === 'remove' || wanted.remove.length === 0)) throw first ?? error;
      if (CancelledError.is(error) || !AppError.is(error)) throw error;
      first = error;
      failed.push(...uris.map((item) => ({ item, why: error.message })));
    }
  }
  return { failed, ...(notes.length > 0 && { note: notes.join(' ') }) };
}
