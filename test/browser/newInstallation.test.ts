import { describe, expect, it } from 'vitest';
import { axeProblems } from './harness/axe.ts';
import { browserBed } from './harness/openBrowser.ts';
import { registeredPages } from './harness/registeredPages.ts';
import { themeNames, themes } from './harness/themes.ts';
import { shownText, slips } from './harness/words.ts';

const browser = browserBed({ signedIn: false, clientId: false });

describe.each(registeredPages)('before anything was set up, the page %s', (id) => {
  it('says what is missing, offers the next step, and is accessible', async () => {
    await browser.withPanel({ page: id }, async (panel) => {
      const text = await shownText(panel);
      expect(text.length).toBeGreaterThan(40);
      expect(text).not.toMatch(slips);
      expect(
        await panel.page
          .locator('#page vscode-button:visible, #page button:visible, #page a:visible')
          .count(),
      ).toBeGreaterThan(0);
      for (const theme of themeNames) {
        await panel.call('setTheme', themes[theme]);
        expect(await axeProblems(panel.page, theme === 'dark' ? 'all' : 'colours'), theme).toEqual([]);
      }
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('fits the narrowest window', async () => {
    await browser.withPanel({ page: id, width: 320 }, async (panel) => {
      expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
    });
  });
});

it.runIf(registeredPages.includes('analytics'))('the empty history leads to the imports', async () => {
  await browser.withPanel({ page: 'analytics' }, async (panel) => {
    await panel.page
      .locator('#page vscode-button:visible', { hasText: /import/i })
      .first()
      .click();
    await panel.page.locator('#tab-imports[aria-selected=true]').waitFor();
  });
});

/** Last: whoever is signed in has a history a moment later. */
describe.runIf(registeredPages.includes('nowPlaying'))('setting up, step by step', () => {
  it('leads from the Client ID over the sign-in to the player, without a reload', async () => {
    const { bed } = browser;
    await browser.withPanel({ page: 'nowPlaying' }, async (panel) => {
      const next = panel.page.locator('#page vscode-button:visible').first();
      const runs = async (command: string): Promise<void> => {
        await next.click();
        await expect.poll(() => bed.window.commands.at(-1)).toBe(command);
      };
      await runs('setClientId');
      await bed.vault.putApp({ clientId: bed.simulator.clientId });
      await expect.poll(() => shownText(panel)).toMatch(/sign in/i);
      await runs('signIn');
      await bed.signIn();
      const name = bed.simulator.users[0]?.player.item?.name ?? 'nothing';
      await expect.poll(() => shownText(panel), { timeout: 15_000 }).toContain(name);
      expect(await panel.problems()).toEqual([]);
    });
  });
});
