import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coverHosts } from '../../src/core/mcp/apps/chatApps.ts';
import { extendedRow } from '../fixtures/exportRows.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { scriptedChatExtension } from './harness/folders.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { nowPlaying, requestsDuring, signInAda } from './spotifySession.ts';

const server = 'mcp_backbeat_';
const patience = { timeout: 30_000 };
const plays = 120;
const rows = Array.from({ length: plays }, (_, at) =>
  extendedRow({ ts: new Date(Date.UTC(2024, 0, 1) + at * 3_600_000).toISOString().replace('.000', '') }),
);
const period = { from: '2024-01-01', to: '2024-02-01', timezone: 'Europe/Berlin' };
/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let spotify: Simulator;
let ada: SimulatedUser;
let code: VsCodeSession;
/** Covers that the editor's browser asked Spotify's host for. */
const covers: string[] = [];

beforeAll(async () => {
  spotify = await startSimulator({ imagesUrl: `${coverHosts[0]}/image` });
  [ada] = spotify.users as [SimulatedUser];
  code = await openVsCode({
    name: 'chat-app',
    otherExtensions: [scriptedChatExtension],
    settings: {
      // What the collector asks is another test's business.
      'backbeat.collector.enabled': false,
      'backbeat.toolsets': ['player', 'history', 'ops'],
      'workbench.colorTheme': 'Default Light Modern',
    },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
    },
  });
  const context = code.workbench.page.context();
  context.setDefaultTimeout(30_000);
  await context.route(`${coverHosts[0]}/**`, (route) => {
    covers.push(route.request().url());
    return route.fulfill({ contentType: 'image/png', body: pixel });
  });
  await signInAda(code, spotify);
  await code.driver.startMcpServers();
  await code.driver.executeCommand('workbench.action.chat.open');
  await code.workbench.chat.waitForModel('Scripted');
  // From here on every message goes to it.
  await code.workbench.chat.type('@scripted ');
});
afterAll(async () => {
  await code.dispose();
  await spotify.close();
});

// Each step starts where the one before ended.
let broken = false;
beforeEach((test) => {
  if (broken) test.skip('a step before this one failed');
  test.onTestFailed(async () => {
    broken = true;
    await code.workbench.screenshot('chat-app-failed');
  });
});

const app = (): FrameLocator => code.workbench.chatAnswers.app();
const button = (name: string) => app().getByRole('button', { name, exact: true });
const ask = (tool: string, input: object = {}): Promise<void> =>
  code.workbench.chat.send(`call ${server}${tool} ${JSON.stringify(input)}`);
const appText = (): Promise<string> => app().locator('main').innerText();

/** How the page looks: its body's classes and ground, and whether all of it is in its frame. */
function look(): Promise<{ readonly theme: string; readonly ground: string; readonly whole: boolean }> {
  return app()
    .locator('body')
    .evaluate((body: unknown) => {
      const page = globalThis as unknown as {
        getComputedStyle(element: unknown): { backgroundColor: string };
        innerHeight: number;
        innerWidth: number;
      };
      const { className, scrollHeight, scrollWidth } = body as Record<
        'scrollHeight' | 'scrollWidth',
        number
      > & {
        className: string;
      };
      return {
        theme: className,
        ground: page.getComputedStyle(body).backgroundColor,
        whole: scrollHeight <= page.innerHeight && scrollWidth <= page.innerWidth,
      };
    });
}

describe('the player card in a chat of VS Code', () => {
  it('stands where the model has called the tool, with what plays', async () => {
    const item = ada.player.item;
    if (item?.kind !== 'track') throw new Error('The simulated player has no track.');
    await ask('spotify_status');
    await app().getByText(item.name, { exact: true }).waitFor();
    expect(await appText()).toContain(item.artists[0]?.name);
    const answer = code.workbench.chatAnswers.last();
    await answer.getByText('That is what the tool answered.').waitFor();
    expect(await answer.innerText()).toContain('Ran Player status');
  });

  it('is in sight as a whole at the width of the chat, cover and controls together', async () => {
    await expect.poll(look, patience).toMatchObject({ whole: true });
    const box = await app().locator('main').boundingBox();
    expect(box?.height).toBeLessThan(400);
  });

  it('shows the cover from the host of Spotify, and loads nothing else', async () => {
    const loaded = (): Promise<boolean> =>
      app()
        .locator('img.player-picture')
        .evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth > 0);
    await expect.poll(loaded, patience).toBe(true);
    expect(covers.every((url) => url.startsWith(`${coverHosts[0]}/image/`))).toBe(true);
  });

  it('does to Spotify what its button says', async () => {
    expect(ada.player.isPlaying).toBe(true);
    await code.workbench.screenshot('chat-player');
    const requests = await requestsDuring(spotify, async () => {
      await button('Pause').click();
      await button('Play').waitFor();
    });
    expect(requests).toContain('PUT /me/player/pause');
    expect(ada.player.isPlaying).toBe(false);
    // One player: the status bar has heard of it.
    await nowPlaying(code.workbench, /./, { icon: 'debug-pause', timeoutMs: 30_000 });
  });

  it.each([
    ['Default Dark Modern', 'vscode-dark', 'rgb(31, 31, 31)'],
    ['Default High Contrast', 'vscode-high-contrast', 'rgb(0, 0, 0)'],
  ])('follows the theme of the editor: %s', async (name, theme, ground) => {
    await code.driver.changeSetting('workbench.colorTheme', name);
    await expect.poll(look, patience).toMatchObject({ theme, ground });
    await code.workbench.screenshot(`chat-player-${theme}`);
  });
});

describe('the history in a chat of VS Code', () => {
  it('imports a file that the user has allowed, and accounts for every row', async () => {
    const path = join(code.workspaceDir, 'Streaming_History_Audio_2024_0.json');
    await writeFile(path, JSON.stringify(rows));
    await ask('ops_import_export', { path });
    expect(await code.workbench.chatAnswers.allowTool()).toContain('Import a Spotify data export');
    await app().getByText('Every row is accounted for').waitFor();
    expect(await appText()).toContain(`Read ${plays} rows`);
    await code.workbench.screenshot('chat-import');
  });

  it('draws the taste summary', async () => {
    await ask('history_taste_summary', period);
    await app().getByRole('grid').waitFor();
    expect(await appText()).toMatch(new RegExp(`Plays\\s+${plays}`));
    await code.workbench.screenshot('chat-taste-summary');
  });

  it('draws the heatmap', async () => {
    await ask('history_listening_heatmap', period);
    await app().getByRole('heading', { name: 'Listening heatmap' }).waitFor({ state: 'attached' });
    const labels = await app()
      .getByRole('gridcell')
      .evaluateAll((cells) =>
        (cells as unknown as { getAttribute(name: string): string | null }[]).map((cell) =>
          cell.getAttribute('aria-label'),
        ),
      );
    const drawn = labels.map((label) => Number(/: (\d+) play/.exec(label ?? '')?.[1] ?? 0));
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(plays);
    await code.workbench.screenshot('chat-heatmap');
  });
});

it('breaks no rule of the editor about what a page may load', () => {
  const violations = code.workbench.consoleErrors.filter((line) => line.includes('Content Security Policy'));
  expect(violations).toEqual([]);
});
