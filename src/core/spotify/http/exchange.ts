import { ExponentialBackoff, fullJitterGenerator } from 'cockatiel';
import type { AppError } from '../../errors.ts';
import type { Observe } from '../../observe/observe.ts';
import type { Clock, Logger, Timers } from '../../ports.ts';
import type { Family, Operation, OperationRequest } from '../operation.ts';
import type { Scope } from '../scopes.ts';
import { Unavailable } from '../spotifyErrors.ts';
import type { Access, TokenSource } from '../tokenSource.ts';
import type { Transport, TransportRequest, TransportResponse } from '../transport.ts';
import type { AccountQueue } from './accountQueue.ts';
import { readApiError } from './apiError.ts';
import { abortReason } from './boundedCalls.ts';
import type { Circuit } from './circuit.ts';
import type { ClientLimits } from './clientLimits.ts';
import { errorFromResponse, isPremiumRefusal } from './errorFromResponse.ts';
import type { FamilyLimits, Refusal } from './familyLimits.ts';
import { observedRequest } from './observedRequest.ts';
import { writeError } from './outcomeUnknown.ts';

/** One request, ready to be sent as often as it takes. */
export interface Exchanged {
  readonly operation: Pick<Operation<never, unknown>, 'id' | 'method' | 'path'> & {
    readonly family: Family;
    readonly urgent?: true;
  };
  readonly url: string;
  readonly request: OperationRequest;
  /** The permissions that it may need, for the case that Spotify says one is lacking. */
  readonly needs: readonly Scope[];
  /** Unix ms of the call's begin. */
  readonly startedAt: number;
  /**
   * What became of it so far, for when it is cut short: nothing was sent that could have done anything, the last
   * request is not answered, or it is.
   */
  readonly progress: { state: 'waiting' | 'sent' | 'answered' };
  /** Called for each 429. */
  readonly onRateLimit?: () => void;
}

export interface ExchangeOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly queue: AccountQueue;
  readonly familyLimits: FamilyLimits;
  readonly circuit: Circuit;
  readonly limits: ClientLimits;
  readonly observe: Observe;
}

/** What was tried already; each remedy has one use. */
interface Tried {
  repeat?: true;
  renew?: true;
  premium?: true;
  wait?: true;
}

/**
 * Sends a request until Spotify answers it with success, or until there is no further remedy: another attempt of a
 * read after a failure, a renewed token, a short wait, a repeat of what Spotify is known to refuse by mistake. All
 * but the first are safe for writes too, since a clear refusal did nothing.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  /** Requests sent, and those of them that were not a call's first. */
  readonly counts = { requests: 0, retries: 0 };

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** @param signal its reason is the error that the call fails with */
  async run(exchanged: Exchanged, access: Access, signal: AbortSignal): Promise<TransportResponse> {
    const { limits } = this.#options;
    const tried: Tried = {};
    let backoff = new ExponentialBackoff({
      generator: fullJitterGenerator,
      initialDelay: limits.retryFirstMs,
      maxDelay: limits.retryLongestMs,
    }).next();
    let current = access;
    for (let failures = 0; ;) {
      const outcome = await this.#attempt(exchanged, current, signal);
      if (outcome.error === undefined) return outcome.response;
      if (outcome.failed) {
        failures += 1;
        if (!this.#mayRetry(exchanged, failures)) throw outcome.error;
        await this.#pause(exchanged, backoff.duration, signal);
        backoff = backoff.next(undefined);
      } else {
        const remedied = await this.#remedy(exchanged, current, outcome, tried, signal);
        if (remedied === undefined) throw outcome.error;
        current = remedied;
      }
      this.counts.retries += 1;
    }
  }

  #mayRetry({ operation, startedAt }: Exchanged, failures: number): boolean {
    const { limits, clock } = this.#options;
    if (operation.method !== 'GET' || failures > limits.retries) return false;
    return clock.now() - startedAt < limits.retryWithinMs;
  }

  async #pause({ operation }: Exchanged, ms: number, signal: AbortSignal): Promise<void> {
    this.#options.logger.debug('trying again', { operation: operation.id, ms });
    await this.#options.timers.sleep(ms, signal);
  }

  /** The access to try again with; `undefined` = the refusal stands. */
  async #remedy(
    exchanged: Exchanged,
    access: Access,
    { response, wait }: Refused,
    tried: Tried,
    signal: AbortSignal,
  ): Promise<Access | undefined> {
    const { tokens, limits } = this.#options;
    const { status } = response;
    const error = readApiError(response);
    // Valid tokens are sometimes refused so, and a repeat succeeds (observed 2026-07).
    if (status === 401 && tried.repeat === undefined && /access token missing/i.test(error.message)) {
      tried.repeat = true;
      await this.#pause(exchanged, limits.repeatAfterMs, signal);
      return access;
    }
    if (status === 401 && tried.renew === undefined) {
      tried.renew = true;
      return tokens.renew(access, signal);
    }
    // As above: Premium users are sometimes told so once (observed 2026-07).
    if (status === 403 && tried.premium === undefined && isPremiumRefusal(error)) {
      tried.premium = true;
      await this.#pause(exchanged, limits.repeatAfterMs, signal);
      return access;
    }
    if (wait && tried.wait === undefined) {
      tried.wait = true;
      return access;
    }
    return undefined;
  }

  async #attempt(exchanged: Exchanged, access: Access, signal: AbortSignal): Promise<Outcome> {
    const { operation } = exchanged;
    try {
      const { response, refusal } = await this.#send(exchanged, access, signal);
      return refusal === undefined
        ? outcomeOf(exchanged, access, response)
        : { failed: false, response, ...refusal };
    } catch (thrown) {
      const error = operation.method === 'GET' ? thrown : writeError(thrown);
      if (!Unavailable.is(error) || error.reason === 'paused') throw error;
      return { failed: true, error };
    }
  }

  /** Waits for the family and for room in the queue, then sends once. */
  async #send(exchanged: Exchanged, access: Access, signal: AbortSignal): Promise<Answered> {
    const { familyLimits, queue, circuit, limits, observe } = this.#options;
    const { operation, url, startedAt } = exchanged;
    const trace = observe.current();
    const part = { clientId: access.clientId, family: operation.family };
    const message = transportRequest(exchanged, access, signal);
    for (;;) {
      await familyLimits.pass(part, signal, startedAt + limits.callMs);
      const answered = await queue.request(access.account, operation.urgent === true, signal, async () => {
        // A call before this one in the queue may have met the limit.
        if (!familyLimits.isOpen(part)) return undefined;
        // Its turn may come out of another call's end.
        const send = (): Promise<TransportResponse> =>
          observe.within(trace, () => this.#transport(exchanged, message));
        const response = await circuit.run(url, send);
        if (response.status === 429) exchanged.onRateLimit?.();
        // Noted before the next one in the queue goes.
        return {
          response,
          refusal: response.status === 429 ? familyLimits.refused(part, response) : undefined,
        };
      });
      if (answered !== undefined) return answered;
    }
  }

  async #transport(
    { progress, operation }: Exchanged,
    message: TransportRequest,
  ): Promise<TransportResponse> {
    if (message.signal?.aborted === true) throw abortReason(message.signal);
    this.counts.requests += 1;
    progress.state = 'sent';
    const response = await observedRequest(this.#options, operation, message);
    progress.state = response.status === 429 ? 'waiting' : 'answered';
    return response;
  }
}

interface Answered {
  readonly response: TransportResponse;
  readonly refusal: Refusal | undefined;
}

/** An answer that is no success and may have a remedy. */
interface Refused extends Refusal {
  readonly failed: false;
  readonly response: TransportResponse;
}

type Outcome =
  | { readonly error: undefined; readonly response: TransportResponse }
  /** The network or the server failed. */
  | { readonly failed: true; readonly error: AppError }
  | Refused;

function outcomeOf({ operation, needs }: Exchanged, access: Access, response: TransportResponse): Outcome {
  if (response.status >= 200 && response.status < 300) return { error: undefined, response };
  const error = errorFromResponse({ ...operation, needs }, access, response);
  return response.status >= 500 ? { failed: true, error } : { failed: false, response, wait: false, error };
}

function transportRequest(
  { operation, url, request }: Exchanged,
  { accessToken }: Access,
  signal: AbortSignal,
): TransportRequest {
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
  const { method } = operation;
  if (request.jpeg !== undefined)
    return { method, url, signal, headers: { ...headers, 'content-type': 'image/jpeg' }, body: request.jpeg };
  if (request.json === undefined) return { method, url, signal, headers };
  const body = JSON.stringify(request.json);
  return { method, url, signal, headers: { ...headers, 'content-type': 'application/json' }, body };
}
