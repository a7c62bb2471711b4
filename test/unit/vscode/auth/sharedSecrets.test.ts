import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMcpHttp, type McpHttp } from '../../../../src/node/mcp/mcpHttp.ts';
import { SecretVault } from '../../../../src/vscode/auth/secretVault.ts';
import { sharedSecrets } from '../../../../src/vscode/auth/sharedSecrets.ts';
import { accountKey } from '../../../../src/vscode/auth/vaultKeys.ts';
import type { EditorRuntime } from '../../../../src/vscode/lazyRuntime.ts';
import { McpEndpoint } from '../../../../src/vscode/mcpEndpoint.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { editorWindows } from './editorWindows.ts';
import { memorySecrets, type MemorySecrets } from './memorySecrets.ts';
import { storedCredentials } from './storedCredentials.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-secrets-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const logger = recordingLogger();
const unused = (): never => {
  throw new Error('nothing is asked here');
};

/** A window with the real way in; behind it is nothing that these tests ask for. */
function endpoint(secrets: MemorySecrets): McpEndpoint {
  const createMcpHttpHere = (token: () => string): McpHttp =>
    createMcpHttp({
      token,
      logger,
      createMcpServer: unused,
      api: { call: unused, on: () => ({ dispose: () => undefined }) },
    });
  return new McpEndpoint({
    ...{ dataDir, secrets, logger },
    runtime: () => Promise.resolve({ createMcpHttp: createMcpHttpHere } as EditorRuntime),
    alone: sharedSecrets({ secrets, dataDir, logger }),
  });
}

function vaultOf(secrets: MemorySecrets): SecretVault {
  return new SecretVault({ secrets, logger, alone: sharedSecrets({ secrets, dataDir, logger }) });
}

describe('windows that begin at the same time on an empty installation', () => {
  it('have one token and one address, whoever of them was first', async () => {
    const editor = editorWindows();
    const endpoints = [1, 2, 3].map(() => endpoint(editor.open()));
    try {
      const addresses = await Promise.all(endpoints.map((one) => one.ensure()));
      expect(new Set(addresses.map(({ token }) => token)).size).toBe(1);
      expect(new Set(addresses.map(({ url }) => url)).size).toBe(1);
      expect([...(await editor.settled()).values()]).toEqual([addresses[0]?.token]);
    } finally {
      for (const one of endpoints) one.dispose();
    }
  });

  it('get the token that is stored already, without a lock', async () => {
    const editor = editorWindows();
    const first = endpoint(editor.open());
    const { token } = await first.ensure();
    await editor.settled();
    first.dispose();
    rmSync(join(dataDir, 'secret-stamps.json'));
    const later = endpoint(editor.open());
    expect((await later.ensure()).token).toBe(token);
    expect(existsSync(join(dataDir, 'secret-stamps.json'))).toBe(false);
    later.dispose();
  });

  it('do not wait for ever for a window that ended before the editor had its token', async () => {
    const lost = memorySecrets();
    const patienceMs = 50;
    const alone = sharedSecrets({ secrets: lost, dataDir, logger, patienceMs });
    await alone((secrets) => secrets.store('token', 'lost with the window'));
    const secrets = memorySecrets();
    const next = sharedSecrets({ secrets, dataDir, logger, patienceMs });
    expect(await next((shared) => shared.get('token'))).toBeUndefined();
    await next((shared) => shared.store('token', 'the next one'));
    expect(await next((shared) => shared.get('token'))).toBe('the next one');
  });
});

describe('a window that renews a sign-in while another one signs in anew', () => {
  it('keeps the new sign-in, though its own copy still shows the old one', async () => {
    const editor = editorWindows();
    const renewing = vaultOf(editor.open());
    await renewing.put(storedCredentials('adam', { refreshToken: 'old' }));
    await editor.settled();
    const signingIn = vaultOf(editor.open());
    await signingIn.put(storedCredentials('adam', { refreshToken: 'signed in anew' }));
    const renewed = storedCredentials('adam', { refreshToken: 'renewed' });
    expect(await renewing.put(renewed, 'old')).toBe(false);
    const stored = (await editor.settled()).get(accountKey('adam'));
    expect(stored).toContain('signed in anew');
    expect(stored).not.toContain('renewed');
  });

  it('lets one of many that replace the same one win', async () => {
    const editor = editorWindows();
    const first = vaultOf(editor.open());
    await first.put(storedCredentials('adam', { refreshToken: 'old' }));
    await editor.settled();
    const vaults = [1, 2, 3, 4].map(() => vaultOf(editor.open()));
    const puts = vaults.map((vault, at) =>
      vault.put(storedCredentials('adam', { refreshToken: `of ${at}` }), 'old'),
    );
    const stored = await Promise.all(puts);
    expect(stored.filter(Boolean)).toHaveLength(1);
    const winner = stored.indexOf(true);
    expect((await editor.settled()).get(accountKey('adam'))).toContain(`"of ${winner}"`);
  });

  it('does not store again what another window removed', async () => {
    const editor = editorWindows();
    const renewing = vaultOf(editor.open());
    await renewing.put(storedCredentials('adam', { refreshToken: 'old' }));
    await editor.settled();
    await vaultOf(editor.open()).remove('adam');
    expect(await renewing.put(storedCredentials('adam', { refreshToken: 'renewed' }), 'old')).toBe(false);
    expect((await editor.settled()).has(accountKey('adam'))).toBe(false);
  });
});

describe('the stamps', () => {
  it('show no secret, and may be damaged', async () => {
    const secrets = memorySecrets();
    const alone = sharedSecrets({ secrets, dataDir, logger });
    await alone((shared) => shared.store('key', 'a secret'));
    const path = join(dataDir, 'secret-stamps.json');
    expect(readFileSync(path, 'utf8')).not.toMatch(/secret|"key"/);
    writeFileSync(path, '[{');
    expect(await alone((shared) => shared.get('key'))).toBe('a secret');
    await alone((shared) => shared.store('key', 'another'));
    expect(await alone((shared) => shared.get('key'))).toBe('another');
  });

  // Whoever is root writes everywhere.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'cost no sign-in where the folder cannot be written',
    async () => {
      chmodSync(dataDir, 0o500);
      const secrets = memorySecrets();
      await vaultOf(secrets).put(storedCredentials('adam'));
      expect(secrets.values.has(accountKey('adam'))).toBe(true);
      chmodSync(dataDir, 0o700);
    },
  );

  it('cost no sign-in where there cannot be a folder', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const secrets = memorySecrets();
    const alone = sharedSecrets({ secrets, dataDir: file, logger });
    await new SecretVault({ secrets, logger, alone }).put(storedCredentials('adam'));
    expect(secrets.values.has(accountKey('adam'))).toBe(true);
  });
});
