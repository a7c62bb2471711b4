import type { PanelPage } from './panelPage.ts';

/** What a reader finds on the page that is shown. */
export function shownText({ page }: PanelPage): Promise<string> {
  return page.locator('#page').innerText();
}

/** Slips that no state of a page may show: values that are none, keys of texts, and codes for machines. */
export const slips = /undefined|\bnull\b|\bNaN\b|\[object|\{\w+\}|Invalid Date|[A-Z]{4,}_ERROR|\bInfinity\b/;
