import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heatmapApp, importApp, playerApp, tasteSummaryApp } from '../../../src/core/mcp/apps/chatApps.ts';
import { extendedRow } from '../../fixtures/exportRows.ts';
import type { TestClient } from '../../protocol/clients.ts';
import { openMcpBed, type McpBed } from '../../unit/mcp/mcpBed.ts';
import { openChats, type Chats, type OpenChat } from './appsChat.ts';

const path = '/home/ada/my_spotify_data/Streaming_History_Audio_2024_0.json';
const plays = 120;
const rows = Array.from({ length: plays }, (_, at) =>
  extendedRow({ ts: new Date(Date.UTC(2024, 0, 1) + at * 3_600_000).toISOString().replace('.000', '') }),
);
const window = { from: '2024-01-01', to: '2024-02-01', timezone: 'Europe/Berlin' };

let bed: McpBed;
let client: TestClient;
let chats: Chats;
let chat: OpenChat | undefined;
beforeAll(async () => {
  bed = await openMcpBed({
    files: { [path]: JSON.stringify(rows) },
    chatPages: { read: () => Promise.resolve('') },
  });
  client = await bed.connect('v1', { showsApps: true });
  chats = await openChats();
}, 120_000);
afterAll(async () => {
  await chats.close();
  await bed.close();
});
afterEach(async () => {
  const problems = chat?.problems() ?? [];
  await chat?.close();
  chat = undefined;
  expect(problems).toEqual([]);
});

const open = async (app: typeof playerApp): Promise<OpenChat> => {
  chat = await chats.open(app, {
    callTool: (name, args) => client.callTool(name, args),
    coversFrom: new URL(bed.simulator.apiUrl).origin,
  });
  return chat;
};

describe('a page over the real server', () => {
  it('pauses the player at a click, which Spotify sees', async () => {
    const { frame, result } = await open(playerApp);
    await result(await client.callTool('spotify_status'));
    await frame
      .getByText(bed.user.player.item?.name ?? 'nothing')
      .first()
      .waitFor();
    bed.newRequests();
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    await frame.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await expect.poll(() => bed.user.player.isPlaying).toBe(false);
    expect(bed.newRequests()).toContain('PUT /me/player/pause');
  });

  it('accounts for every row of an import, and draws what came of it', async () => {
    const importing = await open(importApp);
    await importing.input({ path });
    const imported = await client.callTool('ops_import_export', { path });
    await importing.result(imported);
    await importing.frame.getByText('Every row is accounted for').waitFor();
    expect(imported.structuredContent).toMatchObject({ rows_read: plays });
    expect(await importing.text()).toContain(String(imported.structuredContent?.['stored']));
    await importing.close();

    const summary = await client.callTool('history_taste_summary', window);
    const drawn = await open(tasteSummaryApp);
    await drawn.result(summary);
    await drawn.frame.getByRole('grid').waitFor();
    const said = await drawn.text();
    const value = summary.structuredContent as {
      plays: number;
      play_rule: string;
      top_artists: { name: string }[];
    };
    expect(value.plays).toBe(plays);
    expect(said).toContain(String(value.plays));
    expect(said).toContain(value.play_rule);
    expect(said).toContain(value.top_artists[0]?.name);
    await drawn.close();

    const heatmap = await client.callTool('history_listening_heatmap', window);
    const { frame, result } = await open(heatmapApp);
    await result(heatmap);
    await frame.getByRole('grid').waitFor();
    const labels = await frame
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.flatMap((cell) => cell.getAttribute('aria-label') ?? []));
    const counts = labels.map((label) => Number(/: (\d+) play/.exec(label)?.[1] ?? 0));
    expect(counts).toEqual(
      (heatmap.structuredContent as { heatmap: { plays: number[][] } }).heatmap.plays.flat(),
    );
  });

  it('says why a history cannot be read', async () => {
    const { frame, result } = await open(heatmapApp);
    await result(await client.callTool('history_listening_heatmap', { account: 'nobody' }));
    await frame.getByRole('alert').getByText('nobody').first().waitFor();
  });
});
