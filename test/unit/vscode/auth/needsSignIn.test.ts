import { expect, it } from 'vitest';
import type { Account } from '../../../../src/protocol/spotify/accounts.ts';
import { needsSignIn } from '../../../../src/vscode/auth/needsSignIn.ts';

const account = (name: string, part: Partial<Account> = {}): Account => ({
  account: name,
  display_name: name,
  state: 'ok',
  in_use: false,
  scopes: [],
  missing_scopes: [],
  authorized_at: '2026-05-20T10:00:00.000Z',
  sign_in_ends: '2026-11-20T10:00:00.000Z',
  days_left: 90,
  ...part,
});
const used = { in_use: true };

it.each([
  ['nobody is signed in', [], undefined],
  ['all is well', [account('adam', used), account('zoe')], undefined],
  ['the account in use has ended', [account('adam'), account('zoe', { ...used, state: 'expired' })], 'zoe'],
  ['it ends soon', [account('adam', { ...used, state: 'expiring' })], 'adam'],
  ['it lacks a scope', [account('adam', { ...used, missing_scopes: ['user-top-read'] })], 'adam'],
  ['another one has ended', [account('adam', used), account('zoe', { state: 'revoked' })], 'zoe'],
  [
    'another one ends soon or lacks a scope',
    [account('a', used), account('b', { state: 'expiring' })],
    undefined,
  ],
] as const)('where %s', (_name, accounts, name) => {
  expect(needsSignIn(accounts)?.account).toBe(name);
});
