import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guarded } from '../dataFolder.ts';
import { newToken } from './bearer.ts';

const fileName = 'mcp-token';

/** The bearer token of a data directory, in a file that only its owner can read; made at the first use. */
export function fileToken(dataDir: string): { readonly path: string; readonly value: string } {
  const path = join(dataDir, fileName);
  guarded(dataDir, 'use', () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  });
  try {
    const value = newToken();
    writeFileSync(path, value, { mode: 0o600, flag: 'wx' });
    return { path, value };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { path, value: readFileSync(path, 'utf8').trim() };
  }
}
