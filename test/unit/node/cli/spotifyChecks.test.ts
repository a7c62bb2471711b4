import { describe, expect, it } from 'vitest';
import { spotifyChecks } from '../../../../src/node/cli/spotifyChecks.ts';
import type { VaultPlace } from '../../../../src/node/vault/cliVault.ts';
import { secretsError } from '../../../../src/node/vault/secretsError.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { Account, AccountsResult } from '../../../../src/protocol/spotify/accounts.ts';

const ada: Account = {
  account: 'ada',
  display_name: 'Ada',
  state: 'ok',
  in_use: true,
  scopes: [],
  missing_scopes: [],
  authorized_at: '2026-01-01T00:00:00.000Z',
  sign_in_ends: '2026-07-01T00:00:00.000Z',
  days_left: 90,
};
const inKeyring: VaultPlace = { kind: 'keyring', entry: 'sign-ins-0123' };

const checks = (
  list: () => AccountsResult,
  place: () => Promise<VaultPlace> = () => Promise.resolve(inKeyring),
): ReturnType<typeof spotifyChecks> =>
  spotifyChecks({
    app: { api: createLocalApi({ 'accounts.list': list }, new EventListeners(() => undefined)) },
    vault: { place },
  });
const accounts =
  (...list: Account[]) =>
  (): AccountsResult => ({ accounts: list, has_client_id: true, closed: [] });

describe('what doctor says about Spotify', () => {
  it('is who is signed in, for how long, and where that is kept', async () => {
    expect(await checks(accounts(ada))).toEqual([
      { state: 'ok', found: 'Ada is signed in to Spotify for another 90 days.' },
      {
        state: 'ok',
        found:
          'Sign-ins of the command line are in the keyring of the system (service backbeat, entry sign-ins-0123).',
      },
    ]);
  });

  it.each([
    [9, 'The sign-in of Ada ends in 9 days.'],
    [1, 'The sign-in of Ada ends within a day.'],
  ])('names the end of a sign-in that has %d days left', async (days_left, found) => {
    const [first] = await checks(accounts({ ...ada, state: 'expiring', days_left }));
    expect(first).toMatchObject({ state: 'attention', found });
  });

  it('still names the place where the sign-ins cannot be read, for that is the next step', async () => {
    const unreadable = (): never => {
      throw secretsError('The stored sign-ins have an unknown shape.', 'Remove them.');
    };
    const [problem, place] = await checks(unreadable);
    expect(problem).toEqual({
      state: 'failed',
      found: 'The stored sign-ins have an unknown shape. Remove them.',
    });
    expect(place?.found).toContain('entry sign-ins-0123');
  });

  it('says once that the place itself cannot be reached', async () => {
    const error = secretsError('The keyring cannot be reached.', 'Unlock it.');
    const found = await checks(
      () => {
        throw error;
      },
      () => Promise.reject(error),
    );
    expect(found).toEqual([{ state: 'failed', found: 'The keyring cannot be reached. Unlock it.' }]);
  });
});
