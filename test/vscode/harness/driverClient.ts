import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DriverError,
  type AuthSession,
  type ExtensionState,
  type HostInfo,
  type ListedTool,
  type ToolAnswer,
  type ToolPart,
} from './driverAnswers.ts';
import { HarnessError } from './harnessError.ts';

interface Address {
  readonly port: number;
  readonly token: string;
  readonly pid: number;
}

interface Outcome {
  readonly value?: unknown;
  readonly error?: { readonly message: string; readonly stack?: string };
}

/** Runs requests inside the extension host of one window, through the driver extension. */
export class DriverClient {
  private readonly addressFile: string;

  constructor(driverDir: string, windowName: string) {
    this.addressFile = join(driverDir, `${windowName}.json`);
  }

  /** The address of the host, once there is one; `otherThan` names the process of the host before a reload. */
  async waitUntilReady({ otherThan = 0, timeoutMs = 120_000 } = {}): Promise<HostInfo> {
    const deadline = performance.now() + timeoutMs;
    while (performance.now() < deadline) {
      const address = await this.address();
      if (address !== undefined && address.pid !== otherThan) {
        const info = await this.hostInfo().catch(() => undefined);
        if (info?.pid === address.pid) return info;
      }
      await delay(50);
    }
    throw new HarnessError(
      `No extension host has written ${this.addressFile}.`,
      'Look at the screenshot and at code-server.log: did the driver extension start?',
    );
  }

  hostInfo(): Promise<HostInfo> {
    return this.request<HostInfo>('hostInfo');
  }

  /** The result is what is left of it after JSON. */
  executeCommand<Result = unknown>(command: string, ...args: readonly unknown[]): Promise<Result> {
    return this.request<Result>('executeCommand', { command, args });
  }

  /** The ids of all registered commands that start so. */
  commandIds(filter: string): Promise<string[]> {
    return this.request('commandIds', { filter });
  }

  /** Starts every MCP server that extensions provide; answers the names of their tools, once there are any. */
  startMcpServers({ timeoutMs = 60_000 } = {}): Promise<string[]> {
    return this.request('startMcpServers', { timeoutMs });
  }

  listTools(): Promise<ListedTool[]> {
    return this.request('listTools');
  }

  /** The names of the tools that there are now, of one MCP server. */
  async toolNames(prefix: string): Promise<string[]> {
    return (await this.listTools()).map(({ name }) => name).filter((name) => name.startsWith(prefix));
  }

  /** Runs a tool as chat does. Unless it is read-only, somebody must accept the confirmation meanwhile. */
  async invokeTool(name: string, input: object = {}): Promise<ToolAnswer> {
    const parts = await this.request<ToolPart[]>('invokeTool', { name, input });
    const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return { parts, text, structured: parseJson(text) };
  }

  /** Undefined where the extension is not installed. */
  async extensionState(id: string): Promise<ExtensionState | undefined> {
    return (await this.request<ExtensionState | null>('extensionState', { id })) ?? undefined;
  }

  async extensionActive(id: string): Promise<boolean> {
    return (await this.extensionState(id))?.active ?? false;
  }

  /** Activates the extension; the time includes loading its code, and is about 0 if it was active. */
  async activateExtension(id: string): Promise<number> {
    return (await this.request<{ milliseconds: number }>('activateExtension', { id })).milliseconds;
  }

  /** The labels of the accounts that an authentication provider offers to extensions. */
  async authAccounts(provider: string): Promise<string[]> {
    const accounts = await this.request<{ label: string }[]>('authAccounts', { provider });
    return accounts.map(({ label }) => label);
  }

  /**
   * Asks for a session as any other extension does. Without `silent` the editor asks the user for consent, and
   * somebody must answer meanwhile.
   */
  async authSession(
    provider: string,
    scopes: readonly string[],
    options: { readonly silent: true } | { readonly createIfNone: true },
  ): Promise<AuthSession | undefined> {
    const session = await this.request<AuthSession | null>('authSession', { provider, scopes, options });
    return session ?? undefined;
  }

  readClipboard(): Promise<string> {
    return this.request('readClipboard');
  }

  async writeClipboard(text: string): Promise<void> {
    await this.request('writeClipboard', { text });
  }

  setting<Value>(key: string): Promise<Value | null> {
    return this.request('setting', { key });
  }

  /** Changes a user setting. */
  async changeSetting(key: string, value: unknown): Promise<void> {
    await this.request('setting', { key, value });
  }

  private async request<Result>(kind: string, params: object = {}): Promise<Result> {
    const address = await this.address();
    if (address === undefined)
      throw new HarnessError('The window has no driver yet.', 'Await waitUntilReady().');
    const response = await fetch(`http://127.0.0.1:${address.port}/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.token}` },
      body: JSON.stringify({ kind, params }),
    });
    const { value, error } = (await response.json()) as Outcome;
    if (error) throw new DriverError(kind, error.message, error.stack);
    return value as Result;
  }

  private async address(): Promise<Address | undefined> {
    const text = await readFile(this.addressFile, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as Address);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
