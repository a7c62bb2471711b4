import { accountChecks } from '../../core/doctor/accountChecks.ts';
import { orFailed, type Check } from '../../core/doctor/check.ts';
import type { VaultPlace } from '../vault/cliVault.ts';
import { service } from '../vault/keyringVault.ts';
import type { CliContext } from './context.ts';

interface Looked {
  readonly app: Pick<CliContext['app'], 'api'>;
  readonly vault: Pick<CliContext['vault'], 'place'>;
}

/** Who is signed in, what is limited, and where the sign-ins of the command line are kept. */
export async function spotifyChecks({ app, vault }: Looked): Promise<readonly Check[]> {
  const state = await orFailed(async () => accountChecks(await app.api.call('accounts.list', {})));
  const place = await orFailed(async () => [placeCheck(await vault.place())]);
  // A place that cannot be reached is why its sign-ins cannot be read.
  return [...state, ...place.filter(({ found }) => state.every((other) => other.found !== found))];
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
