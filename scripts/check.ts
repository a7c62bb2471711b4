import { runNode } from './runNode.ts';

/** Everything about the sources that can be checked without running them, at the same time. */
const checks: Readonly<Record<string, readonly [file: string, ...args: string[]]>> = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  'webview types': ['node_modules/typescript/bin/tsc', '-p', 'webview', '--noEmit'],
  'webview test types': ['node_modules/typescript/bin/tsc', '-p', 'test/webview', '--noEmit'],
  'browser test types': ['node_modules/typescript/bin/tsc', '-p', 'test/browser/apps', '--noEmit'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
  generated: ['scripts/generate.ts', '--check'],
  licences: ['scripts/licences.ts', '--check'],
};

await Promise.all(
  Object.entries(checks).map(async ([name, [file, ...args]]) => {
    const { exitCode, output } = await runNode(file, args, 'later');
    console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    if (exitCode === 0) return;
    console.log(output.trimEnd());
    process.exitCode = 1;
  }),
);
