import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalFiles } from '../../../../src/core/ports.ts';
import { localFiles } from '../../../../src/node/localFiles.ts';

/** A folder of the test's own, and the port over it. */
export interface FileBed {
  readonly folder: string;
  readonly files: LocalFiles;
  close(): Promise<void>;
}

export async function openFileBed(): Promise<FileBed> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-playlist-files-'));
  return {
    folder,
    files: localFiles(join(folder, 'exports')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
