import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimsFolder, proofPrefix } from './hostRecord.ts';

/** What a client shows its host, so that both mean the same folder: a copy of one holds the same record. */
export interface ShownDirectory {
  /** As the client's system names it; `undefined` where it gives no such names. */
  readonly directory?: string | undefined;
  /** A file that the client wrote there. */
  readonly proof?: string | undefined;
}

/**
 * What a folder is to this system, whatever its path: the same for all processes until the next start of the machine.
 * `undefined` on drives without such numbers.
 * @throws the file system's error
 */
export function identityOf(folder: string): string | undefined {
  const { dev, ino } = statSync(folder, { bigint: true });
  return ino === 0n ? undefined : `${dev}:${ino}`;
}

/**
 * Whether the folder that a client shows is the one that is held.
 * @param held identity of it, when it was claimed
 */
export function isSameDirectory(dataDir: string, held: string | undefined, shown: ShownDirectory): boolean {
  if (held !== undefined && shown.directory === held) return true;
  return shown.proof !== undefined && existsSync(proofFile(dataDir, shown.proof));
}

/**
 * Leaves a file in a data directory that a host which holds the same one sees, for drives whose numbers of folders
 * change from look to look.
 * @returns `undefined` where nothing can be written
 */
export function leaveProof(dataDir: string): { readonly proof: string; remove(): void } | undefined {
  const proof = randomUUID();
  const path = proofFile(dataDir, proof);
  try {
    writeFileSync(path, '', { mode: 0o600, flag: 'wx' });
  } catch {
    return undefined; // who cannot write there claims nothing there either, and hears so
  }
  return {
    proof,
    remove: () => {
      rmSync(path, { force: true });
    },
  };
}

const proofFile = (dataDir: string, proof: string): string =>
  join(dataDir, claimsFolder, `${proofPrefix}${proof}`);
