import type { Account, AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { Check } from './check.ts';

const signInAgain = 'Sign in again: "Backbeat: Sign In to Spotify" in VS Code, or backbeat login.';

/** Who is signed in, what is wrong with the secrets, and what Spotify limits. */
export function accountChecks(state: AccountsResult): readonly Check[] {
  const trouble: readonly Check[] =
    state.trouble === undefined ? [] : [{ state: 'attention', found: state.trouble }];
  return [...signInChecks(state), ...trouble, ...limitChecks(state)];
}

function signInChecks({ accounts, has_client_id }: AccountsResult): readonly Check[] {
  if (accounts.length > 0) return accounts.map(accountCheck);
  const found = has_client_id
    ? 'Nobody is signed in to Spotify.'
    : 'There is no Client ID of a Spotify app yet.';
  const next = 'Sign in: "Backbeat: Sign In to Spotify" in VS Code, or backbeat login.';
  return [{ state: 'attention', found, next }];
}

function accountCheck({ display_name, state, days_left, missing_scopes }: Account): Check {
  const next = signInAgain;
  switch (state) {
    case 'expired':
    case 'revoked':
      return { state: 'failed', found: `The sign-in of ${display_name} has ended.`, next };
    case 'expiring': {
      const when = days_left === 1 ? 'within a day' : `in ${days_left} days`;
      return { state: 'attention', found: `The sign-in of ${display_name} ends ${when}.`, next };
    }
    case 'ok':
      return missing_scopes.length > 0
        ? {
            state: 'attention',
            found: `${display_name} is signed in without ${missing_scopes.join(', ')}, which the enabled tools need.`,
            next,
          }
        : { state: 'ok', found: `${display_name} is signed in to Spotify for another ${days_left} days.` };
  }
}

function limitChecks({ closed }: AccountsResult): readonly Check[] {
  return closed.map(({ family, reason, until }) => ({
    state: 'attention',
    found: `Spotify ${reason === 'quota' ? 'has no quota left' : 'is not asked'} for ${familyWords(family)} until ${until}.`,
    next: 'Wait until then; asking earlier makes it longer.',
  }));
}

/** A family of endpoints as a person would say it: `recentlyPlayed` is "recently played". */
function familyWords(family: string): string {
  return family.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
