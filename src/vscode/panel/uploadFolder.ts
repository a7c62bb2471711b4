import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const ownName = /^(\d+)-[0-9a-f]{16}$/;
/** Those of this process: one for each window, and tests have several. */
const inUse = new Set<string>();

/**
 * Where one process keeps files that were dropped until they are imported: below a folder that all windows share, in
 * one of its own that only this user can enter.
 */
export class UploadFolder {
  readonly #shared: string;
  readonly #name = `${process.pid}-${randomBytes(8).toString('hex')}`;

  constructor(shared: string) {
    this.#shared = shared;
    inUse.add(this.#name);
  }

  get path(): string {
    return join(this.#shared, this.#name);
  }

  /** Makes a new, empty folder in it. */
  async create(name: string): Promise<string> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const made = join(this.path, name);
    await mkdir(made, { mode: 0o700 });
    return made;
  }

  /** Removes what processes left that are no longer there: whole listening histories do not lie around. */
  async sweep(): Promise<void> {
    for (const name of await namesIn(this.#shared)) {
      const pid = Number(ownName.exec(name)?.[1]);
      // One of our number that is not in use is from an earlier process.
      const isLeftOver = pid === process.pid ? !inUse.has(name) : pid > 0 && !isAlive(pid);
      if (isLeftOver) await rm(join(this.#shared, name), { recursive: true, force: true, maxRetries: 2 });
    }
  }

  /** Removes everything of this process at once; for its end. */
  dispose(): void {
    inUse.delete(this.#name);
    rmSync(this.path, { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks only
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // there, but another user's
  }
}
