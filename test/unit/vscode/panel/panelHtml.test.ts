import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
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
      `content="default-src 'none'; style-src https://local.test ${emptyStyle}; font-src https://local.test; img-src https://local.test; script-src 'nonce-${nonce}'"`,
    );
    expect(html).toContain(`<script nonce="${nonce}" src="https://local.test/webview.js"></script>`);
  });

  it('has nothing inline', () => {
    const html = panelHtml(assets);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it('never uses a nonce twice', () => {
    expect(panelHtml(assets)).not.toBe(panelHtml(assets));
  });
});
