import type { Account, AccountsResult } from '../../protocol/spotify/accounts.ts';
import { cleanText } from './cleanText.ts';
import { wrapLine } from './sentences.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

const stateWords: Record<Account['state'], string> = {
  ok: 'signed in',
  expiring: 'ends soon',
  expired: 'expired',
  revoked: 'refused by Spotify',
};

/** The signed-in accounts, a row each, and what to do about those that need it. */
export function drawAccounts({ accounts, has_client_id }: AccountsResult, terminal: Terminal): string {
  if (accounts.length === 0) {
    const next = has_client_id
      ? 'Sign in with backbeat login.'
      : 'Run backbeat login: it says how to get a Client ID.';
    return `Nobody is signed in. ${next}`;
  }
  const style = styleOf(terminal);
  const table = drawTable(
    [
      { header: 'in use' },
      { header: 'name', shrinks: 'end' },
      { header: 'account', shrinks: 'end' },
      { header: 'state' },
      { header: 'until' },
    ],
    accounts.map((account) => [
      account.in_use ? (terminal.unicode ? '●' : '*') : '',
      cleanText(account.display_name),
      cleanText(account.account),
      stateWords[account.state],
      account.sign_in_ends.slice(0, 10),
    ]),
    terminal,
  );
  const advice = accounts.flatMap((account) => adviceFor(account) ?? []);
  return [
    table,
    ...(advice.length === 0 ? [] : ['']),
    ...advice.flatMap((line) => wrapLine(line, terminal).map(style.warning)),
  ].join('\n');
}

function adviceFor({ display_name, state, days_left, missing_scopes }: Account): string | undefined {
  const name = cleanText(display_name);
  switch (state) {
    case 'expired':
      return `${name}: a sign-in lasts six months. Sign in again with backbeat login.`;
    case 'revoked':
      return `${name}: Spotify no longer accepts this sign-in. Sign in again with backbeat login.`;
    case 'expiring':
      return `${name}: ${days_left === 1 ? '1 day' : `${days_left} days`} left. Sign in again with backbeat login.`;
    case 'ok':
      if (missing_scopes.length === 0) return undefined;
      return `${name}: lacks ${missing_scopes.join(', ')} for the enabled toolsets. Sign in again with backbeat login.`;
  }
}

/** What a sign-in gave. */
export interface SignedIn {
  readonly account: string;
  readonly display_name: string;
  /** ISO instant. */
  readonly sign_in_ends: string;
}

/** The answer of `backbeat login`. */
export function drawSignedIn({ account, display_name, sign_in_ends }: SignedIn, terminal: Terminal): string {
  const style = styleOf(terminal);
  const name = cleanText(display_name);
  const id = cleanText(account);
  return (
    style.good(`Signed in as ${name}`) +
    (id === name ? '' : ` (${id})`) +
    `, until ${sign_in_ends.slice(0, 10)}.`
  );
}

/** How to get a Client ID, in three steps. */
export function drawClientIdSteps(registeredUri: string): string {
  return [
    'Backbeat uses an app of your own; it takes two minutes:',
    '  1. Open https://developer.spotify.com/dashboard, choose "Create app", and tick "Web API".',
    `  2. Add this redirect URI, exactly as written: ${registeredUri}`,
    '  3. Save, open the settings of the app, and copy its Client ID.',
  ].join('\n');
}
