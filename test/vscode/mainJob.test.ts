import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectTools } from '../../src/core/mcp/selectTools.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import type { TasteSummaryResult } from '../../src/protocol/history/tasteSummary.ts';
import { parseSettings } from '../../src/protocol/settings.ts';
import { sampleAnswers } from '../fixtures/sampleAnswers.ts';
import { sampleExport } from '../fixtures/sampleExport.ts';
import { zipExport } from '../fixtures/zipExport.ts';
import { connectHttp } from '../protocol/clients.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { mcpAddress } from './spotifySession.ts';

const timeZone = 'Europe/Berlin';
const sample = sampleExport({ seed: 21, until: Date.UTC(2026, 9, 1), timeZone });
const answers = sampleAnswers(sample.truth.listens, { timeZone });
const wholeHistory = { from: '2025-01-01', to: '2026-12-31' };
const server = 'mcp_backbeat_';

let code: VsCodeSession;
let zip: string;

beforeAll(async () => {
  code = await openVsCode({ name: 'main-job', settings: { 'backbeat.history.timeZone': timeZone } });
  zip = join(code.workspaceDir, 'my_spotify_data.zip');
  await writeFile(zip, await zipExport(sample.files, { spotifyLike: true }));
});
afterAll(() => code.dispose());

async function summary(): Promise<TasteSummaryResult> {
  const { structured } = await code.driver.invokeTool(`${server}history_taste_summary`, wholeHistory);
  return structured as TasteSummaryResult;
}

describe('Backbeat in a real VS Code', () => {
  it('is not loaded before it is needed', async () => {
    expect(await code.driver.extensionState('backbeat.backbeat')).toBeDefined();
    expect(existsSync(join(code.dataDir, 'history.sqlite'))).toBe(false);
  });

  it('starts its MCP server, whose tools appear', async () => {
    const names = await code.driver.startMcpServers();
    const { toolsets, readOnly } = parseSettings({});
    const selected = selectTools(tools, { toolsets, readOnly });
    expect(names).toEqual(expect.arrayContaining(selected.map(({ name }) => `${server}${name}`)));
  });

  it('answers a question about an empty history with how to fill it', async () => {
    const { text } = await code.driver.invokeTool(`${server}history_taste_summary`);
    expect(text).toContain('Backbeat: Import Spotify Data…');
  });

  it('imports a ZIP by the command, through the file dialog, with a report at the end', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Import Spotify Data…');
    await workbench.answerFileDialog(zip);
    const { text } = await workbench.notifications.waitFor(/Read [\d,]+ rows/);
    const { rows_read, stored } = sample.truth.counts;
    expect(text).toContain(`Read ${rows_read.toLocaleString('en')} rows`);
    expect(text).toContain(`${stored.toLocaleString('en')} new listens`);
    await workbench.screenshot('import-report');
  });

  it('opens its log by the command', async () => {
    await code.workbench.runCommand('Backbeat: Show Log');
    const line = code.workbench.page.locator('.view-line').filter({ hasText: /import.finished/ });
    await line.first().waitFor();
    await code.workbench.screenshot('log');
  });

  it('answers an agent with the numbers of the export', async () => {
    const { plays, hours, heatmap, top_artists, timezone } = await summary();
    expect({ plays, hours, timezone, top: top_artists[0]?.name, heatmap: heatmap.plays }).toEqual({
      plays: answers.plays,
      hours: Math.round(answers.ms / 36_000) / 100,
      timezone: timeZone,
      top: answers.artists[0]?.name,
      heatmap: answers.heatmap.plays,
    });
  });

  it('shows the summary in its panel', async () => {
    const { workbench } = code;
    await workbench.notifications.press(/Read [\d,]+ rows/, 'Show Summary');
    const panel = workbench.webview();
    await panel.getByRole('tab', { name: 'Analytics', selected: true }).waitFor();
    await panel.getByRole('radio', { name: 'All' }).check();
    await panel.getByText(answers.plays.toLocaleString('en'), { exact: true }).waitFor();
    await workbench.screenshot('history-summary');
  });

  it('says one sentence about a file that is no export', async () => {
    const { workbench } = code;
    const wrong = join(code.workspaceDir, 'holiday.zip');
    await writeFile(wrong, 'not a ZIP at all');
    await workbench.runCommand('Backbeat: Import Spotify Data…');
    await workbench.answerFileDialog(wrong);
    const { text, severity } = await workbench.notifications.waitFor(/holiday\.zip/);
    expect(severity).toBe('error');
    expect(text).toMatch(/\. /);
    await workbench.screenshot('import-of-a-wrong-file');
  });

  it('copies a configuration with which another client gets the same answer', async () => {
    const { url, token } = await mcpAddress(code);
    const client = await connectHttp('v2 modern', url, token);
    const answer = await client.callTool('history_taste_summary', wholeHistory);
    expect(answer.structuredContent).toMatchObject({ plays: answers.plays });
    await client.close();
  });
});

describe('a second window', () => {
  it('answers from the same history, and goes on after the first one closed', async () => {
    const second = await code.openWindow();
    await second.driver.startMcpServers();
    const before = await second.driver.invokeTool(`${server}history_taste_summary`, wholeHistory);
    expect(before.structured).toMatchObject({ plays: answers.plays });
    await rm(zip);
    await code.close();
    await expect
      .poll(
        async () => {
          const after = await second.driver.invokeTool(`${server}history_taste_summary`, wholeHistory);
          return (after.structured as TasteSummaryResult | undefined)?.plays;
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(answers.plays);
    await second.workbench.screenshot('second-window');
  });
});
