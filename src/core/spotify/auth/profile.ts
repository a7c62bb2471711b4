import { cleanText } from '../../history/import/exportText.ts';
import type { Clock } from '../../ports.ts';
import { profile } from '../schemas/profile.ts';
import { SchemaError } from '../spotifyErrors.ts';
import type { Access } from '../tokenSource.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import { profileError } from './profileError.ts';
import { readJson } from '../readJson.ts';

/** Who signed in. */
export interface Profile {
  readonly account: string;
  /** Chosen by the user: cleaned and bounded, but data all the same. */
  readonly displayName: string;
}

export interface ProfileOptions {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly apiUrl: string;
  readonly access: Access;
  readonly signal: AbortSignal | undefined;
}

const longestName = 100;
const longestAccount = 128;

/**
 * Asks who a fresh token belongs to.
 * @throws ForbiddenError `notOnUserList`, `ownerNotPremium`; RateLimited; QuotaExceeded; Unavailable; SchemaError
 */
export async function readProfile(options: ProfileOptions): Promise<Profile> {
  const first = await askWho(options);
  // Valid tokens are sometimes refused once (observed 2026-07): the same question again succeeds.
  const response = first.status === 401 ? await askWho(options) : first;
  if (response.status !== 200) throw profileError(options.access, response, options.clock.now());
  const parsed = profile.safeParse(readJson(response.text));
  const account = parsed.data?.account_id ?? parsed.data?.id ?? '';
  if (account === '' || account.length > longestAccount || account !== cleanText(account)) {
    throw new SchemaError("Spotify's answer about the account has an unknown shape.", {
      cause: parsed.error,
      hint: 'Try again; if it stays, update Backbeat.',
    });
  }
  const name = [...cleanText(parsed.data?.display_name)].slice(0, longestName).join('').trimEnd();
  return { account, displayName: name === '' ? account : name };
}

function askWho({ transport, apiUrl, access, signal }: ProfileOptions): Promise<TransportResponse> {
  return transport({
    method: 'GET',
    url: `${apiUrl}/me`,
    headers: { accept: 'application/json', authorization: `Bearer ${access.accessToken}` },
    signal,
  });
}
