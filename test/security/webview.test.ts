import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatPageBundles } from '../../scripts/chatPages.ts';
import { panelHtml } from '../../src/vscode/panel/panelHtml.ts';

const cspSource = 'https://*.vscode-cdn.net';
const assets = {
  cspSource,
  script: 'https://file.vscode-cdn.net/dist/webview.js',
  style: 'https://file.vscode-cdn.net/dist/webview.css',
};

/** Sources of each directive of the page's policy. */
function policyOf(html: string): Map<string, readonly string[]> {
  const content = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  return new Map(
    content.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

describe('the page of a webview', () => {
  it('loads one script, by a nonce that no other page has, and nothing from elsewhere', () => {
    const html = panelHtml(assets);
    const policy = policyOf(html);
    const nonce = /<script [^>]*nonce="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy.get('default-src')).toEqual(["'none'"]);
    const ours = [`'nonce-${nonce}'`, cspSource];
    expect(policy.get('script-src')?.filter((source) => !ours.includes(source))).toEqual([]);
    expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16);
    expect(policyOf(panelHtml(assets)).get('script-src')).not.toEqual(policy.get('script-src'));
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('reaches no server, sends no form, is no frame and moves no base', () => {
    const policy = policyOf(panelHtml(assets));
    for (const name of ['base-uri', 'form-action']) expect(policy.get(name)).toEqual(["'none'"]);
    // Those that are not named fall back on default-src.
    for (const name of ['connect-src', 'frame-src', 'worker-src', 'object-src', 'media-src', 'child-src'])
      expect(policy.has(name)).toBe(false);
    const all = [...policy.values()].flat();
    expect(all).not.toContain("'unsafe-inline'");
    expect(all).not.toContain("'unsafe-eval'");
    expect(all).not.toContain("'strict-dynamic'");
    expect(all.filter((source) => ['*', 'https:', 'http:', 'data:', 'blob:'].includes(source))).toEqual([]);
  });

  it('does not let what it is given end an attribute', () => {
    const html = panelHtml({
      ...assets,
      language: '"><script>alert(1)</script>',
      loading: '<img src=x onerror=alert(1)>',
      images: ['https://x.example"><script>alert(2)</script>'],
    });
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain('<img');
  });
});

describe('what runs in a webview or a chat', () => {
  let folder: string;
  let texts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backbeat-pages-'));
    const root = join(import.meta.dirname, '../..');
    await build({
      absWorkingDir: root,
      entryPoints: ['webview/main.ts', 'webview/sidebar.ts'],
      outdir: folder,
      ...{ bundle: true, platform: 'browser', format: 'iife', target: 'es2022', logLevel: 'error' },
      loader: { '.css': 'css', '.svg': 'text' },
    });
    for (const bundle of chatPageBundles(folder, true)) await build({ ...bundle, outdir: folder });
    const names = (await readdir(folder)).filter((name) => /\.(js|html)$/.test(name));
    const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
    texts = new Map(await Promise.all(names.map(read)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('was built', () => {
    expect([...texts.keys()].sort()).toEqual(
      expect.arrayContaining(['main.js', 'sidebar.js', 'player.html', 'heatmap.html']),
    );
  });

  it('loads no code from anywhere', () => {
    for (const [name, text] of texts) {
      const loads = [
        ...text.matchAll(/<script[^>]*\ssrc=[^>]*>/gi),
        ...text.matchAll(/<link[^>]*>|<iframe[^>]*>/gi),
        ...text.matchAll(/\bimport\(\s*["'`]https?:/g),
        ...text.matchAll(/importScripts\(/g),
      ].map(([found]) => found);
      expect({ name, loads }).toEqual({ name, loads: [] });
    }
  });

  it('evaluates no text', () => {
    for (const [name, text] of texts) {
      const evals = [...text.matchAll(/[^\w.$](?:eval\(|document\.write\()/g)].map(([found]) => found);
      expect({ name, evals }).toEqual({ name, evals: [] });
    }
  });
});
