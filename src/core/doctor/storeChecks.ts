import type { FileState, StoreFilesFound } from '../history/examineFiles.ts';
import { storeFiles } from '../history/storeFiles.ts';
import type { Check } from './check.ts';

const repair = 'Run backbeat doctor --repair.';

/** What the files of a history say before it is opened. Without a history there is nothing to say. */
export function storeChecks(found: StoreFilesFound): readonly Check[] {
  const { snapshot, previousSnapshot, journal, areNotesDamaged, aside } = found;
  const notes: Check = {
    state: 'attention',
    found: `${storeFiles.checksums} cannot be read.`,
    next: `${repair} It is written anew; until then SQLite looks through the database at each start.`,
  };
  return [
    ...snapshotChecks(snapshot, previousSnapshot),
    ...journalChecks(journal),
    ...(areNotesDamaged ? [notes] : []),
    ...aside.map((name): Check => ({
      state: 'attention',
      found: `${name} is a damaged file that was set aside.`,
      next: 'Keep it until you know that nothing is missing, then remove it.',
    })),
  ];
}

/** Whether opening the history would set something aside, or not happen at all. */
export function needsRepair({
  snapshot,
  previousSnapshot,
  journal,
  areNotesDamaged,
}: StoreFilesFound): boolean {
  const isMissing = snapshot.is === 'absent' && previousSnapshot.is !== 'absent';
  return snapshot.is === 'damaged' || isMissing || journal.tail === 'damaged' || areNotesDamaged;
}

function snapshotChecks(newest: FileState, previous: FileState): readonly Check[] {
  const name = storeFiles.snapshot;
  switch (newest.is) {
    case 'good': {
      const size = `${Math.max(0.1, Math.round(newest.bytes / 1024 / 102.4) / 10)} MB`;
      return [{ state: 'ok', found: `${name} is sound (${size}).` }, ...previousChecks(previous)];
    }
    case 'newer':
      return [
        {
          state: 'failed',
          found: `${name} was written by a newer Backbeat (schema ${newest.schema}); this one leaves it alone.`,
          next: 'Update Backbeat.',
        },
      ];
    case 'absent':
      if (previous.is === 'absent') return [];
      return [{ state: 'failed', found: `${name} is missing.`, next: `${repair} ${remedy(previous)}` }];
    case 'damaged':
      return [
        {
          state: 'failed',
          found: `${name} is damaged: ${newest.why}.`,
          next: `${repair} It is set aside, not removed. ${remedy(previous)}`,
        },
      ];
  }
}

function previousChecks(previous: FileState): readonly Check[] {
  if (previous.is !== 'damaged') return [];
  return [
    {
      state: 'attention',
      found: `${storeFiles.previousSnapshot}, the one before, is damaged: ${previous.why}. It is not needed while ${storeFiles.snapshot} is sound.`,
      next: 'The next snapshot replaces it.',
    },
  ];
}

function remedy(previous: FileState): string {
  return previous.is === 'good'
    ? 'The one before takes its place, with all that the journal holds; a large import since then has to be repeated.'
    : 'There is no sound one before it: what can be read is kept. Import your exports again afterwards, or put a backup in its place.';
}

function journalChecks({ records, bytes, tail }: StoreFilesFound['journal']): readonly Check[] {
  const name = storeFiles.journal;
  switch (tail) {
    case 'none':
      return records === 0
        ? []
        : [{ state: 'ok', found: `${name} is sound (${records} records, ${Math.ceil(bytes / 1024)} KB).` }];
    case 'torn':
      return [
        {
          state: 'attention',
          found: `The last record of ${name} was not written to its end, as a kill leaves it; nobody was told that it is stored.`,
          next: 'Nothing to do: it is cut off when the history is opened.',
        },
      ];
    case 'damaged':
      return [
        {
          state: 'failed',
          found: `${name} is damaged: ${records} of its records can be read.`,
          next: `${repair} They are kept, and a copy of the file is set aside.`,
        },
      ];
  }
}
