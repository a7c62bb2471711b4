import { AccountBook } from '../../../../src/core/spotify/auth/accountBook.ts';
import { Accounts } from '../../../../src/core/spotify/auth/accounts.ts';
import { TokenKeeper } from '../../../../src/core/spotify/auth/tokenKeeper.ts';
import type { Credentials } from '../../../../src/core/spotify/credentials.ts';
import type { Transport } from '../../../../src/core/spotify/transport.ts';
import { parseSettings } from '../../../../src/protocol/settings.ts';
import { fetchTransport } from '../../../fixtures/fetchTransport.ts';
import type { MemoryVault } from '../../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import type { Simulator } from '../../../spotify/simulator.ts';

/** A clock that the test moves; at first the machine's time. */
export interface TestClock {
  now(): number;
  timeZone(): string;
  advance(ms: number): void;
}

export function testClock(): TestClock {
  let now = Date.now();
  return {
    now: () => now,
    timeZone: () => 'UTC',
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Credentials of a user of the simulator, as a sign-in would have left them. */
export function signedIn(
  spotify: Simulator,
  userId: string,
  clock: TestClock,
  changes: Partial<Credentials> = {},
): Credentials {
  const tokens = spotify.signIn(userId);
  return {
    account: userId,
    displayName: spotify.users.find(({ id }) => id === userId)?.displayName ?? userId,
    app: { clientId: spotify.clientId },
    scopes: tokens.scope.split(' '),
    refreshToken: tokens.refreshToken,
    accessToken: tokens.accessToken,
    accessTokenExpiresAt: clock.now() + tokens.expiresIn * 1000,
    authorizedAt: clock.now(),
    ...changes,
  };
}

export interface KeeperOptions {
  readonly spotify: Simulator;
  readonly clock: TestClock;
  readonly vaults: readonly MemoryVault[];
  readonly transport?: Transport;
}

/** The keeper and its neighbours as one process has them. */
export interface KeeperSetup {
  readonly keeper: TokenKeeper;
  readonly accounts: Accounts;
  readonly book: AccountBook;
  readonly logger: ReturnType<typeof recordingLogger>;
  active: string | undefined;
}

export function keeperOver({
  spotify,
  clock,
  vaults,
  transport = fetchTransport,
}: KeeperOptions): KeeperSetup {
  const logger = recordingLogger();
  const settings = parseSettings({
    'spotify.apiUrl': spotify.apiUrl,
    'spotify.accountsUrl': spotify.accountsUrl,
  });
  const book = new AccountBook({
    logger,
    vaults: () => vaults,
    onVaultsChanged: (listener) => {
      const subscriptions = vaults.map((vault) => vault.onChanged(listener));
      return {
        dispose: () => {
          for (const subscription of subscriptions) subscription.dispose();
        },
      };
    },
  });
  const shared = {
    book,
    clock,
    logger,
    transport,
    settings: () => settings,
    activeAccount: () => setup.active,
    setActiveAccount: (account: string | undefined) => {
      setup.active = account;
    },
  };
  const setup: KeeperSetup = {
    keeper: new TokenKeeper(shared),
    accounts: new Accounts(shared),
    book,
    logger,
    active: undefined,
  };
  return setup;
}

/** How many refreshes the simulator saw. */
export function refreshes({ requests }: Simulator): number {
  return requests.filter(
    ({ path, body }) => path === '/api/token' && String(body).includes('grant_type=refresh_token'),
  ).length;
}

/** Whether Spotify accepts a token now. */
export async function worksAtSpotify(spotify: Simulator, accessToken: string): Promise<boolean> {
  const response = await fetch(`${spotify.apiUrl}/me`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return response.status === 200;
}
