import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { login, type LoginContext, type LoginOptions } from '../../../../src/node/cli/login.ts';
import type { Credentials } from '../../../../src/core/spotify/credentials.ts';
import { parseSettings } from '../../../../src/protocol/settings.ts';
import { fetchTransport } from '../../../fixtures/fetchTransport.ts';
import { memoryVault, type MemoryVault } from '../../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';
import { secretsOf } from '../vault/secrets.ts';

let spotify: Simulator;
let said: string[];
beforeEach(async () => {
  spotify = await startSimulator();
  spotify.consent = { user: 'ada-lovelace' };
  said = [];
});
afterEach(() => spotify.close());

interface Person {
  readonly vault: MemoryVault;
  /** What the person answers to each question in turn; gets all that was said. */
  readonly answers?: readonly ((said: string) => string | Promise<string>)[];
  /** What the person does with an address that is shown. */
  readonly opens?: (url: string) => void;
}

function signIn(options: Partial<LoginOptions>, { vault, answers, opens }: Person): Promise<Credentials> {
  const left = [...(answers ?? [])];
  const context: LoginContext = {
    vault,
    transport: fetchTransport,
    settings: parseSettings({
      'spotify.apiUrl': spotify.apiUrl,
      'spotify.accountsUrl': spotify.accountsUrl,
    }),
    logger: recordingLogger(),
    signal: new AbortController().signal,
    say: (line) => {
      said.push(line);
      const url = /http\S+\/authorize\S+/.exec(line)?.[0];
      if (url !== undefined) opens?.(url);
    },
    ask: async (question) => {
      said.push(question);
      return (await left.shift()?.(said.join('\n'))) ?? '';
    },
    isInteractive: answers !== undefined,
  };
  return login({ browser: false, ...options }, context);
}

const inBrowser = (url: string): void => void fetch(url);
const addressAfter = async (text: string): Promise<string> => {
  const url = /http\S+\/authorize\S+/.exec(text)?.[0] ?? '';
  return (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
};

describe('login', () => {
  it('signs in with a given Client ID and keeps it for the next time', async () => {
    const vault = memoryVault();
    const credentials = await signIn({ clientId: spotify.clientId }, { vault, opens: inBrowser });
    expect(vault.held).toEqual([credentials]);
    expect(await vault.app()).toEqual({ clientId: spotify.clientId });
    await signIn({}, { vault, opens: inBrowser });
    expect(vault.held).toHaveLength(1);
  });

  it('asks for the Client ID, and says how to get one and what to register', async () => {
    const vault = memoryVault();
    await signIn({}, { vault, answers: [() => spotify.clientId], opens: inBrowser });
    const text = said.join('\n');
    expect(text).toContain('developer.spotify.com/dashboard');
    expect(text).toContain('http://127.0.0.1/callback');
    expect(await vault.app()).toEqual({ clientId: spotify.clientId });
  });

  it('names the fixed port in what to register', async () => {
    await expect(signIn({ port: 8888 }, { vault: memoryVault(), answers: [() => ''] })).rejects.toMatchObject(
      {
        code: 'CONFIG_ERROR',
      },
    );
    expect(said.join('\n')).toContain('http://127.0.0.1:8888/callback');
  });

  it('does not ask where nobody can answer', async () => {
    await expect(signIn({}, { vault: memoryVault() })).rejects.toMatchObject({ code: 'CONFIG_ERROR' });
  });

  it('keeps the secret of an app that has one', async () => {
    const app = { clientId: spotify.clientId, clientSecret: spotify.clientSecret };
    const credentials = await signIn(
      { clientId: spotify.clientId },
      { vault: memoryVault([], app), opens: inBrowser },
    );
    expect(credentials.app).toEqual(app);
  });

  it('changes nothing when the sign-in fails: the account before keeps working', async () => {
    const before = secretsOf('grace');
    const vault = memoryVault([before], { clientId: spotify.clientId });
    await expect(signIn({ clientId: 'wrong' }, { vault })).rejects.toMatchObject({ reason: 'badClient' });
    spotify.consent = 'deny';
    await expect(signIn({}, { vault, opens: inBrowser })).rejects.toMatchObject({ reason: 'denied' });
    expect(vault.held).toEqual([before]);
    expect(await vault.app()).toEqual({ clientId: spotify.clientId });
  });

  it('reads the address that was pasted, and asks again after something else', async () => {
    const vault = memoryVault([], { clientId: spotify.clientId });
    await signIn({ paste: true }, { vault, answers: [() => 'not an address', addressAfter] });
    expect(vault.held).toMatchObject([{ displayName: 'Ada' }]);
    expect(said.join('\n')).toContain('holds no code');
  });

  it('does not ask a pipe again', async () => {
    const vault = memoryVault([], { clientId: spotify.clientId });
    await expect(signIn({ paste: true }, { vault })).rejects.toMatchObject({ reason: 'badCode' });
  });

  it('adds a second account beside the first', async () => {
    const vault = memoryVault([], { clientId: spotify.clientId });
    await signIn({}, { vault, opens: inBrowser });
    spotify.addUser({ id: 'grace', displayName: 'Grace' });
    spotify.consent = { user: 'grace' };
    await signIn({}, { vault, opens: inBrowser });
    expect(vault.held.map(({ displayName }) => displayName)).toEqual(['Ada', 'Grace']);
  });
});
