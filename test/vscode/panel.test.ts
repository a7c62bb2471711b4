import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import type { TasteSummaryResult } from '../../src/protocol/history/tasteSummary.ts';
import { sampleExport } from '../fixtures/sampleExport.ts';
import { zipExport } from '../fixtures/zipExport.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { dropFile } from './dropFile.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { requestsDuring, signInAda } from './spotifySession.ts';

const others = fileURLToPath(new URL('../../../shared/exports/synthetic-17829-rows.zip', import.meta.url));

let spotify: Simulator;
let code: VsCodeSession;

beforeAll(async () => {
  spotify = await startSimulator();
  code = await openVsCode({
    name: 'panel',
    // What the collector asks is another test's business.
    settings: { 'backbeat.collector.enabled': false, 'workbench.colorTheme': 'Default Dark Modern' },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
    },
  });
  code.workbench.page.context().setDefaultTimeout(20_000);
});
afterAll(async () => {
  await code.dispose();
  await spotify.close();
});

// Each step starts where the one before ended.
let broken = false;
beforeEach((test) => {
  if (broken) test.skip('a step before this one failed');
  test.onTestFailed(() => {
    broken = true;
  });
});

/** An export that others made, or one of our own where the samples are not beside the checkout. */
async function exportToDrop(): Promise<{ readonly path: string; readonly rows: number }> {
  if (existsSync(others)) return { path: others, rows: 21_383 };
  const { files, truth } = sampleExport({ seed: 21, until: Date.UTC(2026, 9, 1) });
  const path = join(code.workspaceDir, 'my_spotify_data.zip');
  await writeFile(path, await zipExport(files, { spotifyLike: true }));
  return { path, rows: truth.counts.rows_read };
}

const panel = (): FrameLocator => code.workbench.webview();
const shownPage = (name: string) => panel().getByRole('tab', { name, selected: true });
const allTime = () => panel().getByRole('radio', { name: 'All', exact: true });

/** What the panel's document looks like: its class of theme, its ground, and whether it is still the same document. */
function look(): Promise<{ readonly theme: string; readonly ground: string; readonly marked: boolean }> {
  return panel()
    .locator('body')
    .evaluate((body: unknown) => {
      const page = globalThis as unknown as {
        getComputedStyle(element: unknown): { backgroundColor: string };
        backbeatMark?: boolean;
      };
      const { className } = body as { className: string };
      const marked = page.backbeatMark === true;
      page.backbeatMark = true;
      return { theme: className, ground: page.getComputedStyle(body).backgroundColor, marked };
    });
}

describe('the player in the side bar', () => {
  it('does to Spotify what its button says, alone in its view', async () => {
    const { workbench, driver } = code;
    await signInAda(code, spotify);
    await driver.executeCommand('backbeat.player.focus');
    await pressPlayOrPause();
    expect(await panel().getByRole('tablist').isVisible()).toBe(false);
    await workbench.screenshot('player-in-side-bar');
  });

  it('leads to the pages of the panel', async () => {
    await panel().getByRole('button', { name: 'Open imports' }).click();
    // Without the side bar the panel is the only webview.
    await code.driver.executeCommand('workbench.action.closeSidebar');
    await shownPage('Imports').waitFor();
    await code.workbench.screenshot('panel-imports-empty');
  });
});

describe('the panel in a real VS Code', () => {
  it('is opened at the page that a command asks for', async () => {
    await code.driver.executeCommand('workbench.action.closeAllEditors');
    await code.workbench.runCommand('Backbeat: Show Activity');
    await shownPage('Activity').waitFor();
    await code.workbench.runCommand('Backbeat: Show Imports');
    await shownPage('Imports').waitFor();
  });

  it('imports a ZIP that is dropped onto it, and keeps no copy of it', async () => {
    const { path, rows } = await exportToDrop();
    await dropFile(panel(), path);
    const card = panel()
      .locator('.imports-card')
      .filter({ hasText: basename(path) });
    await card.and(panel().locator('[data-state="done"]')).waitFor({ timeout: 60_000 });
    expect(await card.innerText()).toContain(`${rows.toLocaleString('en')} rows`);
    const kept = await readdir(join(code.dataDir, 'uploads'), { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile())).toEqual([]);
    await code.workbench.screenshot('panel-imports');
  });

  it('shows another page to the command for it, with charts of what was imported', async () => {
    const { marked } = await look();
    expect(marked).toBe(false);
    await code.workbench.runCommand('Backbeat: Show History Summary');
    await shownPage('Analytics').waitFor();
    await allTime().check();
    await readToTheEnd();
    await code.driver.startMcpServers();
    const wholeHistory = { from: '2006-01-01', to: '2026-12-31' };
    const { structured } = await code.driver.invokeTool('mcp_backbeat_history_taste_summary', wholeHistory);
    const { plays } = structured as TasteSummaryResult;
    await panel().getByText(plays.toLocaleString('en'), { exact: true }).first().waitFor();
    expect((await look()).marked).toBe(true);
    await code.workbench.screenshot('panel-analytics');
  });

  it('follows the theme while it is open', async () => {
    const { workbench } = code;
    const dark = await look();
    expect(dark.theme).toContain('vscode-dark');
    await code.driver.executeCommand('workbench.action.toggleLightDarkThemes');
    await expect.poll(async () => (await look()).theme, { timeout: 10_000 }).toContain('vscode-light');
    const light = await look();
    expect(light.ground).not.toBe(dark.ground);
    expect(light.marked).toBe(true);
    await workbench.screenshot('panel-analytics-light');

    await workbench.runCommand('Preferences: Color Theme');
    await workbench.quickInput.type('Dark High Contrast');
    await workbench.quickInput.pick('Dark High Contrast');
    await expect
      .poll(async () => (await look()).theme, { timeout: 10_000 })
      .toContain('vscode-high-contrast');
    await workbench.screenshot('panel-analytics-high-contrast');
  });

  it('comes back with its page and its choices when the window is reloaded', async () => {
    await code.reload();
    await shownPage('Analytics').waitFor();
    expect(await allTime().isChecked()).toBe(true);
    await readToTheEnd();
    expect((await look()).marked).toBe(false);
    await code.workbench.screenshot('panel-after-reload');
  });

  it('comes back at its page when it was hidden behind another editor', async () => {
    const { driver } = code;
    await driver.executeCommand('workbench.action.files.newUntitledFile');
    await panel().getByRole('tablist').waitFor({ state: 'hidden' });
    await driver.executeCommand('workbench.action.closeActiveEditor');
    await shownPage('Analytics').waitFor();
  });
});

describe('the player in the panel', () => {
  it('does to Spotify what its button says', async () => {
    await code.workbench.runCommand('Backbeat: Show Player');
    await shownPage('Now playing').waitFor();
    await pressPlayOrPause();
    await code.workbench.screenshot('panel-now-playing');
  });
});

it('no page broke the rules that it was given', () => {
  const refused = code.workbench.consoleErrors.filter((text) => /Content Security Policy/.test(text));
  expect(refused.filter((text) => /'nonce-|i\.scdn\.co/.test(text))).toEqual([]);
});

/** A chart is drawn when it comes into sight. */
async function readToTheEnd(): Promise<void> {
  const charts = panel().locator('figure.chart svg');
  await charts.first().waitFor();
  for (const name of ['Discoveries', 'Skips', 'Sessions']) {
    await panel().getByRole('heading', { name, exact: true }).scrollIntoViewIfNeeded();
  }
  await expect.poll(() => charts.count(), { timeout: 10_000 }).toBeGreaterThan(3);
  await panel().getByRole('tablist').scrollIntoViewIfNeeded();
}

/** Presses the button for what the player can do now; the simulator must see it, and the button turn. */
async function pressPlayOrPause(): Promise<void> {
  const main = panel().getByRole('button', { name: /^(Play|Pause)$/ });
  await main.waitFor();
  const label = (await main.getAttribute('aria-label')) ?? '';
  const [path, next] =
    label === 'Pause'
      ? (['PUT /me/player/pause', 'Play'] as const)
      : (['PUT /me/player/play', 'Pause'] as const);
  const seen = await requestsDuring(spotify, async () => {
    await main.click();
    await panel().getByRole('button', { name: next, exact: true }).waitFor();
    await expect
      .poll(() => spotify.requests.some(({ method, path: at }) => `${method} ${at}` === path))
      .toBe(true);
  });
  expect(seen).toContain(path);
}
