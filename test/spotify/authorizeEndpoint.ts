import { randomUUID } from 'node:crypto';
import type { AskedConsent, AuthorizationCodes } from './authorizationCodes.ts';
import { consentPage, refusalPage } from './consentPage.ts';
import { htmlReply, redirectReply } from './httpMessages.ts';
import type { Reply } from './httpMessages.ts';
import { allowsRedirect } from './redirectUris.ts';
import { allScopes } from './scopes.ts';
import type { SimulatedUser } from './users.ts';

/** 'ask' shows the page; a user agrees at once; 'deny' says no at once. */
export type Consent = 'ask' | 'deny' | { readonly user: string };

export interface AuthorizeParts {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly users: readonly SimulatedUser[];
  readonly codes: AuthorizationCodes;
  readonly consent: () => Consent;
}

/** `/authorize` and the decision on its page. */
export class AuthorizeEndpoint {
  readonly #parts: AuthorizeParts;
  readonly #asked = new Map<string, AskedConsent>();

  constructor(parts: AuthorizeParts) {
    this.#parts = parts;
  }

  /** An unknown client or address gets a page, everything else an answer at the address. */
  authorize(query: URLSearchParams): Reply {
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== this.#parts.clientId) return refusal('INVALID_CLIENT: Invalid client');
    if (!allowsRedirect(this.#parts.redirectUris, redirectUri)) {
      return refusal('INVALID_CLIENT: Invalid redirect URI');
    }
    const challenge = query.get('code_challenge') ?? undefined;
    const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
    const asked: AskedConsent = { redirectUri, state: query.get('state') ?? undefined, scopes, challenge };
    if (query.get('response_type') !== 'code') return back(asked, { error: 'unsupported_response_type' });
    if (challenge !== undefined || query.has('code_challenge_method')) {
      if (query.get('code_challenge_method') !== 'S256') return refusal('code_challenge_method must be S256');
      if (!/^[\w-]{43}$/.test(challenge ?? '')) return refusal('Invalid code_challenge');
    }
    if (scopes.some((scope) => !allScopes.includes(scope))) return back(asked, { error: 'invalid_scope' });

    const consent = this.#parts.consent();
    if (consent === 'deny') return back(asked, { error: 'access_denied' });
    if (consent !== 'ask') return this.#agree(asked, consent.user);
    const requestId = randomUUID();
    this.#asked.set(requestId, asked);
    return htmlReply(200, consentPage(requestId, scopes, this.#parts.users));
  }

  /** The form of the page: `user` agrees, without one it is a no. */
  decide(form: URLSearchParams): Reply {
    const requestId = form.get('request') ?? '';
    const asked = this.#asked.get(requestId);
    this.#asked.delete(requestId);
    if (asked === undefined) return refusal('This page was answered before.');
    const user = form.get('user');
    return user === null ? back(asked, { error: 'access_denied' }) : this.#agree(asked, user);
  }

  #agree(asked: AskedConsent, userId: string): Reply {
    if (!this.#parts.users.some(({ id }) => id === userId)) return refusal(`There is no user ${userId}.`);
    return back(asked, { code: this.#parts.codes.make(asked, userId) });
  }
}

function refusal(message: string): Reply {
  return htmlReply(400, refusalPage(message));
}

function back(asked: AskedConsent, params: Readonly<Record<string, string>>): Reply {
  const url = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  if (asked.state !== undefined) url.searchParams.set('state', asked.state);
  return redirectReply(url.href);
}
