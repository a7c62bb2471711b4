import { afterEach, describe, expect, it } from 'vitest';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import { shownText } from './harness/words.ts';

const browser = browserBed({}, importSample);
const { withPanel } = browser;
const me = () => {
  const user = browser.bed.simulator.users[0];
  if (user === undefined) throw new Error('the simulator has no user');
  return user;
};

afterEach(() => {
  browser.bed.simulator.troubles.clear();
  me().premium = true;
});

describe('the position, with the keyboard alone', () => {
  it('is moved by the arrow keys, Page Down and Home, and the player follows', async () => {
    const { player } = me();
    player.pause();
    player.seek(60_000);
    await withPanel({ page: 'nowPlaying' }, async (panel) => {
      const { page } = panel;
      const range = page.locator('.player-position input');
      await range.focus();
      expect(await range.getAttribute('aria-valuetext')).toMatch(/^1:00 of \d+:\d\d$/);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => player.progressMs, { timeout: 20_000 }).toBe(70_000);
      await page.keyboard.press('PageUp');
      await expect.poll(() => player.progressMs, { timeout: 20_000 }).toBe(100_000);
      await page.keyboard.press('Home');
      await expect.poll(() => player.progressMs, { timeout: 20_000 }).toBe(0);
      expect(await range.getAttribute('aria-valuetext')).toMatch(/^0:00 of/);
      expect(await panel.problems()).toEqual([]);
    });
  });
});

describe('the list of what comes next', () => {
  it('is open again after the tab was hidden, which ends its document', async () => {
    await withPanel({ page: 'nowPlaying' }, async (panel) => {
      const { page } = panel;
      await page.locator('.player-queue summary').click();
      await panel.show('accounts');
      await panel.show('nowPlaying');
      expect(await page.locator('.player-queue').getAttribute('open')).toBe('');
      await panel.reload();
      expect(await page.locator('.player-queue').getAttribute('open')).toBe('');
      await expect.poll(() => page.locator('.player-coming li').count()).toBeGreaterThan(0);
      expect(await panel.problems()).toEqual([]);
    });
  });
});

describe('an account of which nothing is told', () => {
  it('is known to be without Premium once Spotify refused a command for it', async () => {
    me().premium = false;
    await withPanel({ page: 'nowPlaying' }, async (panel) => {
      const { page } = panel;
      const banner = page.locator('.np-banner[data-kind=free]');
      if ((await banner.count()) === 0) await page.locator('.player-next').click();
      await banner.waitFor();
      expect(await shownText(panel)).toContain('only Premium accounts');
      expect(await panel.problems()).toEqual([]);
    });
  });
});

it.each([
  ['light', 320],
  ['hcDark', 1000],
] as const)(
  'in the theme %s and %i px wide nothing moves where motion is reduced but the seconds',
  async (theme, width) => {
    me().player.resume();
    await browser.bed.api.call('spotify.playback', { max_age_ms: 0 });
    await withPanel({ page: 'nowPlaying', theme, width, reducedMotion: true }, async (panel) => {
      expect(await panel.call('runningAnimations')).toEqual([]);
      const passed = panel.page.locator('.player-time').first();
      const before = await passed.innerText();
      await expect.poll(() => passed.innerText(), { timeout: 15_000 }).not.toBe(before);
      expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
    });
  },
);
