import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

/** Icons come into the webview as texts, as the bundler has them. */
const svgTexts = {
  name: 'svg texts',
  enforce: 'pre' as const,
  async load(id: string) {
    return id.endsWith('.svg') ? `export default ${JSON.stringify(await readFile(id, 'utf8'))}` : undefined;
  },
};

export default defineConfig({
  test: {
    // One core less is the default: half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 30_000,
          // No module keeps state of its own, so files may share them: loading them anew took half of the time.
          isolate: false,
          setupFiles: 'test/unit/setup/closeDatabases.ts',
        },
      },
      {
        plugins: [svgTexts],
        test: {
          name: 'webview',
          environment: 'happy-dom',
          include: ['test/webview/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/harness/globalSetup.ts',
          testTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'protocol',
          include: ['test/protocol/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'security',
          include: ['test/security/**/*.test.ts'],
          globalSetup: 'test/security/harness/buildCli.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          // The table of what was tried is printed as it grows.
          disableConsoleIntercept: true,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          disableConsoleIntercept: true,
        },
      },
      {
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          disableConsoleIntercept: true,
        },
      },
      {
        test: {
          name: 'vscode',
          include: ['test/vscode/**/*.test.ts'],
          testTimeout: 180_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
