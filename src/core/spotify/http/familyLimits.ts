import type { Disposable } from '../../../protocol/api.ts';
import type { AppError } from '../../errors.ts';
import type { Clock, Logger, Timers } from '../../ports.ts';
import type { ClosedFamily, HostState } from '../hostState.ts';
import type { Family } from '../operation.ts';
import { QuotaExceeded, RateLimited } from '../spotifyErrors.ts';
import type { TransportResponse } from '../transport.ts';
import { readApiError } from './apiError.ts';
import type { ClientLimits } from './clientLimits.ts';
import { familyWords } from './familyWords.ts';
import { localTime } from './localTime.ts';
import { retryAfterMs } from './retryAfter.ts';

/** What a limit applies to. Spotify counts per app and developer, whatever the account. */
export interface LimitedPart {
  readonly clientId: string;
  readonly family: Family;
}

export interface FamilyLimitsOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly state: HostState;
  readonly limits: ClientLimits;
}

/** What a 429 means for the call that met it. */
export interface Refusal {
  /** Whether it is worth waiting and trying again. */
  readonly wait: boolean;
  /** What the call fails with otherwise. */
  readonly error: AppError;
}

/** A short wait that every call of a family shares. */
interface Hold {
  /** Unix ms. */
  readonly until: number;
}

/**
 * The two kinds of 429. A short `Retry-After` holds the family for that time; a used-up quota or a long wait
 * closes it, also over a restart. Nothing is sent to a closed family, not even a probe: that may prolong the lock.
 */
export class FamilyLimits {
  readonly #options: FamilyLimitsOptions;
  readonly #closed = new Map<string, ClosedFamily>();
  readonly #holds = new Map<string, Hold>();
  readonly #listeners = new Set<() => void>();

  constructor(options: FamilyLimitsOptions) {
    this.#options = options;
    const now = options.clock.now();
    for (const closed of options.state.limits()) {
      // No limit is longer, so one that is was stored while the clock was wrong.
      const isBelievable = closed.until <= now + options.limits.closedMs;
      if (closed.until > now && isBelievable) this.#closed.set(keyOf(closed), closed);
    }
  }

  /** What is closed now. */
  closed(): readonly ClosedFamily[] {
    const { clock, limits } = this.#options;
    const now = clock.now();
    return [...this.#closed.values()].filter(({ until }) => until > now && until <= now + limits.closedMs);
  }

  /** A family was closed, or found open again by a call; its end by itself is not announced. */
  onClosedChanged(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Whether a request may be sent this instant. */
  isOpen(part: LimitedPart): boolean {
    const key = keyOf(part);
    return this.#closedNow(key) === undefined && this.#holdNow(key) === undefined;
  }

  /**
   * Returns when a request may be sent.
   * @param deadline Unix ms; a wait beyond it is not begun
   * @throws QuotaExceeded, RateLimited while the family is closed or held for too long
   */
  async pass(part: LimitedPart, signal: AbortSignal, deadline: number): Promise<void> {
    const key = keyOf(part);
    for (;;) {
      const closed = this.#closedNow(key);
      if (closed !== undefined) throw this.#error(closed);
      const hold = this.#holdNow(key);
      if (hold === undefined) return;
      const { clock, timers, limits } = this.#options;
      const jitter = Math.random() * limits.waitJitterMs;
      if (hold.until + jitter > deadline)
        throw this.#error({ ...part, reason: 'rateLimit', until: hold.until });
      await timers.sleep(Math.max(0, hold.until - clock.now()) + jitter, signal);
      if (this.#holds.get(key) === hold) this.#holds.delete(key);
    }
  }

  /** Takes note of a 429. */
  refused(part: LimitedPart, response: TransportResponse): Refusal {
    const { clock, limits, logger } = this.#options;
    const now = clock.now();
    const asked = retryAfterMs(response, now);
    const reason = readApiError(response).reason === 'QUOTA_EXCEEDED' ? 'quota' : 'rateLimit';
    if (reason === 'rateLimit' && asked !== undefined && asked <= limits.waitSeconds * 1000) {
      const until = now + asked;
      this.#hold(part, until);
      logger.info('asked to wait', { family: part.family, ms: asked });
      return { wait: true, error: this.#error({ ...part, reason, until }) };
    }
    // A quota that is said to be over in a moment would be asked again and again.
    const ms =
      reason === 'quota'
        ? Math.max(asked ?? limits.quotaMs, limits.rateLimitMs)
        : (asked ?? limits.rateLimitMs);
    const until = now + Math.min(ms, limits.closedMs);
    const closed = this.#close({ clientId: part.clientId, family: part.family, reason, until });
    return { wait: false, error: this.#error(closed) };
  }

  #hold(part: LimitedPart, until: number): void {
    const key = keyOf(part);
    const hold = this.#holds.get(key);
    if (hold === undefined || hold.until < until) this.#holds.set(key, { until });
  }

  /** Of two closings the longer one holds. */
  #close(closed: ClosedFamily): ClosedFamily {
    const key = keyOf(closed);
    const known = this.#closedNow(key);
    if (known !== undefined && known.until >= closed.until) return known;
    this.#closed.set(key, closed);
    const { family, reason, until } = closed;
    this.#options.logger.warn('family closed', { family, reason, until });
    this.#changed();
    return closed;
  }

  /** One that lies farther ahead than any wait does is of a clock that was set back meanwhile. */
  #holdNow(key: string): Hold | undefined {
    const hold = this.#holds.get(key);
    const { clock, limits } = this.#options;
    if (hold === undefined || hold.until <= clock.now() + limits.waitSeconds * 1000) return hold;
    this.#holds.delete(key);
    return undefined;
  }

  #closedNow(key: string): ClosedFamily | undefined {
    const closed = this.#closed.get(key);
    const { clock, limits } = this.#options;
    const now = clock.now();
    // As with a hold: the clock was set back.
    const isBelievable = closed === undefined || closed.until <= now + limits.closedMs;
    if (closed === undefined || (closed.until > now && isBelievable)) return closed;
    this.#closed.delete(key);
    this.#changed();
    return undefined;
  }

  #changed(): void {
    const { state, logger } = this.#options;
    try {
      state.setLimits(this.closed());
    } catch (error) {
      // In memory it holds all the same; only a restart would not know of it.
      logger.error('closed families could not be stored', { error });
    }
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        logger.error('listener failed', { error });
      }
    }
  }

  #error({ family, reason, until }: ClosedFamily): QuotaExceeded | RateLimited {
    const time = localTime(until, this.#options.clock);
    if (reason === 'quota') {
      return new QuotaExceeded(
        `Spotify's quota for ${familyWords[family]} is used up until ${time} at least.`,
        {
          until,
          hint: 'Do not repeat the call before then: use what is known already or the history tools, which need no quota.',
        },
      );
    }
    return new RateLimited(`Spotify takes no more requests for ${familyWords[family]} until ${time}.`, {
      until,
      hint: 'Wait until then before you repeat the call; fewer and larger requests help.',
    });
  }
}

function keyOf({ clientId, family }: LimitedPart): string {
  return `${clientId}\n${family}`;
}
