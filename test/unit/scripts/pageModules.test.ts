import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageBundles } from '../../../scripts/pageBundles.ts';
import { pageIds } from '../../../src/protocol/panel/pages.ts';
import { modulesOf } from '../../../src/vscode/panel/pageModules.ts';

const root = join(import.meta.dirname, '../../..');
let dist: string;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'backbeat-pages-'));
  await build({ ...pageBundles, absWorkingDir: root, outdir: dist, minify: true, logLevel: 'silent' });
});
afterAll(() => rm(dist, { recursive: true, force: true }));

/** What a script loads with it, as a browser finds out: `import … from './x.js'` and `import './x.js'`. */
async function importsOf(path: string): Promise<string[]> {
  const text = await readFile(join(dist, path), 'utf8');
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[\w./-]+\.js)"/g)];
  return found.map(([, name = '']) => join(path, '..', name));
}

describe('the scripts that a document names', () => {
  it.each(pageIds)(
    'are all that a panel with the page %s loads before it is shown, once each',
    async (page) => {
      const named = modulesOf(dist, 'webview', page);
      expect(new Set(named).size).toBe(named.length);
      expect(named).toContain('webview.js');
      expect(named.some((name) => name.startsWith(`panel/${page}Page-`))).toBe(true);
      for (const name of named) expect(named).toEqual(expect.arrayContaining(await importsOf(name)));
    },
  );

  it('leave out the pages that are not shown', () => {
    const named = modulesOf(dist, 'webview', 'accounts');
    expect(named.filter((name) => /Page-/.test(name))).toHaveLength(1);
  });

  it('are those of the player alone in the side bar', async () => {
    const named = modulesOf(dist, 'sidebar', 'nowPlaying');
    expect(named).toContain('sidebar.js');
    expect(named).not.toContain('webview.js');
    for (const name of named) expect(named).toEqual(expect.arrayContaining(await importsOf(name)));
  });
});
