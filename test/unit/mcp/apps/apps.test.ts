import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import {
  EXTENSION_ID,
  RESOURCE_MIME_TYPE,
  RESOURCE_URI_META_KEY,
} from '@modelcontextprotocol/ext-apps/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appExtension, appMimeType, chatApps, coverHosts } from '../../../../src/core/mcp/apps/chatApps.ts';
import { resources } from '../../../../src/core/mcp/resources/resources.ts';
import { clientKinds, type TestClient } from '../../../protocol/clients.ts';
import { openMcpBed, type McpBed } from '../mcpBed.ts';

const html = '<!doctype html><title>A page</title>';
const linked: Readonly<Record<string, string>> = {
  spotify_status: 'ui://backbeat/player.html',
  history_taste_summary: 'ui://backbeat/taste-summary.html',
  history_listening_heatmap: 'ui://backbeat/heatmap.html',
  ops_import_export: 'ui://backbeat/import.html',
};

let bed: McpBed;
let isBroken = false;
beforeAll(async () => {
  bed = await openMcpBed({
    chatPages: {
      read: (file) =>
        isBroken ? Promise.reject(new Error('ENOENT: /home/ada/apps')) : Promise.resolve(`${html}${file}`),
    },
  });
});
afterAll(() => bed.close());

type ListedTool = Awaited<ReturnType<ClientV1['listTools']>>['tools'][number];
/** The methods that both SDKs' clients have alike. */
type CommonClient = Pick<ClientV1, 'listTools' | 'listResources' | 'readResource'>;
const common = ({ client }: TestClient): CommonClient => client as CommonClient;
const metaOf = async (client: TestClient) => {
  const { tools } = await common(client).listTools();
  const entries = tools.flatMap(({ name, _meta }: ListedTool) =>
    _meta === undefined ? [] : [[name, _meta]],
  );
  return Object.fromEntries(entries) as Record<string, Record<string, unknown>>;
};

describe('the words of MCP Apps', () => {
  it('are those of its own SDK', () => {
    expect(appMimeType).toBe(RESOURCE_MIME_TYPE);
    expect(appExtension).toBe(EXTENSION_ID);
    expect(RESOURCE_URI_META_KEY).toBe('ui/resourceUri');
  });
});

describe.each(clientKinds)('a %s client that shows pages', (kind) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await bed.connect(kind, { showsApps: true });
  });

  it('is told which tools have one, in the words of today and in those of before', async () => {
    const expected = Object.entries(linked).map(([tool, uri]) => [
      tool,
      { ui: { resourceUri: uri, visibility: ['model', 'app'] }, 'ui/resourceUri': uri },
    ]);
    expect(await metaOf(client)).toEqual(Object.fromEntries(expected));
  });

  it('is listed the pages after the resources', async () => {
    const listed = (await common(client).listResources()).resources;
    expect(listed.map(({ uri }) => uri)).toEqual([...resources, ...chatApps].map(({ uri }) => uri));
    expect(new Set(listed.slice(-chatApps.length).map(({ mimeType }) => mimeType))).toEqual(
      new Set([appMimeType]),
    );
  });

  it.each(chatApps)('reads $uri with what it may load', async ({ uri, file }) => {
    const { contents } = await common(client).readResource({ uri });
    expect(contents).toEqual([
      {
        ...{ uri, mimeType: 'text/html;profile=mcp-app', text: html + file },
        _meta: {
          ui: {
            prefersBorder: true,
            ...(file === 'player.html' && { csp: { resourceDomains: [...coverHosts] } }),
          },
        },
      },
    ]);
  });

  it('is told in a sentence that a page is not there, and no path', async () => {
    // One that has kept no page.
    const fresh = await bed.connect(kind, { showsApps: true });
    isBroken = true;
    const reading = common(fresh).readResource({ uri: 'ui://backbeat/player.html' });
    const error: unknown = await reading.catch((failure: unknown) => failure);
    isBroken = false;
    expect(String(error)).toMatch(/page could not be read/);
    expect(String(error)).not.toContain('ada');
  });

  it('gets the cover beside the answer, not in it', async () => {
    const answer = (await client.callTool('spotify_status')) as { _meta?: Record<string, unknown> } & object;
    expect(answer._meta?.['backbeat/cover']).toMatch(/^http/);
    expect(answer._meta?.['backbeat/read_at']).toBeTypeOf('number');
    const { content, structuredContent } = await client.callTool('spotify_status');
    expect(JSON.stringify([content, structuredContent])).not.toContain('cover');
  });

  it('gets the code of a failure beside its words', async () => {
    const answer = (await client.callTool('spotify_control', { action: 'pause', device: 'Nowhere' })) as {
      isError?: boolean;
      _meta?: Record<string, unknown>;
    };
    expect(answer.isError).toBe(true);
    expect(answer._meta?.['backbeat/error']).toMatchObject({
      code: 'INPUT_ERROR',
      message: expect.stringContaining('Nowhere') as unknown,
    });
  });
});

describe.each(clientKinds)('a %s client that does not show pages', (kind) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await bed.connect(kind);
  });

  it('gets the definitions and resources that there were before there were pages', async () => {
    const before = await openMcpBed();
    const plain = await before.connect(kind);
    expect(await common(client).listTools()).toEqual(await common(plain).listTools());
    expect(await common(client).listResources()).toEqual(await common(plain).listResources());
    await before.close();
    expect(await metaOf(client)).toEqual({});
  });

  it('gets nothing beside an answer, and no request to Spotify is made for it', async () => {
    bed.newRequests();
    const { _meta } = (await client.callTool('spotify_status')) as { _meta?: Record<string, unknown> };
    expect(Object.keys(_meta ?? {}).filter((key) => key.startsWith('backbeat/'))).toEqual([]);
    expect(bed.newRequests().filter((line) => line === 'GET /me/player').length).toBeLessThanOrEqual(1);
  });
});

describe('a client that shows other things', () => {
  it.each([
    ['another kind of page', { mimeTypes: ['text/html'] }],
    ['nothing in particular', {}],
  ])('such as %s, is not linked to pages', async (_, extension) => {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } =
      await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    const capabilities = { extensions: { 'io.modelcontextprotocol/ui': extension } };
    const client = new Client({ name: 'other', version: '1.0.0' }, { capabilities });
    const requestInit = { headers: { Authorization: `Bearer ${bed.token}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL(bed.url), { requestInit }));
    const { tools } = await client.listTools();
    expect(tools.filter(({ _meta }) => _meta !== undefined)).toEqual([]);
    await client.close();
  });
});
