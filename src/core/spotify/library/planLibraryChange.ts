import type { SpotifyContext } from '../spotifyContext.ts';
import type { PlannedWrite } from '../writes/plannedWrite.ts';
import type { NewState } from '../writes/savedState.ts';
import type { ChunkedOutcome } from './callInChunks.ts';
import { failedItems, nothingDone, stopNote } from './failedItems.ts';
import type { LibraryThing } from './libraryThings.ts';
import { changeWords, type Direction } from './libraryWords.ts';
import { stillDifferent, writeLibrary, type LibraryWritten } from './libraryWrite.ts';

/** A change of the library that was worked out. */
export interface LibraryChange {
  readonly direction: Direction;
  /** All that were asked for. */
  readonly uris: readonly string[];
  /** Those of them that are to be changed. */
  readonly things: readonly LibraryThing[];
  /** What was saved before. */
  readonly before: ChunkedOutcome<boolean>;
  /** How many were so before. */
  readonly same: number;
  /** Told how many of the looks and changes are through, in all. */
  readonly tell: (through: number) => void;
}

/** A planned change, and what came of it once it was carried out. */
export interface LibraryPlan {
  readonly plan: PlannedWrite;
  readonly written: () => LibraryWritten | undefined;
}

/** The plan of a change. */
export function planLibraryChange(
  context: SpotifyContext,
  { direction, uris, things, before, same, tell }: LibraryChange,
): LibraryPlan {
  let written: LibraryWritten | undefined;
  const changing = things.map(({ uri }) => uri);
  let different: readonly string[] = changing;
  const plan: PlannedWrite = {
    does: changeWords(direction, 'does', things),
    did: changeWords(direction, 'did', things),
    undo: undoOf(direction, things),
    note: planNote(direction, same, things),
    apply: async () => {
      written = await writeLibrary(context, direction, changing, (through) => {
        tell(uris.length + same + through);
      });
      if (written.answers.size === 0 && written.stopped === undefined) throw nothingDone(written);
      const outcome = { ...written, refused: new Map([...before.refused, ...written.refused]) };
      const note = stopNote(outcome);
      return { failed: failedItems(uris, outcome), ...(note !== undefined && { note }) };
    },
    verify: async () => {
      different = await stillDifferent(context, direction, different);
      return different.length === 0;
    },
  };
  return { plan, written: () => written };
}

/** What brings these things back to how they were. */
export function undoOf(direction: Direction, things: readonly LibraryThing[]): NewState {
  const uris = things.map(({ uri }) => uri);
  return {
    label: `the library before this: ${changeWords(direction, 'did', things)}`,
    content:
      direction === 'save'
        ? { kind: 'library', removed: [], added: uris }
        : { kind: 'library', removed: uris, added: [] },
  };
}

function planNote(direction: Direction, same: number, things: readonly LibraryThing[]): string {
  const verb = same === 1 ? 'was' : 'were';
  const sentences = [
    same > 0 && `${same} ${direction === 'save' ? `${verb} saved already` : `${verb} not saved`}.`,
    direction === 'remove' &&
      things.some(({ own }) => own !== true) &&
      'An undo brings them back with a new date.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
