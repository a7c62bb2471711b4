import { examineFiles } from '../history/examineFiles.ts';
import type { DataFolder } from '../ports.ts';
import { orFailed, type Check } from './check.ts';
import { folderChecks, type FolderFound } from './folderChecks.ts';
import { needsRepair, storeChecks } from './storeChecks.ts';

/** How the files of a data directory are looked at. */
export interface FileLook {
  readonly folder: Pick<DataFolder, 'read' | 'size' | 'list'>;
  /** Bytes of `sql-wasm.wasm`; read only for a file that is not as it was written. */
  readonly sqlWasm: () => Uint8Array;
  /** Permissions, space and leftovers; absent where there is no directory. */
  readonly lookAtFolder?: (() => FolderFound) | undefined;
}

/** What was found. */
export interface FileFindings {
  readonly checks: readonly Check[];
  /** Opening the history sets nothing aside. */
  readonly isSound: boolean;
}

/**
 * What the files say, the same in a terminal, where nobody need have opened the history, and of the host that uses
 * them: checksums of the snapshots, the journal, what was set aside, who may use the directory, free space, leftovers.
 * @param repair puts right what a look at the directory found; absent = nothing is changed
 */
export async function fileChecks(
  { folder, sqlWasm, lookAtFolder }: FileLook,
  repair?: (found: FolderFound) => void,
): Promise<FileFindings> {
  let isSound = true;
  const store = await orFailed(async () => {
    const found = await examineFiles(folder, sqlWasm);
    isSound = !needsRepair(found);
    const checks = storeChecks(found);
    return repair !== undefined && !isSound ? checks.map(asRepaired) : checks;
  });
  const directory = await orFailed(() => {
    const found = lookAtFolder?.();
    if (found === undefined) return Promise.resolve([]);
    repair?.(found);
    return Promise.resolve(folderChecks(found, repair !== undefined));
  });
  return { checks: [...store, ...directory], isSound };
}

/** What opening the history does about it follows in its own words. */
function asRepaired(check: Check): Check {
  return check.state === 'failed' ? { state: 'attention', found: check.found } : check;
}
