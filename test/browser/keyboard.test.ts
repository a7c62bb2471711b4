import { describe, expect, it } from 'vitest';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { registeredPages } from './harness/registeredPages.ts';
import type { FocusStop } from './harness/pageCalls.ts';
import { themes, themeNames } from './harness/themes.ts';

const { withPanel } = browserBed({}, importSample);
const mostStops = 400;

/** Every element that the Tab key comes to, in its order, from the top of the page to its end. */
async function walk(panel: PanelPage): Promise<FocusStop[]> {
  const stops: FocusStop[] = [];
  while (stops.length < mostStops) {
    await panel.page.keyboard.press('Tab');
    const stop = await panel.call('focusStop');
    if (stop === undefined || stop.number === stops[0]?.number) break;
    stops.push(stop);
  }
  return stops;
}

describe.each(registeredPages)('with the keyboard alone, the page %s', (id) => {
  it('is walked from its first control to its last, each seen and marked', async () => {
    await withPanel({ page: id }, async (panel) => {
      const stops = await walk(panel);
      expect(stops.length).toBeGreaterThan(0);
      expect(stops.length).toBeLessThan(mostStops);
      expect(await panel.call('missedControls')).toEqual([]);
      expect(stops.filter(({ isShown }) => !isShown).map(({ name }) => name)).toEqual([]);
      expect(stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name)).toEqual([]);
    });
  });

  it('is left backwards by the way that it was entered', async () => {
    await withPanel({ page: id }, async (panel) => {
      await panel.page.locator(`#tab-${id}`).focus();
      await panel.page.keyboard.press('Tab');
      await panel.page.keyboard.press('Shift+Tab');
      expect((await panel.call('focusStop'))?.name).toContain(`#tab-${id}`);
    });
  });
});

it.each(themeNames)('the focus is marked in the theme %s', async (theme) => {
  await withPanel({ theme }, async (panel) => {
    await panel.call('setTheme', themes[theme]);
    await panel.page.keyboard.press('Tab');
    const stop = await panel.call('focusStop');
    expect(stop).toMatchObject({ isMarked: true, isShown: true });
  });
});

it('the tabs are walked with the arrow keys, and stay where they are', async () => {
  await withPanel({ page: registeredPages[0] ?? 'analytics' }, async (panel) => {
    await panel.page.locator('[role=tab][aria-selected=true]').focus();
    const visited: (string | undefined)[] = [];
    for (const key of registeredPages.map(() => 'ArrowRight')) {
      visited.push((await panel.call('focusStop'))?.name.match(/#tab-(\w+)/)?.[1]);
      await panel.page.keyboard.press(key);
      await panel.rest();
    }
    expect(visited).toEqual(registeredPages);
    await panel.page.keyboard.press('End');
    expect((await panel.call('focusStop'))?.name).toContain(`#tab-${registeredPages.at(-1)}`);
  });
});
