import { existsSync } from 'node:fs';
import { mkdir, open as openFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleExport } from '../fixtures/sampleExport.ts';
import { zipExport } from '../fixtures/zipExport.ts';
import { coverImage } from '../spotify/coverImage.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { registeredPages } from './harness/registeredPages.ts';

const browser = browserBed({ signedIn: false });
const sample = sampleExport({ seed: 7, listens: 2000, until: Date.UTC(2026, 5, 1) });
const shared = new URL('../../../shared/exports/', import.meta.url).pathname;

describe.runIf(registeredPages.includes('imports'))('dropping files on the page of imports', () => {
  let panel: PanelPage;
  let folder: string;
  beforeAll(async () => {
    panel = await browser.open({ page: 'imports' });
    folder = browser.bed.files;
  });
  afterAll(async () => {
    await panel.close();
  });
  const newest = () => browser.bed.imports.current().imports[0];
  const ended = async (names: readonly string[]): Promise<void> => {
    await expect
      .poll(() => newest(), { timeout: 30_000 })
      .toMatchObject({ names, state: expect.stringMatching(/^(done|failed|cancelled)$/) as string });
    await panel.rest();
  };
  const said = (): Promise<string> => panel.page.locator('.imports-answer').innerText();
  const card = (): Promise<string> => panel.page.locator('.imports-list > li').first().innerText();

  it('imports a ZIP, which goes to the window in parts, and accounts for every row', async () => {
    const path = join(folder, 'my_spotify_data.zip');
    await writeFile(path, await zipExport(sample.files, { spotifyLike: true }));
    await panel.drop([path]);
    await ended(['my_spotify_data.zip']);
    const { rows_read: rows, stored } = sample.truth.counts;
    expect(newest()?.report).toMatchObject(sample.truth.counts);
    const text = await card();
    expect(text).toContain(rows.toLocaleString('en'));
    expect(text).toContain(stored.toLocaleString('en'));
    expect(await panel.problems()).toEqual([]);
  });

  it('imports a folder as it was unpacked, of which everything is known already', async () => {
    const unpacked = join(folder, 'Spotify Extended Streaming History');
    for (const { name, text } of sample.files) {
      const path = join(unpacked, name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, text);
    }
    await panel.drop([unpacked]);
    await expect.poll(() => newest()?.names.length, { timeout: 20_000 }).toBeGreaterThan(1);
    await expect.poll(() => newest()?.state, { timeout: 30_000 }).toBe('done');
    expect(newest()?.report?.stored).toBe(0);
    expect(newest()?.report?.already_known).toBeGreaterThan(1000);
    expect(await panel.problems()).toEqual([]);
  });

  it.runIf(existsSync(shared))('imports a ZIP that another project made', async () => {
    await panel.drop([join(shared, 'synthetic-17829-rows.zip')]);
    await ended(['synthetic-17829-rows.zip']);
    expect(newest()).toMatchObject({ state: 'done', report: { rows_read: 17_829 + 3_554 } });
    expect(await card()).toContain('21,383');
  });

  it('refuses a picture with one sentence, and sends nothing', async () => {
    const path = join(folder, 'holiday.png');
    await writeFile(path, coverImage('holiday', 64));
    const before = newest()?.id;
    await panel.drop([path]);
    await expect.poll(said).toContain('holiday.png');
    expect(newest()?.id).toBe(before);
    expect(await panel.problems()).toEqual([]);
  });

  it('refuses an empty folder with one sentence', async () => {
    const path = join(folder, 'nothing in here');
    await mkdir(path);
    const before = newest()?.id;
    await panel.drop([path]);
    await expect.poll(said).toContain('nothing in here');
    expect(newest()?.id).toBe(before);
  });

  it('refuses a ZIP of 600 MB by its size, before a byte of it is read', async () => {
    const path = join(folder, 'huge.zip');
    const file = await openFile(path, 'w');
    await file.truncate(600 * 1024 * 1024);
    await file.close();
    const before = newest()?.id;
    await panel.drop([path]);
    await expect.poll(said).toMatch(/500\s?MB/);
    // Bytes are handed over for an import that has begun.
    expect(newest()?.id).toBe(before);
    expect(await panel.problems()).toEqual([]);
  });

  it('says what is wrong with a ZIP that is none', async () => {
    const path = join(folder, 'broken.zip');
    await writeFile(path, 'this is no archive');
    await panel.drop([path]);
    await ended(['broken.zip']);
    expect(newest()?.state).toBe('failed');
    expect(await card()).toContain(newest()?.error?.message ?? 'no message');
  });

  it('shows the same list after a reload', async () => {
    const before = await panel.page.locator('.imports-list > li').count();
    await panel.reload();
    expect(await panel.page.locator('.imports-list > li').count()).toBe(before);
    expect(await panel.problems()).toEqual([]);
  });
});
