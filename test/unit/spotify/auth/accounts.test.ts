import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopesFor } from '../../../../src/core/spotify/scopes.ts';
import { defaultToolsets } from '../../../../src/protocol/settings.ts';
import { account as accountSchema } from '../../../../src/protocol/spotify/accounts.ts';
import { memoryVault } from '../../../fixtures/memoryVault.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';
import { keeperOver, refreshes, signedIn, testClock, type TestClock } from './keeperFixture.ts';

const day = 86_400_000;
const ada = 'ada-lovelace';

let spotify: Simulator;
let clock: TestClock;
beforeEach(async () => {
  spotify = await startSimulator();
  spotify.addUser({ id: 'grace', displayName: 'Grace' });
  clock = testClock();
});
afterEach(() => spotify.close());

describe('Accounts', () => {
  it('describes the accounts without a secret', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    const list = await accounts.list();
    expect(list).toMatchObject([
      { account: ada, display_name: 'Ada', state: 'ok', in_use: true, missing_scopes: [] },
      { account: 'grace', display_name: 'Grace', state: 'ok', in_use: false },
    ]);
    expect(accountSchema.array().parse(list)).toEqual(list);
    for (const { refreshToken, accessToken } of vault.held) {
      expect(JSON.stringify(list)).not.toContain(refreshToken);
      expect(JSON.stringify(list)).not.toContain(accessToken);
    }
  });

  it('says which scopes of the enabled toolsets are missing', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock, { scopes: ['user-top-read'] })]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    const [only] = await accounts.list();
    expect(only?.missing_scopes).toEqual(
      scopesFor(defaultToolsets).filter((scope) => scope !== 'user-top-read'),
    );
  });

  it('warns fourteen days before the six months end', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    const [{ sign_in_ends } = { sign_in_ends: '' }] = await accounts.list();
    clock.advance(Date.parse(sign_in_ends) - clock.now() - 14 * day - 1);
    expect(await accounts.list()).toMatchObject([{ state: 'ok', days_left: 15 }]);
    clock.advance(1);
    expect(await accounts.list()).toMatchObject([{ state: 'expiring', days_left: 14 }]);
    clock.advance(14 * day);
    expect(await accounts.list()).toMatchObject([{ state: 'expired', days_left: 0 }]);
  });

  it('finds accounts by id and by display name, whatever the case', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    expect(await accounts.resolve(undefined)).toBe(ada);
    expect(await accounts.resolve('GRACE')).toBe('grace');
    expect(await accounts.resolve(' ada ')).toBe(ada);
    await expect(accounts.resolve('nobody')).rejects.toMatchObject({ reason: 'unknownAccount' });
  });

  it('finds no account by a name that two have', async () => {
    const vault = memoryVault([
      signedIn(spotify, ada, clock, { displayName: 'Twin' }),
      signedIn(spotify, 'grace', clock, { displayName: 'twin' }),
    ]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    await expect(accounts.resolve('Twin')).rejects.toMatchObject({ reason: 'unknownAccount' });
    expect(await accounts.resolve('grace')).toBe('grace');
  });

  it("does not let a display name take another account's id", async () => {
    const vault = memoryVault([
      signedIn(spotify, ada, clock, { displayName: 'grace' }),
      signedIn(spotify, 'grace', clock),
    ]);
    const { accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    expect(await accounts.resolve('Grace')).toBe('grace');
  });

  it('switches the account in use, and tells', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]);
    const { accounts, keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    let changes = 0;
    accounts.onChanged(() => (changes += 1));
    await accounts.use('Grace');
    expect(changes).toBe(1);
    expect((await accounts.list()).map(({ in_use }) => in_use)).toEqual([false, true]);
    expect(await keeper.access(undefined)).toMatchObject({ account: 'grace' });
  });

  it('signs one account out of every vault; the other one works on', async () => {
    const vaults = [
      memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]),
      memoryVault([signedIn(spotify, ada, clock)]),
    ];
    const setup = keeperOver({ spotify, clock, vaults });
    await setup.accounts.use(ada);
    await setup.accounts.signOut('Ada');
    expect(vaults.map(({ held }) => held.map(({ account }) => account))).toEqual([['grace'], []]);
    expect(setup.active).toBeUndefined();
    expect(await setup.keeper.access(undefined)).toMatchObject({ account: 'grace' });
    await expect(setup.keeper.access(ada)).rejects.toMatchObject({ reason: 'unknownAccount' });
  });

  it('takes the newest sign-in that works where several vaults have the account', async () => {
    const older = signedIn(spotify, ada, clock);
    clock.advance(1000);
    const newer = signedIn(spotify, ada, clock);
    const setups = [
      [older, newer],
      [newer, older],
      [{ ...newer, authorizedAt: newer.authorizedAt + 5, revoked: true }, newer],
    ].map((held) => keeperOver({ spotify, clock, vaults: held.map((one) => memoryVault([one])) }));
    for (const { keeper } of setups) {
      expect((await keeper.access(undefined)).accessToken).toBe(newer.accessToken);
    }
  });

  it('keeps the tokens of two accounts apart', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]);
    const before = vault.held[1];
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    const renewed = await keeper.renew(await keeper.access(ada));
    expect(vault.held[0]?.accessToken).toBe(renewed.accessToken);
    expect(vault.held[1]).toEqual(before);
    await Promise.all([keeper.renew(renewed), keeper.renew(await keeper.access('grace'))]);
    expect(refreshes(spotify)).toBe(3);
  });

  it('knows whether there is a Client ID', async () => {
    const has = (vault: ReturnType<typeof memoryVault>): Promise<boolean> =>
      keeperOver({ spotify, clock, vaults: [vault] }).accounts.hasClientId();
    expect(await has(memoryVault())).toBe(false);
    expect(await has(memoryVault([], { clientId: 'x' }))).toBe(true);
    expect(await has(memoryVault([signedIn(spotify, ada, clock)]))).toBe(true);
  });
});
