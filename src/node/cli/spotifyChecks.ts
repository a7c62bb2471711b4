import { toUserMessage } from '../../core/toUserMessage.ts';
import type { Account, AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { Check } from '../terminal/checklist.ts';
import type { VaultPlace } from '../vault/cliVault.ts';
import { service } from '../vault/keyringVault.ts';
import type { CliContext } from './context.ts';

interface Looked {
  readonly app: Pick<CliContext['app'], 'api'>;
  readonly vault: Pick<CliContext['vault'], 'place'>;
}

/** Who is signed in, what is limited, and where the sign-ins are kept. */
export async function spotifyChecks({ app, vault }: Looked): Promise<readonly Check[]> {
  const state = await orFailed(async () => stateChecks(await app.api.call('accounts.list', {})));
  const place = await orFailed(async () => [placeCheck(await vault.place())]);
  // A place that cannot be reached is why its sign-ins cannot be read.
  return [...state, ...place.filter(({ found }) => state.every((other) => other.found !== found))];
}

async function orFailed(look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    return [{ state: 'failed', found: toUserMessage(error) }];
  }
}

function stateChecks(state: AccountsResult): readonly Check[] {
  const trouble: readonly Check[] =
    state.trouble === undefined ? [] : [{ state: 'attention', found: state.trouble }];
  return [...signInChecks(state), ...trouble, ...limitChecks(state)];
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
    found: `Spotify ${reason === 'quota' ? 'has no quota left' : 'is not asked'} for ${family} until ${until}.`,
    next: 'Wait until then; asking earlier makes it longer.',
  }));
}

function placeCheck(place: VaultPlace): Check {
  if (place.kind === 'keyring')
    return {
      state: 'ok',
      found: `Sign-ins of the command line are in the keyring of the system (service ${service}, entry ${place.entry}).`,
    };
  if (place.key === 'given')
    return { state: 'ok', found: `Sign-ins are in ${place.path}, encrypted with TOKEN_ENCRYPTION_KEY.` };
  return {
    state: 'ok',
    found: `Sign-ins are in ${place.path}, encrypted with a key in ${place.keyPath} that whoever reads your files can read.`,
  };
}
