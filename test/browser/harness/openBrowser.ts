import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchChromium } from '../../vscode/harness/chromium.ts';
import { openPanelBed, type PanelBed, type PanelBedOptions } from './panelBed.ts';
import { openPanelPage, type OpenPanelOptions, type PanelPage } from './panelPage.ts';

/** One browser and one host for all tests of a file. */
export interface BrowserBed {
  readonly bed: PanelBed;
  readonly open: (options?: OpenPanelOptions) => Promise<PanelPage>;
  /** Opens a panel, and closes it whatever happens. */
  readonly withPanel: (options: OpenPanelOptions, act: (panel: PanelPage) => Promise<void>) => Promise<void>;
}

/**
 * Registers the hooks that open and close them.
 * @param prepare fills the history, signs in …
 */
export function browserBed(
  options: Omit<PanelBedOptions, 'bundles'> = {},
  prepare: (bed: PanelBed) => Promise<unknown> = () => Promise.resolve(),
): BrowserBed {
  const bundles = inject('panelFolder');
  let browser: Browser | undefined;
  let bed: PanelBed | undefined;
  beforeAll(async () => {
    [browser, bed] = await Promise.all([launchChromium(), openPanelBed({ ...options, bundles })]);
    await prepare(bed);
  });
  afterAll(async () => {
    await browser?.close();
    await bed?.dispose();
  });
  const made: BrowserBed = {
    get bed() {
      if (bed === undefined) throw new Error('only inside of a test');
      return bed;
    },
    open: (panelOptions = {}) => {
      if (browser === undefined) throw new Error('only inside of a test');
      return openPanelPage(browser, made.bed, bundles, panelOptions);
    },
    withPanel: async (panelOptions, act) => {
      const panel = await made.open(panelOptions);
      try {
        await act(panel);
      } finally {
        await panel.close();
      }
    },
  };
  return made;
}
