import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { cli } from './bundle.ts';

export interface ToolAnswer {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

/** What the tests need of a client, whichever SDK it comes from. */
export interface TestClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  serverName(): string | undefined;
  protocolVersion(): string | undefined;
  instructions(): string | undefined;
  close(): Promise<void>;
}

/** Every client that is out there: today's (v1 SDK), and the v2 SDK in both eras and finding out by itself. */
export const clientKinds = ['v1', 'v2 legacy', 'v2 auto', 'v2 modern'] as const;
export type ClientKind = (typeof clientKinds)[number];

const info = { name: 'backbeat-test', version: '1.0.0' };
const modes = {
  'v2 legacy': 'legacy',
  'v2 auto': 'auto',
  'v2 modern': { pin: '2026-07-28' },
} as const;

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function newV1(): ClientV1 {
  return new ClientV1(info);
}

function newV2(kind: Exclude<ClientKind, 'v1'>): ClientV2 {
  return new ClientV2(info, { versionNegotiation: { mode: modes[kind] } });
}

function wrapV1(client: ClientV1, version: () => string | undefined): TestClient {
  return {
    listTools: () => client.listTools(),
    callTool: async (name, args = {}) => (await client.callTool({ name, arguments: args })) as ToolAnswer,
    serverName: () => client.getServerVersion()?.name,
    protocolVersion: version,
    instructions: () => client.getInstructions(),
    close: () => client.close(),
  };
}

function wrapV2(client: ClientV2): TestClient {
  return {
    listTools: () => client.listTools(),
    callTool: async (name, args = {}) => (await client.callTool({ name, arguments: args })) as ToolAnswer,
    serverName: () => client.getServerVersion()?.name,
    protocolVersion: () => client.getNegotiatedProtocolVersion(),
    instructions: () => client.getInstructions(),
    close: () => client.close(),
  };
}

/** Starts `backbeat mcp` and connects to it. */
export async function connectStdio(
  kind: ClientKind,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<TestClient> {
  const server = {
    command: process.execPath,
    args: [cli, 'mcp', ...args],
    env: { ...environment(), ...env },
  };
  if (kind === 'v1') {
    const client = newV1();
    await client.connect(new StdioV1(server));
    return wrapV1(client, () => undefined);
  }
  const client = newV2(kind);
  await client.connect(new StdioV2(server));
  return wrapV2(client);
}

/** Connects to a server over Streamable HTTP. */
export async function connectHttp(kind: ClientKind, url: string, token: string): Promise<TestClient> {
  const options = { requestInit: { headers: { Authorization: `Bearer ${token}` } } };
  if (kind === 'v1') {
    const client = newV1();
    const transport = new HttpV1(new URL(url), options);
    await client.connect(transport);
    return wrapV1(client, () => transport.protocolVersion);
  }
  const client = newV2(kind);
  await client.connect(new HttpV2(new URL(url), options));
  return wrapV2(client);
}
