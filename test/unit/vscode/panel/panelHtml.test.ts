import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { coverHosts, ownCoverOrigins } from '../../../../src/vscode/panel/coverHosts.ts';
import { panelHtml } from '../../../../src/vscode/panel/panelHtml.ts';

const assets = {
  cspSource: 'https://local.test',
  script: 'https://local.test/webview.js',
  style: 'https://local.test/webview.css',
};

const emptyStyle = `'sha256-${createHash('sha256').update('').digest('base64')}'`;

describe('panelHtml', () => {
  it('lets in its own files only, and one script by its nonce', () => {
    const html = panelHtml(assets);
    const nonce = /script-src 'nonce-([^']+)'/.exec(html)?.[1];
    expect(nonce).toMatch(/^[\w+/=]{32}$/);
    expect(html).toContain(
      `content="default-src 'none'; style-src https://local.test ${emptyStyle}; font-src https://local.test; img-src https://local.test https://i.scdn.co https://mosaic.scdn.co https://image-cdn-ak.spotifycdn.com https://image-cdn-fa.spotifycdn.com; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toContain(
      `<script type="module" nonce="${nonce}" src="https://local.test/webview.js"></script>`,
    );
  });

  it('has nothing inline', () => {
    const html = panelHtml(assets);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it('lets in pictures of an API on this machine, and of no other', () => {
    const origins = (apiUrl: string) =>
      /img-src ([^;]+);/.exec(panelHtml({ ...assets, images: ownCoverOrigins(apiUrl) }))?.[1]?.split(' ');
    const usual = ['https://local.test', ...coverHosts];
    expect(origins('https://api.spotify.com/v1')).toEqual(usual);
    expect(origins('https://127.0.0.1.evil.example/v1')).toEqual(usual);
    expect(origins('no address')).toEqual(usual);
    expect(origins('http://127.0.0.1:4381/v1')).toEqual([...usual, 'http://127.0.0.1:4381']);
  });

  it('says in the language of the editor that it loads', () => {
    const html = panelHtml({ ...assets, language: 'de', loading: 'Backbeat wird geladen …' });
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<p class="state loading">Backbeat wird geladen …</p>');
  });

  it('takes texts as texts', () => {
    const html = panelHtml({ ...assets, language: 'x"><script>', loading: '</p><script>alert(1)</script>' });
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('never uses a nonce twice', () => {
    expect(panelHtml(assets)).not.toBe(panelHtml(assets));
  });
});
