import type { Account } from '../../protocol/spotify/accounts.ts';
import type { Localizer } from '../localizer.ts';

/** `ending` = within 14 days; `ended` = only a new sign-in helps. */
export type NewsKind = 'ending' | 'ended';

export interface News {
  readonly kind: NewsKind;
  readonly account: Account;
}

/** What the user was told of an account; a new sign-in starts anew. */
interface ToldNews {
  /** ISO instant of the sign-in that it was about. */
  readonly authorizedAt: string;
  readonly kind: NewsKind;
  /** Unix ms until which nothing more is said; `never` = the user wants to hear no more of it. */
  readonly quietUntil: number | 'never';
}

/** By account. */
export type Told = Readonly<Record<string, ToldNews>>;

/** The first news that the user has not heard; one at a time. Ended sign-ins go first. */
export function newsOf(accounts: readonly Account[], told: Told, now: number): News | undefined {
  const news = accounts
    .flatMap((account): readonly News[] => {
      const kind = kindOf(account);
      return kind === undefined ? [] : [{ kind, account }];
    })
    .filter((one) => !isQuiet(one, told, now));
  return news.find(({ kind }) => kind === 'ended') ?? news[0];
}

/** The same record with this news told. */
export function remember({ kind, account }: News, told: Told, quietUntil: ToldNews['quietUntil']): Told {
  return { ...told, [account.account]: { authorizedAt: account.authorized_at, kind, quietUntil } };
}

function kindOf({ state }: Account): NewsKind | undefined {
  switch (state) {
    case 'ok':
      return undefined;
    case 'expiring':
      return 'ending';
    case 'expired':
    case 'revoked':
      return 'ended';
  }
}

function isQuiet({ kind, account }: News, told: Told, now: number): boolean {
  const before = Object.hasOwn(told, account.account) ? told[account.account] : undefined;
  if (before?.authorizedAt !== account.authorized_at || before.kind !== kind) return false;
  return before.quietUntil === 'never' || now < before.quietUntil;
}

/** What is said, with the name as it may be shown. */
export function newsInWords(
  { kind, account: { state, days_left } }: News,
  name: string,
  l10n: Localizer,
): string {
  if (kind === 'ending' && days_left === 1)
    return l10n.t(
      'The Spotify sign-in of {name} ends within a day, as all do after six months. Sign in again to start anew.',
      { name },
    );
  if (kind === 'ending')
    return l10n.t(
      'The Spotify sign-in of {name} ends in {days} days, as all do after six months. Sign in again to start anew.',
      { name, days: days_left },
    );
  return state === 'expired'
    ? l10n.t('The Spotify sign-in of {name} ended after six months. Sign in again to go on.', { name })
    : l10n.t('The Spotify sign-in of {name} was ended by Spotify. Sign in again to go on.', { name });
}
