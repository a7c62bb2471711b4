import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatPages } from '../../core/ports.ts';

/**
 * Pages in a folder, read when a chat asks for one.
 * @param folder `apps` beside the bundle
 */
export function chatPages(folder: string): ChatPages {
  return { read: (file) => readFile(join(folder, file), 'utf8') };
}
