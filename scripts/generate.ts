import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generated/generatedFiles.ts';

/**
 * Brings what is generated up to date: the manifest's `contributes` and its texts, docs/tools.md and the README's tables.
 * With `--check` it writes nothing and fails if a file is stale.
 */
const root = dirname(import.meta.dirname);
const stale = (await generatedFiles(root)).filter((file) => file.stale);

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is stale: run "npm run generate".`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const { path, text } of stale) {
    await writeFile(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
