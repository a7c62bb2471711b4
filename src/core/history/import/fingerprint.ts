import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ImportError } from '../../errors.ts';
import type { Turn } from './turn.ts';
import type { ExportFile } from './exportFile.ts';
import { baseName } from '../../../protocol/history/exportNames.ts';

/**
 * Tells whether two imports are of the same files: a hash over base name, size and checksum of each, whatever their
 * order and wherever they lie.
 * @param turn - awaited after each file
 */
export async function fingerprintOf(files: readonly ExportFile[], turn?: Turn): Promise<string> {
  const lines: string[] = [];
  for (const file of files) {
    lines.push(`${baseName(file.path)}|${file.size}|${await checksumOf(file)}`);
    await turn?.();
  }
  return bytesToHex(sha1(utf8ToBytes(lines.sort().join('\n'))));
}

async function checksumOf(file: ExportFile): Promise<string> {
  try {
    return await file.checksum();
  } catch (error) {
    // Reading the file will fail the same way and be reported with its name.
    if (ImportError.is(error)) return 'unreadable';
    throw error;
  }
}
