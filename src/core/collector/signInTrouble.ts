import type { Scope } from '../spotify/scopes.ts';
import type { CollectionFailure } from './collectionFailure.ts';
import type { SignedInAccount } from './collectorPorts.ts';

const needed: Scope = 'user-read-recently-played';
const again =
  'Nothing is collected until somebody signs in again: "Backbeat: Sign In to Spotify" or `backbeat login`.';

/** What keeps a sign-in from being used, as far as can be told without asking Spotify; `undefined` = nothing. */
export function signInTrouble({ state, missing_scopes }: SignedInAccount): CollectionFailure | undefined {
  if (state === 'expired') return signedOut('The sign-in to Spotify has ended: it lasts six months.');
  if (state === 'revoked') return signedOut('Spotify no longer accepts the sign-in.');
  if (missing_scopes.includes(needed))
    return signedOut('The sign-in lacks the permission to read what was played.');
  return undefined;
}

/** The same text as long as it is the same sign-in in the same state. */
export function signInMark({ state, missing_scopes, authorized_at }: SignedInAccount): string {
  const usable = state === 'ok' || state === 'expiring';
  return `${usable ? 'usable' : state} ${authorized_at} ${missing_scopes.includes(needed)}`;
}

function signedOut(sentence: string): CollectionFailure {
  return { kind: 'signed_out', sentence, message: `${sentence} ${again}` };
}
