import { expect, it } from 'vitest';
import { axeProblems } from './harness/axe.ts';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import { shownText, slips } from './harness/words.ts';

/** Signed in by the test: an answer that was kept before says nothing of Premium. */
const browser = browserBed({ signedIn: false }, importSample);

it('an account without Premium is told so before a command is tried, where Spotify says it', async () => {
  const { simulator } = browser.bed;
  const [me] = simulator.users;
  const body = { id: me?.id, display_name: 'Ada', uri: `spotify:user:${me?.id}`, product: 'free' };
  simulator.troubles.always({ kind: 'body', body }, { match: /^GET \/me$/ });
  await browser.bed.signIn();
  await browser.withPanel({ page: 'nowPlaying' }, async (panel) => {
    const { page } = panel;
    await page.locator('.np-banner[data-kind=free]').waitFor({ timeout: 30_000 });
    expect(await page.locator('.player-play').getAttribute('aria-disabled')).toBe('true');
    expect(await shownText(panel)).toContain(me?.player.item?.name);
    expect(await shownText(panel)).not.toMatch(slips);
    expect(await axeProblems(page)).toEqual([]);
    expect(await panel.problems()).toEqual([]);
  });
});
