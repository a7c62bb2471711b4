import type { Credentials } from '../../../../src/core/spotify/credentials.ts';

export const clientId = '0123456789abcdef0123456789abcdef';

/** A working sign-in; `part` says what is different. */
export function storedCredentials(account: string, part: Partial<Credentials> = {}): Credentials {
  return {
    account,
    displayName: `Name of ${account}`,
    app: { clientId },
    scopes: ['user-read-playback-state'],
    refreshToken: `refresh-${account}`,
    accessToken: `access-${account}`,
    accessTokenExpiresAt: 1_800_000_000_000,
    authorizedAt: 1_780_000_000_000,
    ...part,
  };
}
