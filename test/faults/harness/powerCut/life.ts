import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { History } from '../../../../src/core/history/createHistory.ts';
import type { DataFolder } from '../../../../src/core/ports.ts';
import { claimDirectory, releaseDirectory, revokeEarlier } from '../../../../src/node/host/claim.ts';
import { holdersFolder } from '../../../../src/node/host/holdersFolder.ts';
import { newestClaim } from '../../../../src/node/host/hostRecord.ts';
import { thisMachine } from '../../../../src/node/host/machine.ts';
import { historyOver } from '../historyInProcess.ts';

/** A host in this process, without its socket: it claims, and writes through its claim. */
export interface Life {
  readonly folder: DataFolder;
  readonly history: History;
  /** In order. A life that is not closed has died. */
  close(): Promise<void>;
}

export function beginLife(dataDir: string): Life {
  const id = randomUUID();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const record = {
    id,
    pid: process.pid,
    version: '0.0.0',
    address: 'nowhere',
    token: 'none',
    machine: thisMachine(),
  };
  if (!claimDirectory(dataDir, record, newestClaim(dataDir).number)) throw new Error('Somebody was first.');
  revokeEarlier(dataDir, id);
  const folder = holdersFolder(dataDir, id);
  const history = historyOver(folder);
  return {
    folder,
    history,
    close: async () => {
      await history.close();
      releaseDirectory(dataDir, id);
    },
  };
}
