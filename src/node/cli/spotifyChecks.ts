import { toUserMessage } from '../../core/toUserMessage.ts';
import type { Account, AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { Check } from '../terminal/checklist.ts';
import type { VaultPlace } from '../vault/cliVault.ts';
import type { CliContext } from './context.ts';

/** Who is signed in, what is limited, and where the sign-ins are kept. */
export async function spotifyChecks({ app, vault }: CliContext): Promise<readonly Check[]> {
  try {
    const state = await app.api.call('accounts.list', {});
    const trouble: readonly Check[] =
      state.trouble === undefined ? [] : [{ state: 'attention', found: state.trouble }];
    return [...signInChecks(state), ...trouble, ...limitChecks(state), placeCheck(await vault.place())];
  } catch (error) {
    return [{ state: 'failed', found: toUserMessage(error) }];
  }
}

function signInChecks({ accounts, has_client_id }: AccountsResult): readonly Check[] {
  if (accounts.length > 0) return accounts.map(accountCheck);
  const found = has_client_id
    ? 'Nobody is signed in to Spotify.'
    : 'There is no Client ID of a Spotify app yet.';
  return [{ state: 'attention', found, next: 'Sign in: backbeat login' }];
}

function accountCheck({ display_name, state, days_left, missing_scopes }: Account): Check {
  const next = 'Sign in again: backbeat login';
  switch (state) {
    case 'expired':
    case 'revoked':
      return { state: 'failed', found: `The sign-in of ${display_name} has ended.`, next };
    case 'expiring':
      return { state: 'attention', found: `The sign-in of ${display_name} ends in ${days_left} days.`, next };
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
    found: `Spotify ${reason === 'quota' ? 'has no quota left' : 'is not asked'} for ${family} until ${until}.`,
    next: 'Wait until then; asking earlier makes it longer.',
  }));
}

function placeCheck(place: VaultPlace): Check {
  if (place.kind === 'keyring')
    return { state: 'ok', found: 'Sign-ins of the command line are in the keyring of the system.' };
  if (place.key === 'given')
    return { state: 'ok', found: `Sign-ins are in ${place.path}, encrypted with TOKEN_ENCRYPTION_KEY.` };
  return {
    state: 'ok',
    found: `Sign-ins are in ${place.path}, encrypted with a key in ${place.keyPath} that whoever reads your files can read.`,
  };
}
