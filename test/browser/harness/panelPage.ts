import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PageId } from '../../../src/protocol/panel/pages.ts';
import { isEnvelope } from '../../../src/protocol/envelope.ts';
import type { MessageLink } from '../../../src/protocol/messages.ts';
import type { ServedPanel } from '../../../src/vscode/panel/servePanel.ts';
import { serveDocuments } from '../../../src/vscode/panel/webviewLink.ts';
import { coverImage } from '../../spotify/coverImage.ts';
import { pageMessages } from './pageMessages.ts';
import { callInPage, type PageCalls, type PageProblem } from './pageCalls.ts';
import type { PanelBed } from './panelBed.ts';
import { themes, type ThemeName } from './themes.ts';

export interface OpenPanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** Shown first. */
  readonly page?: PageId;
  /** What the page that is shown first remembers. */
  readonly remembered?: unknown;
  /** Whether opening waits until everything is drawn; default true. */
  readonly untilRest?: boolean;
  /** SVG in place of the simulator's covers. */
  readonly cover?: string;
  /** `false`: the browser asks by itself for everything, covers too; where others ask for it, each file takes longer. */
  readonly covers?: false;
  /** `/sidebar` for the view in the side bar. */
  readonly path?: string;
}

/** The panel in a tab of a real browser. */
export interface PanelPage {
  readonly page: Page;
  /** The window's end of the document that is shown. */
  readonly served: ServedPanel;
  /** The document that is shown, as its messages name it. */
  readonly document: string;
  /** Drags files and folders of this machine over the page, and drops them in its middle. */
  drop(paths: readonly string[]): Promise<void>;
  /** Posts what no peer would. */
  post(message: unknown): Promise<void>;
  call<K extends keyof PageCalls>(
    name: K,
    ...args: Parameters<PageCalls[K]>
  ): Promise<Awaited<ReturnType<PageCalls[K]>>>;
  /** Shows a page by its tab, and waits until it rests. */
  show(id: PageId): Promise<void>;
  /** Until nothing is busy and nothing is on its way. */
  readonly rest: () => Promise<void>;
  /** What the page did that it must not, since the last look. */
  problems(): Promise<PageProblem[]>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

export async function openPanelPage(
  browser: Browser,
  bed: PanelBed,
  bundles: string,
  options: OpenPanelOptions = {},
): Promise<PanelPage> {
  const { theme = 'dark', width = 1000, height = 800, reducedMotion = false, path = '/' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const heard: PageProblem[] = [];
  hear(page, heard);
  if (options.covers !== false) await drawCovers(context);
  const { cover } = options;
  if (cover !== undefined) {
    await context.route(/\/image\//, (route) => route.fulfill({ contentType: 'image/svg+xml', body: cover }));
  }

  const messages = await pageMessages(page);
  let served: ServedPanel | undefined;
  let underWay = 0;
  let document = '';
  const serving = serveDocuments(
    {
      postMessage: messages.postMessage,
      onDidReceiveMessage: messages.onMessage as never,
    },
    (link) => (served = bed.serve(counted(link, (change) => (underWay += change)))),
  );
  messages.onMessage((message) => {
    if (isEnvelope(message)) ({ document } = message);
  });
  await context.exposeBinding('backbeatCommand', (_, href: string) => {
    bed.window.commands.push(href);
  });
  const state =
    options.page === undefined
      ? undefined
      : { page: options.page, pages: { [options.page]: options.remembered } };
  await context.addInitScript({
    content: `
      if (${JSON.stringify(state !== undefined)} && localStorage.getItem('backbeat.state') === null)
        localStorage.setItem('backbeat.state', ${JSON.stringify(JSON.stringify(state ?? null))});
      const backbeatOptions = ${JSON.stringify({ theme: themes[theme], reducedMotion })};
      ${await readFile(join(bundles, 'inPage.js'), 'utf8')}`,
  });

  const rest = async (): Promise<void> => {
    await page.waitForSelector('#panel:not([aria-busy]) #page > *');
    for (let quiet = 0, left = 200; quiet < 3 && left > 0; left--) {
      quiet = underWay > 0 || (await callInPage(page, 'isBusy')) ? 0 : quiet + 1;
      await page.waitForTimeout(40);
    }
    await callInPage(page, 'scrollBack');
  };
  const opened: PanelPage = {
    page,
    get served() {
      if (served === undefined) throw new Error('the panel has not called yet');
      return served;
    },
    get document() {
      return document;
    },
    drop: (paths) => drop(context, page, paths),
    post: (message) => callInPage(page, 'deliver', JSON.stringify(message)),
    call: (name, ...args) => callInPage(page, name, ...args),
    rest,
    show: async (id) => {
      await page.locator(`#tab-${id}`).click();
      await rest();
    },
    problems: async () => [...heard.splice(0), ...(await callInPage(page, 'problems'))],
    reload: async () => {
      await page.reload();
      await rest();
    },
    close: async () => {
      serving.dispose();
      await context.close();
    },
  };
  await page.goto(`${bed.origin}${path}`);
  if (options.untilRest !== false) await rest();
  return opened;
}

function hear(page: Page, heard: PageProblem[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      heard.push({ kind: 'console', text: `${message.type()}: ${message.text()}` });
    }
  });
  page.on('pageerror', (error) => {
    heard.push({ kind: 'error', text: error.stack ?? error.message });
  });
  page.on('requestfailed', (request) => {
    heard.push({ kind: 'request', text: `${request.url()}: ${request.failure()?.errorText ?? ''}` });
  });
}

/** What the browser does when files come from outside: a script cannot make a folder, or a file of a real size. */
async function drop(context: BrowserContext, page: Page, paths: readonly string[]): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const session = await context.newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      ...{ type, x: width / 2, y: height / 2 },
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}

/** Covers come from Spotify's image hosts, which the tests do not ask. */
async function drawCovers(context: BrowserContext): Promise<void> {
  await context.route(/^https:\/\/([a-z0-9-]+\.)*(scdn\.co|spotifycdn\.com)\//, (route) =>
    route.fulfill({ contentType: 'image/png', body: Buffer.from(coverImage(route.request().url(), 300)) }),
  );
}

/** The same link; `count` hears of each request of the page, and of its answer. */
function counted(link: MessageLink, count: (change: number) => void): MessageLink {
  const open = new Set<number>();
  return {
    send: (message) => {
      if (message.type === 'response' && open.delete(message.id)) count(-1);
      link.send(message);
    },
    onMessage: (listener) => {
      link.onMessage(
        listener &&
          ((message) => {
            const { type, id = -1 } = message as { readonly type?: string; readonly id?: number };
            if (type === 'request' && !open.has(id)) {
              open.add(id);
              count(1);
            }
            listener(message);
          }),
      );
    },
    onClose: (listener) => {
      link.onClose(() => {
        count(-open.size);
        open.clear();
        listener();
      });
    },
    close: () => {
      link.close();
    },
  };
}
