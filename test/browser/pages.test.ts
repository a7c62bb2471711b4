import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageIds } from '../../src/protocol/panel/pages.ts';
import { axeProblems } from './harness/axe.ts';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { registeredPages } from './harness/registeredPages.ts';
import { themeNames, themes } from './harness/themes.ts';

const results = join(import.meta.dirname, '..', '..', 'test-results', 'webview');
const { open, withPanel } = browserBed({}, async (bed) => {
  await mkdir(results, { recursive: true });
  await importSample(bed);
});

it('shows every page of the protocol', () => {
  expect(registeredPages).toEqual([...pageIds]);
});

describe.each(registeredPages)('the page %s', (id) => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await open({ page: id });
  });
  afterAll(async () => {
    await panel.close();
  });

  it('opens without an error, a warning or a breach of its policy', async () => {
    expect(await panel.problems()).toEqual([]);
    expect(await panel.page.locator(`#tab-${id}`).getAttribute('aria-selected')).toBe('true');
  });

  it('names each of its controls', async () => {
    expect(await panel.call('unnamedControls')).toEqual([]);
  });

  it.each(themeNames)('is accessible in the theme %s, which is switched live', async (theme) => {
    await panel.call('setTheme', themes[theme]);
    await panel.rest();
    await panel.page.screenshot({ path: join(results, `${id}-${theme}.png`), fullPage: true });
    expect(await axeProblems(panel.page)).toEqual([]);
    expect(await panel.problems()).toEqual([]);
  });

  it.each([320, 2000])('fits %i px without scrolling sideways', async (width) => {
    await panel.page.setViewportSize({ width, height: 800 });
    await panel.rest();
    await panel.page.screenshot({ path: join(results, `${id}-${width}px.png`), fullPage: true });
    expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
  });

  it('moves nothing by itself where motion is reduced', async () => {
    await withPanel({ page: id, reducedMotion: true }, async (still) => {
      expect(await still.call('runningAnimations')).toEqual([]);
      expect(await still.problems()).toEqual([]);
    });
  });
});

describe('the panel', () => {
  it('shows the same page again after a reload, with what it remembers', async () => {
    const last = registeredPages.at(-1);
    await withPanel({}, async (panel) => {
      await panel.show(last ?? 'analytics');
      await panel.reload();
      expect(await panel.page.locator('[role=tab][aria-selected=true]').getAttribute('id')).toBe(
        `tab-${last}`,
      );
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('shows the page that a command asks for', async () => {
    await withPanel({}, async (panel) => {
      for (const id of registeredPages) {
        panel.served.showPage(id);
        await panel.page.locator(`#tab-${id}[aria-selected=true]`).waitFor();
      }
      await panel.rest();
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('lets nothing run that others put into it', async () => {
    await withPanel({}, async (panel) => {
      await panel.page.evaluate(() => {
        const { document } = globalThis as unknown as {
          document: { createElement(tag: string): never; body: never };
        };
        const script = document.createElement('script') as { textContent: string };
        script.textContent = 'globalThis.intruded = true';
        (document.body as { append(node: unknown): void }).append(script);
      });
      expect(
        await panel.page.evaluate(() => (globalThis as { intruded?: boolean }).intruded),
      ).toBeUndefined();
      expect((await panel.problems()).map(({ kind }) => kind)).toContain('policy');
    });
  });
});
