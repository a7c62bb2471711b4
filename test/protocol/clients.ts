import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { cli } from './bundle.ts';

export interface ToolAnswer {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

/** What a user does with a question that the server asks through the client. */
export type UserAnswer = 'yes' | 'no' | 'decline' | 'cancel';

export interface ClientOptions {
  /** Answers the server's questions; without it the client says that it cannot ask. */
  readonly onQuestion?: (message: string, form: unknown) => UserAnswer | Promise<UserAnswer>;
  /** Sent with each request over HTTP. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The client says that it shows pages (MCP Apps). */
  readonly showsApps?: boolean;
}

export interface CallSettings {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; total?: number; message?: string }) => void;
}

/** What the tests need of a client, whichever SDK it comes from. */
export interface TestClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(name: string, args?: Record<string, unknown>, settings?: CallSettings): Promise<ToolAnswer>;
  serverName(): string | undefined;
  protocolVersion(): string | undefined;
  instructions(): string | undefined;
  /** The SDK's own client, for what only some tests need. */
  readonly client: ClientV1 | ClientV2;
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

interface AskedForm {
  readonly message: string;
  readonly requestedSchema?: { readonly properties: Readonly<Record<string, unknown>> };
}

/** What a client answers to `elicitation/create` when its user does this; a yes or no picks the option that says so. */
async function elicited(
  onQuestion: (message: string, form: unknown) => UserAnswer | Promise<UserAnswer>,
  { message, requestedSchema }: AskedForm,
) {
  const answer = await onQuestion(message, requestedSchema);
  if (answer === 'decline' || answer === 'cancel') return { action: answer } as const;
  const [[name, field] = []] = Object.entries(requestedSchema?.properties ?? {});
  const { enum: options = [] } = (field ?? {}) as { readonly enum?: readonly string[] };
  const picked = options.find((option) => option.toLowerCase().startsWith(answer));
  if (name === undefined || picked === undefined) throw new Error(`The form has no option for ${answer}.`);
  return { action: 'accept', content: { [name]: picked } } as const;
}

function capabilitiesOf({ onQuestion, showsApps }: Partial<Record<keyof ClientOptions, unknown>>) {
  return {
    ...(onQuestion !== undefined && { elicitation: { form: {} } }),
    ...(showsApps === true && {
      extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } },
    }),
  };
}

function newV1({ onQuestion, showsApps }: ClientOptions): ClientV1 {
  const capabilities = capabilitiesOf({ onQuestion, showsApps });
  const client = new ClientV1(info, { capabilities });
  if (onQuestion !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => elicited(onQuestion, params as AskedForm));
  }
  return client;
}

function newV2(kind: Exclude<ClientKind, 'v1'>, { onQuestion, showsApps }: ClientOptions): ClientV2 {
  const capabilities = capabilitiesOf({ onQuestion, showsApps });
  const client = new ClientV2(info, { capabilities, versionNegotiation: { mode: modes[kind] } });
  if (onQuestion !== undefined) {
    client.setRequestHandler('elicitation/create', ({ params }) => elicited(onQuestion, params as AskedForm));
  }
  return client;
}

function wrapV1(client: ClientV1, version: () => string | undefined): TestClient {
  return {
    client,
    listTools: () => client.listTools(),
    callTool: async (name, args = {}, settings = {}) =>
      (await client.callTool({ name, arguments: args }, undefined, settings as object)) as ToolAnswer,
    serverName: () => client.getServerVersion()?.name,
    protocolVersion: version,
    instructions: () => client.getInstructions(),
    close: () => client.close(),
  };
}

function wrapV2(client: ClientV2): TestClient {
  return {
    client,
    listTools: () => client.listTools(),
    callTool: async (name, args = {}, settings = {}) =>
      (await client.callTool({ name, arguments: args }, settings as object)) as ToolAnswer,
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
  options: ClientOptions = {},
): Promise<TestClient> {
  const server = {
    command: process.execPath,
    args: [cli, 'mcp', ...args],
    env: { ...environment(), ...env },
  };
  if (kind === 'v1') {
    const client = newV1(options);
    await client.connect(new StdioV1(server));
    return wrapV1(client, () => undefined);
  }
  const client = newV2(kind, options);
  await client.connect(new StdioV2(server));
  return wrapV2(client);
}

/** Connects to a server over Streamable HTTP. */
export async function connectHttp(
  kind: ClientKind,
  url: string,
  token: string,
  options: ClientOptions = {},
): Promise<TestClient> {
  const request = { requestInit: { headers: { Authorization: `Bearer ${token}`, ...options.headers } } };
  if (kind === 'v1') {
    const client = newV1(options);
    const transport = new HttpV1(new URL(url), request);
    await client.connect(transport);
    return wrapV1(client, () => transport.protocolVersion);
  }
  const client = newV2(kind, options);
  await client.connect(new HttpV2(new URL(url), request));
  return wrapV2(client);
}
