import type { AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import { t } from '../../l10n.ts';
import { untilWords } from '../../player/untilWords.ts';
import { element, section } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';
import { accountCard, type AccountActions } from './accountCard.ts';
import { limitWords } from './limitWords.ts';

interface SectionOptions extends AccountActions {
  readonly setClientId: () => void;
  /** Account whose signing out waits to be confirmed. */
  readonly leaving: string | undefined;
  readonly askToLeave: (account: string | undefined) => void;
  /** Unix ms. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Who is signed in, and what limits them. */
export function accountsSection(state: AccountsResult, options: SectionOptions): HTMLElement {
  const { accounts, has_client_id: hasClientId, closed, trouble } = state;
  const { now, timeZone } = options;
  const open = closed.filter(({ until }) => Date.parse(until) > now);
  return section(
    'ac-accounts',
    t('Spotify accounts'),
    trouble === undefined ? undefined : element('p', { class: 'note', id: 'ac-trouble' }, trouble),
    accounts.length > 0 ? undefined : nobody(hasClientId, options),
    element(
      'ul',
      { class: 'ac-list' },
      ...accounts.map((account, at) =>
        accountCard(account, at, options, {
          asked: options.leaving === account.account,
          ask: (asked) => {
            options.askToLeave(asked ? account.account : undefined);
          },
        }),
      ),
    ),
    accounts.length === 0 ? undefined : withId('ac-add', button(t('Sign in…'), 'secondary', options.signIn)),
    open.length === 0
      ? undefined
      : element(
          'ul',
          { class: 'ac-limits', 'aria-label': t('Limits') },
          ...open.map((one) =>
            element(
              'li',
              { class: 'note' },
              limitWords(one, untilWords(Date.parse(one.until), now, timeZone)),
            ),
          ),
        ),
  );
}

function nobody(hasClientId: boolean, { setClientId, signIn }: SectionOptions): HTMLElement {
  if (!hasClientId) {
    return element(
      'div',
      { class: 'ac-nobody', 'data-kind': 'noClientId' },
      element(
        'p',
        {},
        t(
          'Backbeat needs the Client ID of an app of your own: create one in Spotify’s developer dashboard and enter its ID here.',
        ),
      ),
      withId('ac-client-id', button(t('Set Client ID…'), 'primary', setClientId)),
    );
  }
  return element(
    'div',
    { class: 'ac-nobody', 'data-kind': 'signedOut' },
    element('p', {}, t('Nobody is signed in. The listening history on this machine works without it.')),
    withId('ac-sign-in', button(t('Sign in'), 'primary', signIn)),
  );
}

function withId(id: string, made: HTMLElement): HTMLElement {
  made.id = id;
  return made;
}
