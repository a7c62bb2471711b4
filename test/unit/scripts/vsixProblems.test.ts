import { describe, expect, it } from 'vitest';
import { maxVsixBytes, vsixProblems } from '../../../scripts/vsix/vsixProblems.ts';

const complete = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/THIRD-PARTY-NOTICES.txt',
  'extension/dist/extension.cjs',
  'extension/dist/lazyRuntime.cjs',
  'extension/dist/worker.cjs',
  'extension/dist/cli.cjs',
  'extension/dist/otlpTracer.cjs',
  'extension/dist/webview.js',
  'extension/dist/webview.css',
  'extension/dist/sidebar.js',
  'extension/dist/sidebar.css',
  'extension/dist/panel/analyticsPage-CPBR3T7R.js',
  ...['player', 'taste-summary', 'heatmap', 'import'].map((name) => `extension/dist/apps/${name}.html`),
  'extension/dist/l10n/bundle.l10n.de.json',
  'extension/package.nls.json',
  'extension/package.nls.de.json',
  'extension/dist/sql-wasm.wasm',
  'extension/media/icon.png',
  'extension/media/icon-monochrome.svg',
  'extension/media/walkthrough/clientId.md',
];

describe('vsixProblems', () => {
  it('finds none in a package with just what is needed', () => {
    expect(vsixProblems(maxVsixBytes, complete)).toEqual([]);
  });

  it.each([
    'extension/src/extension.ts',
    'extension/test/unit/x.test.ts',
    'extension/dist/extension.cjs.map',
    'extension/dist/panel/analyticsPage-7QVB372W.css',
    'extension/dist/backbeat.vsix',
    'extension/node_modules/zod/index.js',
    'extension/media/icon.svg',
    'extension/.ci/run',
  ])('refuses %s', (path) => {
    expect(vsixProblems(1, [...complete, path])).toEqual([
      `${path} does not belong into it: see .vscodeignore.`,
    ]);
  });

  it('misses what the extension needs to run', () => {
    const withoutWasm = complete.filter((path) => !path.endsWith('.wasm'));
    expect(vsixProblems(1, withoutWasm)).toEqual(['dist/sql-wasm.wasm is missing.']);
  });

  it('refuses more than three megabytes', () => {
    expect(vsixProblems(maxVsixBytes + 1, complete)).toEqual(['It has 3000001 bytes; 3000000 are allowed.']);
  });
});
