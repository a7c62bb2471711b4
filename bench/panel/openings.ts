import type { Browser } from 'playwright-core';
import type { PanelBed } from '../../test/browser/harness/panelBed.ts';
import { openPanelPage } from '../../test/browser/harness/panelPage.ts';

/** Times of one opening, ms since the load began. */
export interface Opening {
  /** The browser painted the first text. */
  readonly paint: number;
  /** The panel itself is drawn: its tabs and the page that is shown, with or without its figures. */
  readonly panel: number;
  /** The first chart is drawn. */
  readonly chart: number;
}

/** Asked as a text: these files know no DOM. */
const firstPaint = "performance.getEntriesByName('first-contentful-paint')[0].startTime";
const tabs = '#panel [role=tab]';
const charts = '#page figure svg, #page [role=grid] [data-level]';

/** Opens the page of analytics over all time, each time in a profile of its own: nothing is cached. */
export async function measureOpenings(
  browser: Browser,
  bed: PanelBed,
  bundles: string,
  times: number,
): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let round = 0; round < times; round++) {
    const panel = await openPanelPage(browser, bed, bundles, {
      ...{ page: 'analytics', remembered: { window: 'all' }, untilRest: false, covers: false, width: 1200 },
    });
    const [drawn, chart] = await Promise.all([
      panel.call('whenDrawn', tabs),
      panel.call('whenDrawn', charts),
    ]);
    openings.push({ paint: await panel.page.evaluate<number>(firstPaint), panel: drawn, chart });
    await panel.rest();
    await panel.close();
  }
  return openings;
}

/** Ms between frames while the progress of what plays moves, for so long. */
export async function measureFrames(
  browser: Browser,
  bed: PanelBed,
  bundles: string,
  ms: number,
): Promise<number[]> {
  const panel = await openPanelPage(browser, bed, bundles, { page: 'nowPlaying' });
  try {
    const place = panel.page.locator('#page .player-fill').first();
    const before = await place.getAttribute('style');
    const frames = await panel.call('frameTimes', ms);
    if ((await place.getAttribute('style')) === before) throw new Error('The progress did not move.');
    return frames;
  } finally {
    await panel.close();
  }
}
