import { describe, expect, it } from 'vitest';
import { drawAccounts, drawClientIdSteps, drawSignedIn } from '../../../../src/node/terminal/accounts.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import type { Account } from '../../../../src/protocol/spotify/accounts.ts';
import { screen } from './terminals.ts';

const ada: Account = {
  account: 'ada-lovelace',
  display_name: 'Ada',
  state: 'ok',
  in_use: true,
  scopes: ['user-top-read'],
  missing_scopes: [],
  authorized_at: '2026-11-01T10:00:00.000Z',
  sign_in_ends: '2027-05-01T10:00:00.000Z',
  days_left: 161,
};
const grace: Account = {
  ...ada,
  account: 'grace',
  display_name: 'Grace\u001b[2J',
  state: 'expiring',
  in_use: false,
  days_left: 1,
};

describe('drawAccounts', () => {
  it('lists the accounts and says what to do', () => {
    const accounts = [
      ada,
      grace,
      { ...ada, account: 'joan', display_name: 'Joan', state: 'revoked' as const, in_use: false },
      { ...ada, account: 'mary', display_name: 'Mary', in_use: false, missing_scopes: ['user-top-read'] },
    ];
    expect(drawAccounts({ accounts, has_client_id: true, closed: [] }, screen)).toMatchInlineSnapshot(`
      "in use  name   account       state               until
      ●       Ada    ada-lovelace  signed in           2027-05-01
              Grace  grace         ends soon           2027-05-01
              Joan   joan          refused by Spotify  2027-05-01
              Mary   mary          signed in           2027-05-01

      Grace: 1 day left. Sign in again with backbeat login.
      Joan: Spotify no longer accepts this sign-in. Sign in again with backbeat login.
      Mary: lacks user-top-read for the enabled toolsets. Sign in again with backbeat
        login."
    `);
  });

  it('is plain where no terminal reads', () => {
    expect(drawAccounts({ accounts: [ada], has_client_id: true, closed: [] }, plainTerminal))
      .toMatchInlineSnapshot(`
      "in use  name  account       state      until
      *       Ada   ada-lovelace  signed in  2027-05-01"
    `);
  });

  it('says how to begin', () => {
    const empty = { accounts: [], closed: [] };
    expect(drawAccounts({ ...empty, has_client_id: true }, screen)).toContain('backbeat login');
    expect(drawAccounts({ ...empty, has_client_id: false }, screen)).toContain('Client ID');
  });
});

describe('drawSignedIn', () => {
  it('says who, and until when', () => {
    expect(drawSignedIn(ada, screen)).toBe('Signed in as Ada (ada-lovelace), until 2027-05-01.');
    expect(drawSignedIn({ ...ada, display_name: 'ada-lovelace' }, screen)).toBe(
      'Signed in as ada-lovelace, until 2027-05-01.',
    );
  });
});

describe('drawClientIdSteps', () => {
  it('has three steps and the address to register', () => {
    expect(drawClientIdSteps('http://127.0.0.1/callback')).toMatchInlineSnapshot(`
      "Backbeat uses an app of your own; it takes two minutes:
        1. Open https://developer.spotify.com/dashboard, choose "Create app", and tick "Web API".
        2. Add this redirect URI, exactly as written: http://127.0.0.1/callback
        3. Save, open the settings of the app, and copy its Client ID."
    `);
  });
});
