import type { Credentials } from '../../../../src/core/spotify/credentials.ts';

/** Credentials of an account that does not exist. */
export function secretsOf(account: string, changes: Partial<Credentials> = {}): Credentials {
  return {
    account,
    displayName: `Name of ${account}`,
    app: { clientId: 'client' },
    scopes: ['user-top-read'],
    refreshToken: `refresh-${account}`,
    accessToken: `access-${account}`,
    accessTokenExpiresAt: 2_000,
    authorizedAt: 1_000,
    ...changes,
  };
}
