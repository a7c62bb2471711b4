import type { AppError } from '../../errors.ts';
import type { Operation } from '../operation.ts';
import { removedOperation } from '../operations/removedOperations.ts';
import type { Scope } from '../scopes.ts';
import {
  AuthError,
  EndpointUnavailable,
  ForbiddenError,
  NoActiveDevice,
  NotFound,
  PlayerRefused,
  PremiumRequired,
  SpotifyRefused,
  Unavailable,
} from '../spotifyErrors.ts';
import type { Access } from '../tokenSource.ts';
import type { TransportResponse } from '../transport.ts';
import { upstreamText } from '../upstreamText.ts';
import { readApiError } from './apiError.ts';
import { needsUser, scopeWords } from './checkScopes.ts';
import { outcomeUnknown } from './outcomeUnknown.ts';

/** The parts of an operation that its errors depend on. */
export type FailedOperation = Pick<Operation<never, unknown>, 'id' | 'method' | 'path' | 'family'> & {
  /** The permissions that the call may need. */
  readonly needs?: readonly Scope[];
};

/** What went wrong, in parts that the tables below choose by. */
interface Failure {
  readonly operation: FailedOperation;
  readonly access: Access;
  readonly status: number;
  /** Spotify's words: for sentences only after {@link upstreamText}. */
  readonly message: string;
  readonly reason: string | undefined;
  /** What to use instead of an operation that newer apps do not have. */
  readonly replacement: string | undefined;
  readonly cause: Error;
}

/**
 * The error behind an answer that is no success and no 429. What Spotify wrote may stand in the sentence, never in
 * the hint.
 */
export function errorFromResponse(
  operation: FailedOperation,
  access: Access,
  response: TransportResponse,
): AppError {
  const { status } = response;
  const { message, reason } = readApiError(response);
  const failure: Failure = {
    operation,
    access,
    status,
    message,
    reason,
    replacement: removedOperation(operation.method, operation.path)?.instead,
    cause: new Error(`${operation.id}: ${status} ${upstreamText(message)}`),
  };
  if (status >= 500) return serverFailed(failure);
  if (status === 401) return notAccepted(failure);
  if (status === 403) return forbidden(failure);
  if (status === 404) return notFound(failure);
  if (status < 400) return redirected(failure);
  return refused(failure);
}

function serverFailed({ operation, status, cause }: Failure): AppError {
  if (operation.method !== 'GET') return outcomeUnknown('server', cause);
  return new Unavailable('server', `Spotify failed to answer (${status}).`, {
    cause,
    hint: 'Try again in a minute.',
  });
}

function notAccepted({ access, cause }: Failure): AppError {
  if (access.scopes === undefined) return needsUser(cause);
  return new AuthError('expired', 'Spotify does not accept the sign-in, although it was renewed.', {
    cause,
    hint: "Sign in again with 'Backbeat: Sign In to Spotify' or `backbeat login`.",
  });
}

function forbidden(failure: Failure): AppError {
  const { message, cause, replacement, operation } = failure;
  if (/may not be registered|not registered in the developer dashboard/i.test(message)) {
    return new ForbiddenError(
      'notOnUserList',
      "This account is not on the user list of the Client ID's app.",
      {
        cause,
        hint: 'Open the app at developer.spotify.com/dashboard, choose User Management and add the name and Spotify e-mail of the account (five at most).',
      },
    );
  }
  if (/premium subscription required for the owner/i.test(message)) {
    return new ForbiddenError('ownerNotPremium', "The owner of the Client ID's app has no Spotify Premium.", {
      cause,
      hint: 'Spotify lets an app work only while its owner has Premium; after subscribing it can take some hours.',
    });
  }
  if (/insufficient client scope/i.test(message)) {
    const sentence = `The sign-in lacks a permission that Spotify wants for this${lacking(failure)}.`;
    return new ForbiddenError('missingScope', sentence, {
      cause,
      hint: "Sign in again with 'Backbeat: Sign In to Spotify' or `backbeat login` and agree to all permissions.",
    });
  }
  const player = playerError(failure);
  if (player !== undefined) return player;
  if (replacement !== undefined) return endpointUnavailable(operation, replacement, cause);
  return new ForbiddenError('other', `Spotify does not allow this${said(message)}.`, {
    cause,
    hint:
      operation.family === 'playlists'
        ? 'Playlists of others cannot be read or changed, only played: pass their uri to spotify_play.'
        : 'Check with spotify_status that the right account is in use; what it may not do stays refused.',
  });
}

/** The permissions that it may be; those that the sign-in is known to have only where it should have all. */
function lacking({ operation: { needs = [] }, access: { scopes = [] } }: Failure): string {
  const missing = needs.filter((scope) => !scopes.includes(scope));
  const named = missing.length > 0 ? missing : needs;
  return named.length === 0 ? '' : `: ${scopeWords(named, 'or')}`;
}

function notFound(failure: Failure): AppError {
  const { operation, replacement, cause } = failure;
  const player = playerError(failure);
  if (player !== undefined) return player;
  if (replacement !== undefined) return endpointUnavailable(operation, replacement, cause);
  return operation.family === 'player'
    ? new NotFound('Spotify does not know that device or item.', {
        cause,
        hint: 'Look with spotify_status which devices there are now.',
      })
    : new NotFound('Spotify has no such item, or does not show it to this account.', {
        cause,
        hint: 'Check the id, or find the item with spotify_search.',
      });
}

/** What the player says in its own words (formerly in Spotify's reference); unknown ones pass through. */
function playerError({ operation, message, reason, cause }: Failure): AppError | undefined {
  if (reason === 'NO_ACTIVE_DEVICE' || /no active device/i.test(message)) {
    return new NoActiveDevice('No Spotify device is active.', {
      cause,
      hint: 'Open Spotify on a device, or choose one of those that spotify_status lists.',
    });
  }
  if (isPremiumRefusal({ message, reason })) {
    return new PremiumRequired('Spotify allows this with Premium only.', {
      cause,
      hint: 'Control the player in the Spotify app, or subscribe to Premium.',
    });
  }
  if (operation.family !== 'player' || operation.method === 'GET') return undefined;
  if (reason === undefined && !/player command failed/i.test(message)) return undefined;
  return new PlayerRefused(reason ?? 'UNKNOWN', `The player refused${said(message)}.`, {
    cause,
    hint: 'Look with spotify_status what plays and what the player allows now; it may be done already.',
  });
}

/** Whether the player says that the user has no Premium. */
export function isPremiumRefusal(error: {
  readonly message: string;
  readonly reason: string | undefined;
}): boolean {
  return (
    error.reason === 'PREMIUM_REQUIRED' || /^player command failed: premium required/i.test(error.message)
  );
}

function endpointUnavailable(
  { id }: FailedOperation,
  replacement: string,
  cause: Error,
): EndpointUnavailable {
  return new EndpointUnavailable(`Spotify does not give "${id}" to this Client ID's app.`, {
    cause,
    hint: replacement,
  });
}

function redirected({ status, cause }: Failure): Unavailable {
  return new Unavailable(
    'server',
    `Something between here and Spotify answered with a redirect (${status}).`,
    {
      cause,
      hint: 'Check whether the network asks for a sign-in, and backbeat.spotify.apiUrl if it is set.',
    },
  );
}

function refused({ status, message, cause }: Failure): SpotifyRefused {
  return new SpotifyRefused(`Spotify calls the request wrong (${status})${said(message)}.`, {
    cause,
    hint: 'Change the arguments: the same call would be refused again.',
  });
}

/** The end of a sentence, which has a full stop of its own. */
function said(message: string): string {
  const text = upstreamText(message).replace(/\.+$/, '');
  return text === '' ? '' : `: ${text}`;
}
