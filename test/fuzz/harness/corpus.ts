import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../corpus');

/** An input that is kept: handmade, or found by the fuzzer. */
export interface KeptInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is kept for a target, by name. */
export function keptInputs(target: string): readonly KeptInput[] {
  const own = join(folder, target);
  return readdirSync(own)
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(own, name))) }));
}

/** Where an input that broke something is kept from now on. */
export function foundFile(target: string, bytes: Uint8Array): string {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return join(folder, target, `found-${name}`);
}

/** Keeps an input that broke something. @returns its path */
export function keepFound(target: string, bytes: Uint8Array): string {
  const path = foundFile(target, bytes);
  mkdirSync(join(folder, target), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
