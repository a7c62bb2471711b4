import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatApps } from '../../src/core/mcp/apps/chatApps.ts';
import { tools as declared } from '../../src/core/mcp/tools/index.ts';
import { toolsets } from '../../src/protocol/settings.ts';
import { temporaryFolder } from './bundle.ts';
import { clientKinds, connectHttp, connectStdio, type ClientOptions, type TestClient } from './clients.ts';
import { startServe, type ServeProcess } from './serveProcess.ts';

const folder = temporaryFolder();
const args = ['--data-dir', folder.path, '--toolsets', toolsets.join(',')];
let served: ServeProcess;
beforeAll(async () => {
  served = await startServe(args);
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

const transports = {
  stdio: (kind: (typeof clientKinds)[number], options: ClientOptions) =>
    connectStdio(kind, args, {}, options),
  http: (kind: (typeof clientKinds)[number], options: ClientOptions) =>
    connectHttp(kind, served.url, served.token, options),
} as const;
const cases = clientKinds.flatMap((kind) =>
  (Object.keys(transports) as (keyof typeof transports)[]).map((transport) => ({ kind, transport })),
);
/** The methods that both SDKs' clients have alike. */
type CommonClient = Pick<ClientV1, 'listTools' | 'listResources' | 'readResource'>;
const common = ({ client }: TestClient): CommonClient => client as CommonClient;
/** Longest page: a chat loads one with every card. */
const maxBytes = 250_000;

describe.each(cases)('a $kind client over $transport', ({ kind, transport }) => {
  it('that shows pages finds them by their tools, whole in themselves', async () => {
    const client = await transports[transport](kind, { showsApps: true });
    const { tools } = await common(client).listTools();
    const linked = tools.flatMap(({ name, _meta }) => {
      const ui = _meta?.['ui'] as { readonly resourceUri: string } | undefined;
      return ui === undefined ? [] : [[name, ui.resourceUri]];
    });
    expect(linked).toEqual(declared.flatMap(({ name, app }) => (app === undefined ? [] : [[name, app.uri]])));
    for (const { uri, hasCovers } of chatApps) {
      const { contents } = await common(client).readResource({ uri });
      const [page] = contents;
      expect(page).toMatchObject({ uri, mimeType: 'text/html;profile=mcp-app' });
      const csp = (page?._meta?.['ui'] as { readonly csp?: { readonly resourceDomains: string[] } }).csp;
      expect(csp?.resourceDomains.includes('https://i.scdn.co') ?? false).toBe(hasCovers === true);
      const html = page !== undefined && 'text' in page ? page.text : '';
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxBytes);
      expect(html).toMatch(/^<!doctype html>/);
      expect(html).not.toMatch(/<(?:script|link|img|iframe)[^>]*\s(?:src|href)=/i);
    }
    await client.close();
  });

  it('that does not show pages is told of none', async () => {
    const client = await transports[transport](kind, {});
    const { tools } = await common(client).listTools();
    expect(tools.filter(({ _meta }) => _meta !== undefined)).toEqual([]);
    const { resources } = await common(client).listResources();
    expect(resources.filter(({ uri }) => uri.startsWith('ui:'))).toEqual([]);
    await client.close();
  });
});
