import type { Account } from '../../../src/protocol/spotify/accounts.ts';
import { plural, t } from '../../l10n.ts';
import { dayWords } from '../../ui/dates.ts';
import { element, terms } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';

export interface AccountActions {
  readonly use: (account: string) => void;
  /** Renews the sign-in, or adds another one. */
  readonly signIn: () => void;
  readonly signOut: (account: string) => void;
}

const stateWords = {
  ok: () => t('Signed in'),
  expiring: () => t('Signed in, ends soon'),
  expired: () => t('The sign-in has ended'),
  revoked: () => t('Spotify no longer accepts this sign-in'),
} as const;

/**
 * One account: who, how the sign-in stands, and what can be done with it.
 * @param leaving whether signing out waits to be confirmed
 */
export function accountCard(
  account: Account,
  at: number,
  { use, signIn, signOut }: AccountActions,
  leaving: { readonly asked: boolean; readonly ask: (asked: boolean) => void },
): HTMLElement {
  const { display_name: name, state, in_use: inUse, missing_scopes: missing } = account;
  const id = (part: string): string => `ac-${at}-${part}`;
  const heading = element('bdi', { class: 'ac-name', title: name }, name);
  const isOver = state === 'expired' || state === 'revoked';
  const needsSignIn = state !== 'ok' || missing.length > 0;
  const buttons = leaving.asked
    ? [
        named(
          id('leave'),
          button(t('Sign out now'), 'primary', () => {
            signOut(account.account);
          }),
        ),
        named(
          id('stay'),
          button(t('Stay signed in'), 'secondary', () => {
            leaving.ask(false);
          }),
        ),
      ]
    : [
        needsSignIn
          ? named(id('again'), button(t('Sign in again'), isOver ? 'primary' : 'secondary', signIn))
          : undefined,
        inUse
          ? undefined
          : named(
              id('use'),
              button(t('Use this account'), 'secondary', () => {
                use(account.account);
              }),
            ),
        named(
          id('out'),
          button(t('Sign out'), 'secondary', () => {
            leaving.ask(true);
          }),
        ),
      ];
  return element(
    'li',
    { class: 'ac-card', 'data-state': state },
    element('h3', {}, heading, inUse ? element('span', { class: 'ac-badge' }, t('in use')) : undefined),
    terms({ class: 'facts' }, [
      [t('State'), stateWords[state]()],
      [t('Account'), element('bdi', { class: 'ac-clip', title: account.account }, account.account)],
      [t('Sign-in ends'), isOver ? dayWords(account.sign_in_ends) : endWords(account)],
      [t('Signed in since'), dayWords(account.authorized_at)],
    ]),
    missing.length === 0
      ? undefined
      : element(
          'p',
          { class: 'note' },
          t('Tools that are switched on need more than this sign-in allows: {scopes}.', {
            scopes: missing.join(', '),
          }),
        ),
    leaving.asked
      ? element(
          'p',
          {},
          t('Signing out forgets the access to Spotify. The listening history stays on this machine.'),
        )
      : undefined,
    element('div', { class: 'ac-buttons' }, ...buttons),
  );
}

function endWords({ days_left: days, sign_in_ends: end }: Account): string {
  return t('{days}, on {date}', {
    days: plural(Math.max(0, days), 'in {count} day', 'in {count} days'),
    date: dayWords(end),
  });
}

function named(id: string, made: HTMLElement): HTMLElement {
  made.id = id;
  return made;
}
