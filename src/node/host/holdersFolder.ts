import type { DataFolder } from '../../core/ports.ts';
import { openDataFolder } from '../dataFolder.ts';
import { fencedFolder } from '../fencedFolder.ts';
import { readOnlyFolder } from '../readOnlyFolder.ts';
import { workFolderOf } from './claim.ts';
import { claimedDisk } from './claimedDisk.ts';
import { holdsDirectory } from './hostRecord.ts';

/**
 * The data folder as the holder of a claim may use it.
 * @param claimId `undefined` = nobody can claim there, so nothing can be written
 */
export function holdersFolder(dataDir: string, claimId: string | undefined): DataFolder {
  if (claimId === undefined) return readOnlyFolder(openDataFolder(dataDir));
  const disk = claimedDisk(workFolderOf(dataDir, claimId));
  return fencedFolder(openDataFolder(dataDir, { disk }), () => holdsDirectory(dataDir, claimId));
}
