import { expect, it } from 'vitest';
import { axeProblems } from './harness/axe.ts';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import { registeredPages } from './harness/registeredPages.ts';
import { themeNames, themes } from './harness/themes.ts';
import { shownText, slips } from './harness/words.ts';

/** A port of this machine on which nobody listens: what a machine without a network looks like to us. */
const { withPanel } = browserBed({ settings: { 'spotify.apiUrl': 'http://127.0.0.1:9/v1' } }, importSample);

it('the player says that Spotify cannot be reached, and what works all the same', async () => {
  await withPanel({ page: 'nowPlaying' }, async (panel) => {
    const { page } = panel;
    await expect
      .poll(() => shownText(panel), { timeout: 40_000 })
      .toMatch(/cannot be reached|does not answer/);
    const text = await shownText(panel);
    expect(text).toContain('Your listening history works without it.');
    expect(text).not.toMatch(/UTC|tools/);
    expect(text).not.toMatch(slips);
    expect(await page.locator('p[role=status].sr-only').first().textContent()).toMatch(
      /cannot be reached|does not answer/,
    );
    for (const theme of themeNames) {
      await panel.call('setTheme', themes[theme]);
      expect(await axeProblems(page, theme === 'dark' ? 'all' : 'colours'), theme).toEqual([]);
    }
    expect(await panel.problems()).toEqual([]);
  });
});

it.each(registeredPages.filter((id) => id !== 'nowPlaying'))('the page %s needs no network', async (id) => {
  await withPanel({ page: id }, async (panel) => {
    const text = await shownText(panel);
    expect(text.length).toBeGreaterThan(40);
    expect(text).not.toMatch(slips);
    expect(await panel.page.locator('#page .failed:visible, #page .analytics-failed:visible').count()).toBe(
      0,
    );
    expect(await panel.problems()).toEqual([]);
  });
});
