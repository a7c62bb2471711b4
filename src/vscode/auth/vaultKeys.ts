/** Keys of SecretStorage. They stay as they are: a later version must find what an earlier one stored. */
export const vaultKeys = {
  /** JSON array of the accounts, in the order in which they were added. */
  index: 'backbeat.spotify.accounts',
  /** What stood under `index` when it could not be read. */
  damagedIndex: 'backbeat.spotify.accounts.damaged',
  app: 'backbeat.spotify.app',
  accountPrefix: 'backbeat.spotify.account:',
} as const;

/** One secret for each account: a value's size is limited, and windows write at the same time. */
export const accountKey = (account: string): string => `${vaultKeys.accountPrefix}${account}`;

/** Whether a change of this key is news of the accounts. */
export const isAccountsKey = (key: string): boolean =>
  key === vaultKeys.index || key.startsWith(vaultKeys.accountPrefix);

/**
 * Whether somebody may be signed in, told by the index alone, so that nothing has to be loaded when nobody is.
 * One that cannot be read counts as yes: whoever looks closer finds out.
 */
export const mayNameAccounts = (index: string | undefined): boolean => index !== undefined && index !== '[]';
