import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResultOf } from '../../src/protocol/requests.ts';
import { axeProblems } from './harness/axe.ts';
import { importSample } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { shownText, slips } from './harness/words.ts';

const results = join(import.meta.dirname, '..', '..', 'test-results', 'webview');
const browser = browserBed({}, async (bed) => {
  await mkdir(results, { recursive: true });
  await importSample(bed);
});
const { withPanel } = browser;
const onAnalytics = (act: (panel: PanelPage) => Promise<void>, remembered?: unknown): Promise<void> =>
  withPanel({ page: 'analytics', ...(remembered !== undefined && { remembered }) }, act);

const saved = (name: string): Uint8Array | undefined =>
  browser.bed.window.saved.findLast((file) => file.name === name)?.bytes;
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
const topAlbum = async (): Promise<ResultOf<'history.topAlbums'>['top_albums'][number]> => {
  const { top_albums: albums } = await browser.bed.api.call('history.topAlbums', { days: 90, limit: 1 });
  if (albums[0] === undefined) throw new Error('the sample has no album');
  return albums[0];
};
const dayBefore = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('own dates', () => {
  it('are typed in, shown, and there again after a reload', async () => {
    await onAnalytics(async (panel) => {
      const { page, rest } = panel;
      const [from, to] = [dayBefore(40), dayBefore(30)];
      await page.locator('label', { has: page.locator('#analytics-window-own') }).click();
      expect(await page.locator('.analytics-wrong').innerText()).toBe('Choose the first and the last day.');
      await page.locator('#analytics-from').fill(to);
      await page.locator('#analytics-to').fill(from);
      await expect
        .poll(() => page.locator('.analytics-wrong').innerText())
        .toBe('The first day is after the last one.');
      await page.locator('#analytics-from').fill(from);
      await page.locator('#analytics-to').fill(to);
      await rest();
      expect(await page.locator('.analytics-wrong').innerText()).toBe('');
      const asked = await browser.bed.api.call('history.timeline', { from, to: dayBefore(29) });
      expect(await page.locator('#chart-timeline-walk').getAttribute('aria-valuemax')).toBe('10');
      await expect
        .poll(() => page.locator('.analytics-tiles dd').first().innerText())
        .toBe(asked.plays.toLocaleString('en'));
      await panel.reload();
      expect(await page.locator('#analytics-window-own').isChecked()).toBe(true);
      expect(await page.locator('#analytics-from').inputValue()).toBe(from);
      expect(await panel.problems()).toEqual([]);
    });
  });
});

describe('a bar of the top albums', () => {
  it('shows that album alone: its figures, its tracks, its week', async () => {
    const { name, artists, plays } = await topAlbum();
    await onAnalytics(async (panel) => {
      const { page, rest } = panel;
      const bar = page.locator('#chart-albums-row-0');
      await bar.scrollIntoViewIfNeeded();
      await bar.click();
      await rest();
      expect(await page.locator('#analytics-only').innerText()).toBe(`${name} – ${artists[0] ?? ''}`);
      const only = { album: name, artist: artists[0] };
      const week = await browser.bed.api.call('history.heatmap', { days: 90, only });
      expect(week.plays).toBe(plays);
      await expect
        .poll(() => page.locator('.analytics-item .facts dd').first().innerText())
        .toBe(plays.toLocaleString('en'));
      expect(await page.locator('#chart-album-tracks li').count()).toBeGreaterThan(0);
      await page.locator('#chart-week').scrollIntoViewIfNeeded();
      await rest();
      expect(await page.locator('#chart-week .chart-heatmap').count()).toBe(1);
      expect(await shownText(panel)).toContain('Take the filter away to see them again.');
      expect(await shownText(panel)).not.toMatch(slips);
      expect(await axeProblems(page)).toEqual([]);
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('leaves a page that fits the narrowest window', async () => {
    const { name, artists } = await topAlbum();
    const only = { artist: artists[0], album: name };
    await withPanel({ page: 'analytics', width: 320, remembered: { only } }, async (panel) => {
      expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
      await panel.page.screenshot({ path: join(results, 'analytics-album-320px.png'), fullPage: true });
    });
  });
});

describe('saving', () => {
  it('writes a chart as a drawing that opens by itself, and as a table', async () => {
    await onAnalytics(async (panel) => {
      const { page } = panel;
      await page.locator('#chart-artists-svg').click();
      await page.locator('#chart-artists-csv').click();
      await expect.poll(() => text(saved('backbeat-artists.csv'))).toContain('Rank,Name');
      const { top_artists: rows } = await browser.bed.api.call('history.topArtists', { days: 90, limit: 10 });
      const csv = text(saved('backbeat-artists.csv')).trimEnd().split('\r\n');
      expect(csv).toHaveLength(1 + rows.length);
      expect(csv[1]).toContain(`,${rows[0]?.plays ?? ''},`);
      const svg = text(saved('backbeat-artists.svg'));
      expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(svg).not.toMatch(/var\(--|<script|https?:\/\/(?!www\.w3\.org)/);
      const drawn = await page.evaluate((source) => {
        const { DOMParser } = globalThis as never as {
          DOMParser: new () => {
            parseFromString(text: string, type: string): { documentElement: { localName: string } };
          };
        };
        return new DOMParser().parseFromString(source, 'image/svg+xml').documentElement.localName;
      }, svg);
      expect(drawn).toBe('svg');
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('writes a page of the year as a picture that is whole', async () => {
    await onAnalytics(
      async (panel) => {
        const { page } = panel;
        const year = await page
          .locator('#analytics-year')
          .evaluate((one) => (one as { value?: string }).value);
        await page.locator('vscode-button', { hasText: 'Save as picture (PNG)' }).click();
        const name = `backbeat-${year ?? ''}-overview.png`;
        await expect.poll(() => saved(name)?.length ?? 0).toBeGreaterThan(5_000);
        const png = Buffer.from(saved(name) ?? []);
        expect(png.subarray(1, 4).toString()).toBe('PNG');
        expect(png.subarray(-8, -4).toString()).toBe('IEND');
        expect(png.readUInt32BE(16)).toBe(1_080);
        await page.locator('vscode-button', { hasText: 'Save as SVG' }).click();
        await expect.poll(() => text(saved(name.replace('png', 'svg')))).toContain('<svg');
        expect(await panel.problems()).toEqual([]);
      },
      { view: 'year' },
    );
  });
});

describe('the year in review, with the keyboard alone', () => {
  it('is opened, walked to its end, and stands there after a reload', async () => {
    await onAnalytics(async (panel) => {
      const { page, rest } = panel;
      await page.locator('#analytics-year-switch').focus();
      await page.keyboard.press('Enter');
      await rest();
      await page.locator('#analytics-carousel').focus();
      const place = page.locator('.analytics-place');
      const slides = Number((await place.innerText()).split(' of ')[1]);
      expect(slides).toBeGreaterThan(5);
      const titles = new Set<string>();
      for (let at = 1; at <= slides; at++) {
        expect(await place.innerText()).toBe(`${at} of ${slides}`);
        titles.add(await page.locator('.analytics-stage h3').innerText());
        expect(await shownText(panel)).not.toMatch(slips);
        await page.keyboard.press('ArrowRight');
      }
      expect(titles.size).toBe(slides);
      expect(await axeProblems(page)).toEqual([]);
      await panel.reload();
      expect(await place.innerText()).toBe(`${slides} of ${slides}`);
      expect(await panel.problems()).toEqual([]);
    });
  });

  it('goes from year to year without losing the focus', async () => {
    await onAnalytics(
      async (panel) => {
        const { page, rest } = panel;
        const year = page.locator('#analytics-year');
        await year.focus();
        const stop = (await panel.call('focusStop'))?.number;
        const before = await page.locator('.analytics-stage').innerText();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await rest();
        expect(await page.locator('.analytics-stage').innerText()).not.toBe(before);
        expect((await panel.call('focusStop'))?.number).toBe(stop);
      },
      { view: 'year' },
    );
  });
});

describe('forgotten favourites', () => {
  it.each(['artists', 'albums'])('are those of the %s too, by the arrow keys', async (kind) => {
    await onAnalytics(async (panel) => {
      const { page, rest } = panel;
      const first = page.locator('#analytics-forgotten-tracks');
      await first.scrollIntoViewIfNeeded();
      await rest();
      await first.focus();
      const presses = kind === 'artists' ? 1 : 2;
      for (let press = 0; press < presses; press++) {
        await page.keyboard.press('ArrowRight');
        await rest();
      }
      expect(await page.locator(`#analytics-forgotten-${kind}`).isChecked()).toBe(true);
      expect((await panel.call('focusStop'))?.name).toContain(`#analytics-forgotten-${kind}`);
      expect(await panel.problems()).toEqual([]);
    });
  });
});
