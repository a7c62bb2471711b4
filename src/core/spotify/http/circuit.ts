import {
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import type { Clock, Logger } from '../../ports.ts';
import { Unavailable } from '../spotifyErrors.ts';
import type { TransportResponse } from '../transport.ts';
import type { ClientLimits } from './clientLimits.ts';
import { localTime } from './localTime.ts';

interface Breaker {
  readonly policy: CircuitBreakerPolicy;
  /** Unix ms until which nothing is sent. */
  until: number;
  lastFailure: unknown;
}

/**
 * Leaves an API alone after several failures of the network or of the server in a row; after a pause one request
 * probes. One breaker per origin.
 */
export class Circuit {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #limits: ClientLimits;
  readonly #breakers = new Map<string, Breaker>();

  constructor(clock: Clock, logger: Logger, limits: ClientLimits) {
    this.#clock = clock;
    this.#logger = logger;
    this.#limits = limits;
  }

  /** @throws Unavailable `paused` with `until`; whatever `request` throws */
  async run(url: string, request: () => Promise<TransportResponse>): Promise<TransportResponse> {
    const breaker = this.#breaker(new URL(url).origin);
    try {
      return await breaker.policy.execute(request);
    } catch (error) {
      if (isBrokenCircuitError(error)) throw this.#paused(breaker);
      throw error;
    }
  }

  #breaker(origin: string): Breaker {
    const known = this.#breakers.get(origin);
    if (known !== undefined) return known;
    const policy = circuitBreaker(
      handleWhen((error) => Unavailable.is(error)).orWhenResult((response) => isServerFailure(response)),
      {
        halfOpenAfter: this.#limits.circuitPauseMs,
        breaker: new ConsecutiveBreaker(this.#limits.circuitFailures),
      },
    );
    const breaker: Breaker = { policy, until: 0, lastFailure: undefined };
    policy.onBreak((reason) => {
      breaker.until = this.#clock.now() + this.#limits.circuitPauseMs;
      breaker.lastFailure = 'error' in reason ? reason.error : undefined;
      this.#logger.warn('Spotify keeps failing, paused', { origin, until: breaker.until });
    });
    policy.onReset(() => this.#logger.info('Spotify answers again', { origin }));
    this.#breakers.set(origin, breaker);
    return breaker;
  }

  #paused({ until, lastFailure }: Breaker): Unavailable {
    const time = localTime(until, this.#clock);
    return new Unavailable(
      'paused',
      `Spotify failed several times in a row and is not asked again until ${time}.`,
      {
        cause: lastFailure,
        until,
        hint: 'Try again then; what the history tools answer needs no connection.',
      },
    );
  }
}

/** Whether the server failed, rather than refused. */
export function isServerFailure(response: unknown): boolean {
  return (
    typeof response === 'object' &&
    response !== null &&
    'status' in response &&
    Number(response.status) >= 500
  );
}
