import { afterEach, describe, expect, it } from 'vitest';
import { axeProblems } from './harness/axe.ts';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { registeredPages } from './harness/registeredPages.ts';
import { shownText, slips } from './harness/words.ts';

const browser = browserBed({}, importSample);
const { withPanel } = browser;

afterEach(() => {
  browser.bed.isHostGone = false;
  browser.bed.simulator.troubles.clear();
});

/** Presses what offers to ask again, once each, until nothing does. */
async function tryAgain({ page, rest }: PanelPage): Promise<void> {
  const again = page.locator('#page vscode-button:visible', { hasText: /^(Retry|Try again)$/i });
  for (let left = 12; left > 0 && (await again.count()) > 0; left--) {
    await again.first().click();
    await rest();
  }
}

describe.each(registeredPages)('a host that is gone, on the page %s', (id) => {
  it('is said in a sentence that leads on, and forgotten when it is back', async () => {
    browser.bed.isHostGone = true;
    await withPanel({ page: id }, async (panel) => {
      const text = await shownText(panel);
      expect(text).toMatch(/went away|not running|starting again/i);
      expect(text).not.toMatch(slips);
      expect(await axeProblems(panel.page)).toEqual([]);
      expect(await panel.problems()).toEqual([]);
      browser.bed.isHostGone = false;
      await tryAgain(panel);
      await expect
        .poll(() => shownText(panel), { timeout: 10_000 })
        .not.toMatch(/went away|not running|starting again/i);
      expect(await panel.page.locator('#page .failed:visible').count()).toBe(0);
    });
  });

  it('leaves what is shown in place when it goes later, and the tabs at work', async () => {
    await withPanel({ page: id }, async (panel) => {
      const before = await shownText(panel);
      browser.bed.isHostGone = true;
      for (const other of registeredPages) await panel.show(other);
      expect(await panel.problems()).toEqual([]);
      browser.bed.isHostGone = false;
      await panel.reload();
      const after = await shownText(panel);
      expect(after.length).toBeGreaterThan(20);
      expect(before.length).toBeGreaterThan(20);
    });
  });
});

describe('messages that nobody knows', () => {
  const strange = [
    'a text',
    null,
    { type: 'request' },
    { document: 'another', message: { type: 'response', id: 0, result: {} } },
  ];

  it('that are not for this document are passed over in silence', async () => {
    await withPanel({}, async (panel) => {
      for (const message of strange) await panel.post(message);
      await panel.rest();
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('of a later version leave the page usable, and are told: in a sentence, and to the developer tools', async () => {
    await withPanel({}, async (panel) => {
      const { document } = panel;
      await panel.post({ document, message: { type: 'event', event: 'of.tomorrow', payload: {} } });
      await panel.post({ document, message: { type: 'response', id: 9_999, result: {} } });
      expect(await panel.problems()).toEqual([]);
      const said = panel.page.locator('.problem.of-message');
      expect(await said.isVisible()).toBe(false);
      await panel.post({ document, message: { type: 'surprise' } });
      await panel.post({ document, message: { type: 'event', event: 'accounts.changed', payload: 7 } });
      await expect.poll(async () => (await panel.problems()).map(({ kind }) => kind)).toContain('console');
      await expect.poll(() => said.innerText()).toContain('Reload the window');
      for (const id of registeredPages) await panel.show(id);
      expect(await shownText(panel)).not.toBe('');
      expect(await axeProblems(panel.page)).toEqual([]);
      expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
      await said.locator('vscode-button').click();
      expect(await said.isVisible()).toBe(false);
      expect((await panel.call('focusStop'))?.name).toContain('#page');
    });
  });
});

it.each(registeredPages)('the page %s shows no slip where all is well', async (id) => {
  await withPanel({ page: id }, async (panel) => {
    expect(await shownText(panel)).not.toMatch(slips);
  });
});

/** Last: the host remembers until when it may not ask. */
describe('a closed quota', () => {
  const watched = registeredPages.filter(
    (id) => id === 'nowPlaying' || id === 'activity' || id === 'accounts',
  );

  it.each(watched)('is said with its end on the page %s', async (id) => {
    const { simulator, api } = browser.bed;
    simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 7_200 });
    await api.call('spotify.playback', { max_age_ms: 0 }).catch(() => undefined);
    await withPanel({ page: id }, async (panel) => {
      const text = await shownText(panel);
      expect(text).toMatch(/quota|limit/i);
      expect(text).toMatch(/\d{1,2}:\d{2}/);
      expect(text).not.toMatch(slips);
      expect(await axeProblems(panel.page)).toEqual([]);
      expect(await panel.problems()).toEqual([]);
    });
  });
});
