/// <reference types="node" />
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { chatPageBundles } from '../../../scripts/chatPages.ts';
import { chatApps, pageMetaOf, type ChatApp } from '../../../src/core/mcp/apps/chatApps.ts';
import { launchChromium } from '../../vscode/harness/chromium.ts';

type CallTool = (name: string, args: Record<string, unknown>) => unknown;

export interface ChatOptions {
  /** Answers the page's tool calls. Without it the chat passes none on. */
  readonly callTool?: CallTool;
  readonly context?: Record<string, unknown>;
  readonly width?: number;
  /** Where covers come from beside Spotify's hosts. */
  readonly coversFrom?: string;
}

/** A chat in Chromium that shows one page of Backbeat, under the policy that the specification has for it. */
export interface OpenChat {
  readonly page: Page;
  readonly frame: Frame;
  /** Tool calls of the page so far. */
  readonly calls: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
  readonly input: (args: Record<string, unknown>) => Promise<void>;
  readonly result: (result: unknown) => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly changeContext: (context: Record<string, unknown>) => Promise<void>;
  /** All that the page says, as it is read. */
  readonly text: () => Promise<string>;
  /** Errors of the console and of the policy. */
  readonly problems: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface Chats {
  open(app: ChatApp, options?: ChatOptions): Promise<OpenChat>;
  /** Violations that axe-core finds. */
  axe(chat: OpenChat): Promise<string[]>;
  close(): Promise<void>;
}

/** A picture of one pixel, for every cover. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Builds the pages and starts the browser, once for a file of tests. */
export async function openChats(): Promise<Chats> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-apps-'));
  const outer = build({
    entryPoints: [join(import.meta.dirname, '../inPage/appsOuterPage.ts')],
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022' },
  });
  await Promise.all(chatPageBundles(folder, false).map((bundle) => build({ ...bundle, outdir: folder })));
  const script = (await outer).outputFiles?.[0]?.text ?? '';
  const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const browser: Browser = await launchChromium();
  return {
    open: async (app, { callTool, context = {}, width = 480, coversFrom = '' } = {}) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const problems: string[] = [];
      const calls: { name: string; arguments: Record<string, unknown> }[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(String(error)));
      await page.route('https://i.scdn.co/**', (route) =>
        route.fulfill({ contentType: 'image/png', body: pixel }),
      );
      await page.exposeFunction('callServerTool', (call: (typeof calls)[number]) => {
        calls.push(call);
        return callTool?.(call.name, call.arguments);
      });
      await page.setContent('<!doctype html><html lang="en"><title>A chat</title><body></body></html>');
      await page.addScriptTag({ content: script });
      const html = withPolicy(await readFile(join(folder, app.file), 'utf8'), app, coversFrom);
      const capabilities = { openLinks: {}, ...(callTool !== undefined && { serverTools: {} }) };
      await page.evaluate((opened) => window.chat.open(opened), { html, context, capabilities });
      const frame = page.frames().find((one) => one !== page.mainFrame());
      if (frame === undefined) throw new Error('the page has no frame');
      return {
        ...{ page, frame, calls },
        input: (args) => page.evaluate((sent) => window.chat.input(sent), args),
        result: (result) => page.evaluate((sent) => window.chat.result(sent), result),
        cancel: () => page.evaluate(() => window.chat.cancel()),
        changeContext: (changed) => page.evaluate((sent) => window.chat.context(sent), changed),
        text: () => frame.locator('main').innerText(),
        problems: () => problems,
        close: () => page.close(),
      };
    },
    axe: async ({ frame }) => {
      await frame.evaluate(axeSource);
      return frame.evaluate(async () => {
        interface Found {
          readonly violations: readonly {
            readonly id: string;
            readonly nodes: readonly { html: string }[];
          }[];
        }
        const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
        const { violations } = await axe.run();
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`,
        );
      });
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The policy of a host that keeps to the specification: nothing from elsewhere but what the page's `_meta` names. */
function withPolicy(html: string, app: ChatApp, coversFrom: string): string {
  const { csp } = pageMetaOf(app)['ui'] as { readonly csp?: { readonly resourceDomains: readonly string[] } };
  const elsewhere = csp?.resourceDomains.join(' ') ?? '';
  const policy = [
    "default-src 'none'",
    `script-src 'unsafe-inline' ${elsewhere}`,
    `style-src 'unsafe-inline' ${elsewhere}`,
    `img-src data: ${elsewhere} ${coversFrom}`,
    "connect-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'",
  ].join('; ');
  return html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

export function appOf(file: string): ChatApp {
  const app = chatApps.find((one) => one.file === file);
  if (app === undefined) throw new Error(`there is no ${file}`);
  return app;
}
