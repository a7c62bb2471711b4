import type { Browser } from 'playwright-core';
import type { Api } from '../../src/protocol/api.ts';
import type { LogsResult } from '../../src/protocol/ops/opsRequests.ts';
import { servePanel } from '../../src/vscode/panel/servePanel.ts';
import type { PanelBed } from '../../test/browser/harness/panelBed.ts';
import { openPanelPage } from '../../test/browser/harness/panelPage.ts';

const levels = ['info', 'debug', 'warning', 'error'] as const;
const services = ['collector', 'spotify', 'history', 'mcp'] as const;
const newest = Date.UTC(2026, 10, 21, 12);

/** Lines `from` to `to` of a made log, newest first. */
function madeLines(from: number, to: number): LogsResult['lines'] {
  return Array.from({ length: to - from }, (_, at) => {
    const line = from + at;
    return {
      at: new Date(newest - line * 1_000).toISOString(),
      service: services[line % services.length] ?? 'history',
      level: levels[line % levels.length] ?? 'info',
      message: `Line ${line} of the log: ${'something was asked, answered and stored; '.repeat(1 + (line % 3))}`,
    };
  });
}

/** The same host with a log of so many lines: more than it keeps, for the list has to bear more. */
function withLog(api: Api, lines: number): Api {
  return {
    on: (event, listener) => api.on(event, listener),
    call: (method, params, options) => {
      if (method !== 'ops.logs') return api.call(method, params, options);
      const { cursor = '0', limit = 50 } = params as { readonly cursor?: string; readonly limit?: number };
      const end = Math.min(lines, Number(cursor) + limit);
      const page: LogsResult = {
        lines: madeLines(Number(cursor), end),
        ...(end < lines && { next_cursor: String(end) }),
      };
      return Promise.resolve(page as never);
    },
  };
}

/** Scrolls to the end until all lines are there. As a text: these files know no DOM. */
const readAll = (rows: number): string => `new Promise((resolve, reject) => {
  const list = document.querySelector('#page .virtual-list');
  const end = performance.now() + 240_000;
  const step = () => {
    list.scrollTop = list.scrollHeight;
    if (list.scrollHeight >= ${rows} * 22) resolve();
    else if (performance.now() > end) reject(new Error('only ' + list.scrollHeight / 22 + ' lines came'));
    else setTimeout(step, 5);
  };
  step();
})`;

/** Scrolls from the end to the top within so many ms; answers the ms between frames, and the rows that were seen. */
const scrollUp = (ms: number): string => `new Promise((resolve) => {
  const list = document.querySelector('#page .virtual-list');
  const times = [], seen = new Set(), from = list.scrollTop, start = performance.now();
  let last = start;
  const step = (now) => {
    times.push(now - last);
    last = now;
    list.scrollTop = from * (1 - (now - start) / ${ms});
    for (const row of list.querySelectorAll('.virtual-row')) seen.add(row.id);
    if (now - start < ${ms}) requestAnimationFrame(step);
    else resolve({ times: times.slice(1), seen: seen.size });
  };
  requestAnimationFrame(step);
})`;

/** Ms between frames while a log of so many lines is scrolled from its end to its top. */
export async function measureLogScroll(
  browser: Browser,
  bed: PanelBed,
  bundles: string,
  lines: number,
  ms: number,
): Promise<number[]> {
  const { window, imports, log } = bed;
  const api = withLog(bed.api, lines);
  const serving = {
    ...bed,
    serve: (link) => servePanel(link, { api, window, imports, logger: log }),
  } satisfies PanelBed;
  const panel = await openPanelPage(browser, serving, bundles, { page: 'activity' });
  try {
    await panel.page.evaluate(readAll(lines));
    const { times, seen } = await panel.page.evaluate<{ times: number[]; seen: number }>(scrollUp(ms));
    if (seen < times.length) throw new Error('The log did not move.');
    return times;
  } finally {
    await panel.close();
  }
}
