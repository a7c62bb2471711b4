import type { Check } from './check.ts';

/** What a look at the data directory and its files found, beside their content. */
export interface FolderFound {
  readonly dataDir: string;
  /**
   * Names of files and folders that others than their owner can use, `.` for the data directory itself; empty where the
   * system knows no such thing.
   */
  readonly open: readonly string[];
  /** Bytes that can be written; `undefined` = unknown. */
  readonly freeBytes: number | undefined;
  readonly databaseBytes: number;
  /** Names of what killed processes left behind. */
  readonly leftovers: readonly string[];
}

const mega = 1024 * 1024;
const spareBytes = 32 * mega;
const repair = 'Run backbeat doctor --repair.';

/** @param isRepaired what was found open or left was put right meanwhile */
export function folderChecks(found: FolderFound, isRepaired: boolean): readonly Check[] {
  return [
    ...permissionChecks(found, isRepaired),
    ...spaceChecks(found),
    ...leftoverChecks(found, isRepaired),
  ];
}

function permissionChecks({ open }: FolderFound, isRepaired: boolean): readonly Check[] {
  if (open.length === 0) return [];
  const what = `Other users of this machine could read or change ${named(open.map((name) => (name === '.' ? 'the data directory' : name)))}`;
  return [
    isRepaired
      ? { state: 'ok', found: `${what}; that was ended.` }
      : { state: 'attention', found: `${what}.`, next: repair },
  ];
}

function spaceChecks({ freeBytes: free, databaseBytes: size }: FolderFound): readonly Check[] {
  // A snapshot is written beside the one that it replaces, and the journal goes on meanwhile.
  if (free === undefined || free >= 2 * size + spareBytes) return [];
  const megabytes = (bytes: number): string => `${Math.floor(bytes / mega)} MB`;
  return [
    {
      state: free < size + spareBytes / 8 ? 'failed' : 'attention',
      found: `The disk of the data directory has ${megabytes(free)} left; storing the history takes up to ${megabytes(size + spareBytes)}.`,
      next: 'Free some space.',
    },
  ];
}

function leftoverChecks({ leftovers }: FolderFound, isRepaired: boolean): readonly Check[] {
  if (leftovers.length === 0) return [];
  const what = `Programs that were killed left ${named(leftovers)}`;
  return [
    isRepaired
      ? { state: 'ok', found: `${what}; that was removed.` }
      : { state: 'attention', found: `${what}.`, next: repair },
  ];
}

const mostNames = 5;

function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}
