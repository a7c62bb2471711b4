import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Simulator } from '../spotify/simulator.ts';
import { cli, temporaryFolder } from './bundle.ts';

/** A data directory in which accounts of the simulator are signed in, by the command line itself. */
export interface SignedInFolder {
  readonly path: string;
  /** For every command that works with it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs `backbeat login`, and agrees on the consent page as this user. Returns what it said. */
  login(userId: string, ...args: readonly string[]): Promise<{ code: number | null; said: string }>;
  dispose(): void;
}

export function signedInFolder(simulator: Simulator): SignedInFolder {
  const folder = temporaryFolder();
  const env = {
    SPOTIFY_API_URL: simulator.apiUrl,
    SPOTIFY_ACCOUNTS_URL: simulator.accountsUrl,
    SPOTIFY_CLIENT_ID: simulator.clientId,
    TOKEN_ENCRYPTION_KEY: 'a passphrase of the tests',
    BACKBEAT_DATA_DIR: folder.path,
    // Its requests would come in between those of a test; one that is about it switches it on.
    COLLECTOR_ENABLED: 'false',
  };
  return {
    path: folder.path,
    env,
    dispose: () => {
      folder.dispose();
    },
    login: async (userId, ...args) => {
      simulator.consent = { user: userId };
      const login = spawn(process.execPath, [cli, 'login', '--no-browser', ...args], {
        env: { ...process.env, ...env },
      });
      let said = '';
      let followed: Promise<unknown> | undefined;
      const hear = (text: Buffer): void => {
        said += text.toString();
        const url = /http:\/\/127\.0\.0\.1:\d+\/authorize\S+/.exec(said)?.[0];
        // The browser: it follows the redirect to the address that the command listens at.
        if (url !== undefined && said.includes(`${url}\n`))
          followed ??= fetch(url).then((page) => page.text());
      };
      login.stdout.on('data', hear);
      login.stderr.on('data', hear);
      const [code] = (await once(login, 'close')) as [number | null];
      await followed;
      return { code, said };
    },
  };
}
