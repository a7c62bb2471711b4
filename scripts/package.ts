import { readFile } from 'node:fs/promises';
import { createVSIX } from '@vscode/vsce';
import JSZip from 'jszip';
import { runNode } from './runNode.ts';
import { vsixProblems } from './vsix/vsixProblems.ts';

/**
 * Builds and packs dist/backbeat.vsix, whose contents vsce lists, and fails if it is too large or holds a source,
 * a test, a map or anything else that is not needed at run time.
 */
const packagePath = 'dist/backbeat.vsix';

const { exitCode } = await runNode('scripts/build.ts', [], 'live');
if (exitCode !== 0) process.exit(exitCode);
await createVSIX({ packagePath, dependencies: false });

const bytes = await readFile(packagePath);
const entries = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
const problems = vsixProblems(
  bytes.length,
  entries.map(({ name }) => name),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
