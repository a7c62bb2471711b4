import type { PanelCommand } from '../../../src/protocol/panel/panelRequests.ts';
import { plural, t } from '../../l10n.ts';
import { PanelError } from '../../panelErrors.ts';
import { playerProblem } from '../../player/playerProblem.ts';
import { accountInUse, closedUntil, type PlayerFacts } from './playerFacts.ts';

/** What a button of a notice does: a command of the editor, or asking again. */
export type NoticeAction = PanelCommand | 'retry';

/** One sentence and the next step. */
export interface Notice {
  /** For the tests and the style sheet. */
  readonly kind: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: readonly [label: string, action: NoticeAction] | undefined;
}

/** What stands above the player, and whether the player is shown at all. */
export interface Standing {
  readonly notice?: Notice | undefined;
  readonly loading: boolean;
  readonly player: boolean;
}

/**
 * What the page has to say: the sign-in comes first, then limits, then failures, then what is good to know.
 * @param untilWords an instant, Unix ms, in words
 */
export function standingOf(facts: PlayerFacts, now: number, untilWords: (at: number) => string): Standing {
  const blocked = signInNotice(facts);
  if (blocked !== undefined) return { notice: blocked, loading: false, player: false };
  const known = facts.reading !== undefined;
  const notice =
    closedNotice(facts, now, untilWords) ??
    failedNotice(facts, untilWords) ??
    expiringNotice(facts) ??
    freeNotice(facts);
  return { notice, loading: notice === undefined && !known, player: known };
}

function signInNotice(facts: PlayerFacts): Notice | undefined {
  const { accounts } = facts;
  if (accounts === undefined) return undefined;
  const account = accountInUse(facts);
  if (account === undefined && !accounts.has_client_id) {
    return {
      kind: 'noClientId',
      title: t('Set up Spotify'),
      text: t(
        'Backbeat needs the Client ID of an app of your own: create one in Spotify’s developer dashboard and enter its ID here.',
      ),
      action: [t('Set Client ID…'), 'setClientId'],
    };
  }
  if (account === undefined) {
    return {
      kind: 'signedOut',
      title: t('Sign in to Spotify'),
      text: t('Then the player is here, and what you play joins your history.'),
      action: [t('Sign in'), 'signIn'],
    };
  }
  if (account.state === 'expired') {
    return {
      kind: 'expired',
      title: t('The sign-in has ended'),
      text: t('Spotify ends every sign-in after six months. Sign in again to go on.'),
      action: [t('Sign in again'), 'signIn'],
    };
  }
  if (account.state === 'revoked') {
    return {
      kind: 'revoked',
      title: t('Spotify no longer accepts this sign-in'),
      text: t('The access was taken back, or the password was changed. Sign in again to go on.'),
      action: [t('Sign in again'), 'signIn'],
    };
  }
  return undefined;
}

function closedNotice(
  facts: PlayerFacts,
  now: number,
  untilWords: (at: number) => string,
): Notice | undefined {
  const closed = closedUntil(facts, 'player', now);
  if (closed === undefined) return undefined;
  const until = untilWords(closed.until);
  if (closed.reason === 'quota') {
    return {
      kind: 'quota',
      title: t('Spotify’s quota for the player is used up until {time}', { time: until }),
      text: t('Nothing is asked before then; your listening history needs no quota.'),
    };
  }
  return {
    kind: 'rateLimited',
    title: t('Spotify asks to wait until {time}', { time: until }),
    text: t('The player goes on by itself then.'),
  };
}

function failedNotice({ error }: PlayerFacts, untilWords: (at: number) => string): Notice | undefined {
  if (error === undefined) return undefined;
  const [title, text] = playerProblem(error);
  const action = [t('Try again'), 'retry'] as const;
  if (!PanelError.is(error)) return { kind: 'failed', title, text, action };
  switch (error.code) {
    case 'CANCELLED':
    case 'NO_ACTIVE_DEVICE':
      return undefined;
    case 'HOST_ERROR':
      return { kind: 'gone', title, text: t('The player comes back by itself.'), action };
    case 'SPOTIFY_UNAVAILABLE':
      if (error.reason === 'paused' && error.until !== undefined) {
        const time = untilWords(error.until);
        return {
          kind: 'paused',
          title,
          text: t('It is asked again at {time}. Your listening history works without it.', { time }),
          action,
        };
      }
      if (error.reason !== 'offline') return { kind: 'unavailable', title, text, action };
      return {
        kind: 'offline',
        title: t('Spotify cannot be reached'),
        text: t('Check the connection to the internet. Your listening history works without it.'),
        action,
      };
    case 'FORBIDDEN':
      if (error.reason !== 'missingScope') return { kind: 'forbidden', title, text, action };
      return {
        kind: 'missingScope',
        title: t('The sign-in does not reach far enough for the player'),
        text: t('Sign in again and allow what Spotify asks.'),
        action: [t('Sign in again'), 'signIn'],
      };
    case 'AUTH_ERROR':
      return { kind: 'auth', title, text, action: [t('Sign in'), 'signIn'] };
    default:
      return { kind: 'failed', title, text, action };
  }
}

/** Said before somebody tries a command. */
function freeNotice({ withoutPremium }: PlayerFacts): Notice | undefined {
  if (withoutPremium === undefined) return undefined;
  return {
    kind: 'free',
    title: t('Spotify lets only Premium accounts control the player.'),
    text: t('What plays is shown all the same.'),
  };
}

function expiringNotice(facts: PlayerFacts): Notice | undefined {
  const account = accountInUse(facts);
  if (account?.state !== 'expiring') return undefined;
  return {
    kind: 'expiring',
    title: plural(account.days_left, 'The sign-in ends in {count} day', 'The sign-in ends in {count} days'),
    text: t('Spotify ends every sign-in after six months; a new one keeps everything as it is.'),
    action: [t('Sign in again'), 'signIn'],
  };
}
