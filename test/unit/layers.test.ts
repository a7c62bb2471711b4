import { dirname } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({
  cwd: dirname(dirname(import.meta.dirname)),
  // The layers need no types, and the files of this test do not exist.
  overrideConfig: [tseslint.configs.disableTypeChecked],
  ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
});

/** What lint says about a file of this name and text. */
async function complaints(filePath: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ message }) => message);
}

const forbidden: readonly [file: string, text: string, wayOut: string][] = [
  ['src/core/x.ts', "import { readFile } from 'node:fs/promises';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import { readFile } from 'fs/promises';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import { readFileSync } from 'fs';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import type { Stats } from 'fs';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import { lookup } from 'dns';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "export { sep } from 'node:path';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "export const fs = await import('node:fs');", 'loaded by src/node or src/vscode'],
  ['src/core/x.ts', "export const fs = require('node:fs');", 'through Ports'],
  ['src/core/x.ts', "import { window } from 'vscode';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import type { Uri } from 'vscode';", 'add a port in src/core/ports.ts'],
  ['src/core/x.ts', "import { y } from '../node/y.ts';", 'take the thing through Ports'],
  ['src/core/history/import/x.ts', "import { y } from '../../../node/y.ts';", 'take the thing through Ports'],
  ['src/core/history/x.ts', "import type { Y } from '../../vscode/y.ts';", 'take the thing through Ports'],
  ['src/core/x.ts', "import envPaths from 'env-paths';", 'take the package through Ports'],
  ['src/core/x.ts', "import { y } from '@modelcontextprotocol/node';", 'take the package through Ports'],
  [
    'src/core/x.ts',
    "import { y } from '@modelcontextprotocol/server/stdio';",
    'take the package through Ports',
  ],
  ['src/core/x.ts', "import '../cli.ts';", 'move what you need into a file of its own'],
  ['src/core/x.ts', "import { y } from '../../test/fixtures/y.ts';", 'move what both need into src'],
  ['src/core/x.ts', 'export const x = process.env;', 'through Ports'],
  ['src/core/x.ts', 'export const x = Buffer.alloc(1);', 'through Ports'],
  ['src/core/x.ts', 'setTimeout(() => undefined, 1);', 'through Ports'],
  ['src/core/x.ts', "console.log('x');", 'through Ports'],
  ['src/core/x.ts', 'export const x = globalThis;', 'through Ports'],
  ['src/core/x.ts', 'export const x = Date.now();', 'takes the time from the clock'],
  ['src/protocol/x.ts', "import { y } from '../core/y.ts';", 'move the shared type down to it'],
  [
    'src/protocol/history/x.ts',
    "import type { Y } from '../../core/y.ts';",
    'move the shared type down to it',
  ],
  ['src/protocol/x.ts', "import { y } from '../node/y.ts';", 'move the shared type down to it'],
  ['src/protocol/x.ts', "import JSZip from 'jszip';", 'take the package through Ports'],
  ['src/protocol/x.ts', 'export const x = document.title;', 'through Ports'],
  ['src/node/x.ts', "import { window } from 'vscode';", 'Only src/vscode and src/extension.ts know VS Code'],
  ['src/node/host/x.ts', "import { y } from '../../vscode/y.ts';", 'let src/vscode pass the thing in'],
  ['src/node/x.ts', "export const y = await import('../vscode/y.ts');", 'let src/vscode pass the thing in'],
  ['src/node/x.ts', "import '../worker.ts';", 'move what you need into a file of its own'],
  ['src/cli.ts', "import { y } from './vscode/y.ts';", 'let src/vscode pass the thing in'],
  ['src/worker.ts', "import { window } from 'vscode';", 'Only src/vscode and src/extension.ts know VS Code'],
  ['src/vscode/x.ts', "import { y } from '../node/cli/y.ts';", 'move what both need up into src/node'],
  ['src/vscode/x.ts', "import '../extension.ts';", 'move what you need into a file of its own'],
  ['webview/x.ts', "import { y } from '../src/core/y.ts';", 'ask by a request instead'],
  ['webview/ui/x.ts', "import type { Y } from '../../src/core/y.ts';", 'ask by a request instead'],
  ['webview/x.ts', "import { y } from '../src/node/y.ts';", 'ask by a request instead'],
  ['webview/x.ts', "import { y } from '../test/fixtures/y.ts';", 'ask by a request instead'],
  ['webview/x.ts', "import { join } from 'node:path';", 'plain TypeScript'],
  ['webview/x.ts', "import { Uri } from 'vscode';", 'Only src/vscode and src/extension.ts know VS Code'],
  ['webview/ui/x.ts', "import { Button } from '@vscode/webview-ui-toolkit';", 'only webview/ui/toolkit.ts'],
  ['src/core/x.ts', 'export default 1;', 'no default exports'],
  ['src/node/x.ts', "export * from './y.ts';", 'No barrels'],
  ['webview/x.ts', "export * from './y.ts';", 'No barrels'],
];

const allowed: readonly [file: string, text: string][] = [
  ['src/protocol/x.ts', "import * as z from 'zod';"],
  ['src/protocol/history/x.ts', "import { y } from '../settings.ts';"],
  ['src/core/x.ts', "import { y } from '../protocol/y.ts';"],
  ['src/core/history/import/x.ts', "import { y } from '../../errors.ts';"],
  ['src/core/x.ts', "import { sha1 } from '@noble/hashes/legacy.js';"],
  ['src/core/mcp/x.ts', "import { McpServer } from '@modelcontextprotocol/server';"],
  ['src/core/x.ts', 'export const x = new Date(0);'],
  ['src/node/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['src/node/x.ts', "import { y } from '../core/y.ts';"],
  ['src/node/x.ts', "export const y = await import('./y.ts');"],
  ['src/vscode/x.ts', "import { window } from 'vscode';"],
  ['src/vscode/x.ts', "import { y } from '../node/mcp/y.ts';"],
  ['src/vscode/x.ts', "export const y = await import('./lazyRuntime.ts');"],
  ['src/extension.ts', "import { y } from './vscode/y.ts';"],
  ['src/cli.ts', "import { y } from './node/cli/y.ts';"],
  ['webview/ui/x.ts', "import { y } from '../../src/protocol/y.ts';"],
  ['webview/ui/toolkit.ts', "import { Button } from '@vscode/webview-ui-toolkit';"],
  ['test/unit/x.test.ts', "import { y } from '../../src/core/y.ts';"],
];

describe('the layers', () => {
  it.each(forbidden)('%s may not say: %s', async (file, text, wayOut) => {
    expect((await complaints(file, text)).join('\n')).toContain(wayOut);
  });

  it.each(allowed)('%s may say: %s', async (file, text) => {
    expect(await complaints(file, text)).toEqual([]);
  });
});
