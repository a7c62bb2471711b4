import type { ChangeLibraryParams, ChangeLibraryResult } from '../../../protocol/spotify/library.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import type { SpotifyReference } from '../spotifyReference.ts';
import { runWrite } from '../writes/runWrite.ts';
import { failedItems, nothingDone } from './failedItems.ts';
import { libraryItems } from './libraryItems.ts';
import { describeRemoval, type LibraryThing } from './libraryThings.ts';
import { countWords, type Direction } from './libraryWords.ts';
import { planLibraryChange, type LibraryChange } from './planLibraryChange.ts';
import { readSaved } from './readSaved.ts';
import { tellLibraryOutcome } from './tellLibraryOutcome.ts';

/** Answers `spotify.saveToLibrary`. */
export const saveItems = changeLibrary('save');
/** Answers `spotify.removeFromLibrary`. */
export const removeItems = changeLibrary('remove');

/** From so many things on the caller is told how far it is. */
const longWork = 41;

/**
 * A change of the library: looks what is different from what is wanted, sends that alone, and looks again.
 * @throws InputError; what Spotify refused with, where nothing was changed
 */
function changeLibrary(direction: Direction): Feature<ChangeLibraryParams, ChangeLibraryResult> {
  return (context, params) =>
    params.dry_run === true
      ? change(context, direction, params)
      : context.inTurn('library', () => change(context, direction, params));
}

async function change(
  context: SpotifyContext,
  direction: Direction,
  params: ChangeLibraryParams,
): Promise<ChangeLibraryResult> {
  const references = libraryItems(params.uris);
  const uris = references.map(({ uri }) => uri);
  const tell = progressOf(context, direction, uris.length);
  const isSo = direction === 'save';
  const read = (fresh: boolean): ReturnType<typeof readSaved> =>
    readSaved(context, uris, { fresh, onProgress: tell });
  let before = await read(params.dry_run !== true);
  // What was read a short while ago must not be the last word.
  const isAllSo = before.answers.size > 0 && ![...before.answers.values()].includes(!isSo);
  if (params.dry_run === true && isAllSo && before.stopped === undefined) before = await read(true);
  if (before.stopped !== undefined) throw before.stopped.error;
  if (before.answers.size === 0) throw nothingDone(before);
  const wanted = references.filter(({ uri }) => before.answers.get(uri) === !isSo);
  const same = references.filter(({ uri }) => before.answers.get(uri) === isSo);
  const unread = failedItems(uris, before);
  const unchanged = same.length > 0 && { unchanged: same.length };
  if (wanted.length === 0) {
    const summary = sameWords(direction, same);
    return {
      outcome: 'unchanged',
      summary,
      ...unchanged,
      ...(unread.length > 0 && { failed: [...unread] }),
    };
  }
  const things: readonly LibraryThing[] =
    direction === 'save' ? wanted : await describeRemoval(context, wanted);
  const wish: LibraryChange = { direction, uris, things, before, same: same.length, tell };
  const { plan, written } = planLibraryChange(context, wish);
  const result = await runWrite(context, plan, params.dry_run);
  if (result.outcome === 'planned')
    return { ...result, ...unchanged, ...(unread.length > 0 && { failed: [...unread] }) };
  const told = { ...result, ...unchanged };
  const sent = written();
  if (sent !== undefined) return tellLibraryOutcome(context, wish, sent, told);
  // No answer came, and a look showed it done all the same.
  return result.outcome === 'verified' ? { ...told, changed: things.length } : told;
}

function sameWords(direction: Direction, same: readonly SpotifyReference[]): string {
  const verb = same.length === 1 ? 'is' : 'are';
  return `${countWords(same)} ${verb} ${direction === 'save' ? 'saved or followed already' : 'not saved or followed'}.`;
}

function progressOf(
  { progress }: SpotifyContext,
  direction: Direction,
  count: number,
): (through: number) => void {
  const words = direction === 'save' ? 'Saving' : 'Removing';
  return (through) => {
    if (count < longWork) return;
    const message = through <= count ? 'Looking into the library' : words;
    progress({ done: through, total: 2 * count, message });
  };
}
