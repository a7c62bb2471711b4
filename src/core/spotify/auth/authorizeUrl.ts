import type { Scope } from '../scopes.ts';

export interface AuthorizeUrlParts {
  /** Base address of the accounts service, without a slash at its end. */
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  readonly state: string;
  /** Of the PKCE verifier, by S256. */
  readonly challenge: string;
}

/** The address of Spotify's consent page (Spotify Web API, Authorization Code with PKCE flow). */
export function authorizeUrl(parts: AuthorizeUrlParts): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: parts.clientId,
    redirect_uri: parts.redirectUri,
    scope: parts.scopes.join(' '),
    state: parts.state,
    code_challenge_method: 'S256',
    code_challenge: parts.challenge,
  });
  return `${parts.accountsUrl}/authorize?${query.toString()}`;
}
