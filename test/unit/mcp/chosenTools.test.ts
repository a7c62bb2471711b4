import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Toolset } from '../../../src/protocol/settings.ts';
import type { TestClient } from '../../protocol/clients.ts';
import { openMcpBed, type McpBed } from './mcpBed.ts';

let bed: McpBed;
afterEach(() => bed.close());

const namesOf = async (client: TestClient): Promise<string[]> =>
  (await client.listTools()).tools.map(({ name }) => name);

// Clients of the newer era keep the list for a while, or listen: see the subscriptions.
describe.each(['v1', 'v2 legacy'] as const)(
  'a %s client that stays connected while the settings change',
  (kind) => {
    it('sees the tools come and go, in the order of a client that comes later', async () => {
      const settings: { toolsets: Toolset[]; readOnly: boolean } = { toolsets: ['library'], readOnly: false };
      bed = await openMcpBed(settings);
      const client = await bed.connect(kind);
      const change = (to: Partial<typeof settings>): void => {
        Object.assign(settings, to);
        bed.http.toolsChanged();
      };
      expect(await namesOf(client)).not.toContain('spotify_search');
      change({ toolsets: ['search', 'library'] });
      const wide = await namesOf(client);
      expect(wide).toEqual(expect.arrayContaining(['spotify_search', 'spotify_save_to_library']));
      expect(wide).toEqual(await namesOf(await bed.connect(kind)));
      change({ readOnly: true });
      expect(await namesOf(client)).toContain('spotify_search');
      expect(await namesOf(client)).not.toContain('spotify_save_to_library');
      const refused = await client
        .callTool('spotify_save_to_library', { uris: [] })
        .catch((error: unknown) => error);
      expect(String((refused as Error).message)).toContain('not found');
      change({ readOnly: false });
      expect(await namesOf(client)).toEqual(wide);
    });
  },
);

describe('a client of the older era', () => {
  it('is told once, however many tools came and went', async () => {
    bed = await openMcpBed({ toolsets: ['library', 'search'] });
    const { client } = await bed.connect('v1');
    let told = 0;
    (client as ClientV1).setNotificationHandler(ToolListChangedNotificationSchema, () => {
      told += 1;
    });
    // Its stream is opened behind the first answers.
    await vi.waitFor(() => {
      bed.http.toolsChanged();
      expect(told).toBeGreaterThan(0);
    });
    await client.ping();
    told = 0;
    bed.http.toolsChanged();
    await vi.waitFor(() => {
      expect(told).toBeGreaterThan(0);
    });
    await client.ping();
    expect(told).toBe(1);
  });
});
