import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernHttp,
} from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {
  JsonSchemaValidatorResult,
  jsonSchemaValidator,
} from '@modelcontextprotocol/sdk/validation/types.js';
import type { Era } from './eras.ts';
import type { Args, Answer } from './toolCase.ts';

/** One connection, by the client of the SDK of its era. */
export interface SdkClient {
  list(): Promise<readonly { readonly name: string }[]>;
  call(name: string, args: Args): Promise<Answer>;
  close(): Promise<void>;
}

export interface SdkClientOptions {
  /** Compiles and applies the output schemas as the SDK does; 500 clients of one process leave that out. */
  readonly validates?: boolean;
}

const info = { name: 'backbeat-bench', version: '1.0.0' };
const believing: jsonSchemaValidator = {
  getValidator: <T>() => {
    return (data: unknown): JsonSchemaValidatorResult<T> => ({
      valid: true,
      data: data as T,
      errorMessage: undefined,
    });
  },
};

function newClient(era: Era, { validates = true }: SdkClientOptions): LegacyClient | ModernClient {
  const validation = validates ? {} : { jsonSchemaValidator: believing };
  return era === '2025-11-25'
    ? new LegacyClient(info, validation)
    : new ModernClient(info, { ...validation, versionNegotiation: { mode: { pin: era } } });
}

function connected(client: LegacyClient | ModernClient, end: () => Promise<void>): SdkClient {
  return {
    list: async () => (await client.listTools()).tools,
    call: async (name, args) => (await client.callTool({ name, arguments: { ...args } })) as Answer,
    close: end,
  };
}

export async function connectOverHttp(
  era: Era,
  url: string,
  headers: Readonly<Record<string, string>>,
  options: SdkClientOptions = {},
): Promise<SdkClient> {
  const client = newClient(era, options);
  const request = { requestInit: { headers } };
  if (client instanceof ModernClient) {
    await client.connect(new ModernHttp(new URL(url), request));
    return connected(client, () => client.close());
  }
  const transport = new LegacyHttp(new URL(url), request);
  await client.connect(transport);
  return connected(client, async () => {
    await transport.terminateSession();
    await client.close();
  });
}

export async function connectOverStdio(
  era: Era,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<SdkClient> {
  const client = newClient(era, {});
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const server = {
    command: process.execPath,
    args: [...args],
    env: { ...Object.fromEntries(inherited), ...env },
  };
  if (client instanceof ModernClient) await client.connect(new ModernStdio(server));
  else await client.connect(new LegacyStdio(server));
  return connected(client, () => client.close());
}
