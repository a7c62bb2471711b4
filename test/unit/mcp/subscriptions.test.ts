import type { Client as ClientV2 } from '@modelcontextprotocol/client';
import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMcpBed, type McpBed } from './mcpBed.ts';

const playback = 'spotify://playback/current';
const queue = 'spotify://queue';

let bed: McpBed;
/** What a client was told: addresses that changed, and lists. */
let told: string[];
beforeEach(async () => {
  bed = await openMcpBed();
  told = [];
});
afterEach(() => bed.close());

/** Listens as the v1 SDK, today's VS Code, does. */
async function followLegacy(...uris: string[]): Promise<ClientV1> {
  const { client } = await bed.connect('v1');
  const v1 = client as ClientV1;
  v1.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void told.push(params.uri));
  v1.setNotificationHandler(ResourceListChangedNotificationSchema, () => void told.push('resources'));
  v1.setNotificationHandler(ToolListChangedNotificationSchema, () => void told.push('tools'));
  for (const uri of uris) await v1.subscribeResource({ uri });
  return v1;
}

/** Listens on a stream of the newer era. */
async function followModern(...uris: string[]): Promise<() => Promise<void>> {
  const { client } = await bed.connect('v2 modern');
  const v2 = client as ClientV2;
  v2.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.push(params.uri));
  v2.setNotificationHandler('notifications/resources/list_changed', () => void told.push('resources'));
  v2.setNotificationHandler('notifications/tools/list_changed', () => void told.push('tools'));
  const stream = await v2.listen({
    resourceSubscriptions: uris,
    resourcesListChanged: true,
    toolsListChanged: true,
  });
  return () => stream.close();
}

const lookAgain = () => bed.api.call('spotify.playback', {});

/** The first look after somebody began to listen: what changes afterwards is told. */
async function firstLook(): Promise<void> {
  await vi.waitFor(() => {
    expect(bed.simulator.requests.some(({ path }) => path.includes('/me/player'))).toBe(true);
  });
  await lookAgain();
}

describe.each([
  ['a 2025 client', followLegacy],
  ['a 2026 client', followModern],
])('%s that follows playback and queue', (_, follow) => {
  it('is told when another track plays, and when music stops', async () => {
    await follow(playback, queue);
    await firstLook();
    await bed.api.call('spotify.control', { action: 'next' });
    await vi.waitFor(() => {
      expect(told).toEqual(expect.arrayContaining([playback, queue]));
    });
    told.length = 0;
    await bed.api.call('spotify.control', { action: 'pause' });
    await vi.waitFor(() => {
      expect(told).toContain(playback);
    });
    expect(told).not.toContain(queue);
  });

  it('is told nothing while nothing changes', async () => {
    await follow(playback, queue);
    await firstLook();
    bed.simulator.clock.advance(5_000);
    await lookAgain();
    await lookAgain();
    expect(told).toEqual([]);
  });

  it('is told when another account is the one in use', async () => {
    bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    await follow(playback);
    await bed.signIn('grace-hopper');
    await bed.api.call('accounts.use', { account: 'ada-lovelace' });
    await bed.api.call('accounts.use', { account: 'grace-hopper' });
    await vi.waitFor(() => {
      expect(told).toContain('resources');
    });
  });

  it('is told that the tools are others', async () => {
    await follow(playback);
    bed.http.toolsChanged();
    await vi.waitFor(() => {
      expect(told).toContain('tools');
    });
  });
});

describe('the player', () => {
  it('is not looked at while nobody follows it', async () => {
    await bed.connect('v1');
    await bed.connect('v2 modern');
    bed.newRequests();
    await (await bed.connect('v1')).listTools();
    expect(bed.newRequests()).toEqual([]);
  });

  it('is not told of any more after the end of a subscription', async () => {
    const client = await followLegacy(playback);
    await firstLook();
    await client.unsubscribeResource({ uri: playback });
    await bed.api.call('spotify.control', { action: 'next' });
    await lookAgain();
    await client.listTools();
    expect(told).toEqual([]);
  });

  it('is not told of any more after the end of a stream', async () => {
    const close = await followModern(playback);
    await firstLook();
    await close();
    await bed.api.call('spotify.control', { action: 'next' });
    await lookAgain();
    expect(told).toEqual([]);
  });

  it('is told of once, however many streams there are', async () => {
    await followModern(playback);
    await followModern(playback);
    await firstLook();
    await bed.api.call('spotify.control', { action: 'next' });
    await vi.waitFor(() => {
      expect(told).toEqual([playback, playback]);
    });
  });
});
