import type { Disposable } from '../../../protocol/api.ts';
import type { AppError } from '../../errors.ts';
import type { Clock, Logger, Timers } from '../../ports.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { unobserved, type Observe } from '../../observe/observe.ts';
import { HostState, type ClosedFamily } from '../hostState.ts';
import type { MetadataStore } from '../metadataStore.ts';
import type { Operation, SendOptions } from '../operation.ts';
import { QuotaExceeded, RateLimited, Unavailable } from '../spotifyErrors.ts';
import type { StateFile } from '../stateFile.ts';
import type { Access, TokenSource } from '../tokenSource.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import { onAbort } from './abortListeners.ts';
import { AccountQueue } from './accountQueue.ts';
import { AnswerCache, type Place } from './answerCache.ts';
import { BoundedCalls } from './boundedCalls.ts';
import { buildPath, buildUrl } from './buildUrl.ts';
import { metadataKeptMs } from './cachePolicy.ts';
import { checkScopes, wantedScopes } from './checkScopes.ts';
import { Circuit } from './circuit.ts';
import { defaultLimits, type ClientLimits } from './clientLimits.ts';
import { Exchange, type Exchanged } from './exchange.ts';
import { FamilyLimits } from './familyLimits.ts';
import { frozen } from './frozen.ts';
import { InFlight } from './inFlight.ts';
import { KeptMetadata } from './keptMetadata.ts';
import { outcomeUnknown } from './outcomeUnknown.ts';
import { parseAnswer } from './parseAnswer.ts';

export interface ClientOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly state: StateFile;
  readonly metadata: MetadataStore;
  /** Base address of the Web API, as it is now. */
  readonly apiUrl: () => string;
  readonly limits?: Partial<ClientLimits>;
  readonly observe?: Observe;
}

/** Counted since the client began. */
export interface ClientStats {
  /** Sent to Spotify, repeats included. */
  readonly requests: number;
  /** Reads answered from memory or from the metadata of an earlier run. */
  readonly cacheHits: number;
  /** Reads of answers that are kept, and that Spotify had to be asked for. */
  readonly cacheMisses: number;
  /** Reads that shared the request of an equal one. */
  readonly merged: number;
  /** Requests that were not their call's first. */
  readonly retries: number;
}

/** One call on its way through the client. */
interface Call<P, R> {
  readonly operation: Operation<P, R>;
  readonly params: P;
  readonly exchanged: Exchanged;
  readonly fresh: boolean;
}

/**
 * The one way to Spotify's Web API. Reads are answered from memory where they can be, asked once however many ask,
 * and tried again after a failure; writes are sent once, in order for the player. What is closed by a limit is not
 * asked. Results of reads are shared and frozen.
 */
export class SpotifyClient implements Disposable {
  readonly #clock: Clock;
  readonly #limits: ClientLimits;
  readonly #tokens: TokenSource;
  readonly #apiUrl: () => string;
  readonly #logger: Logger;
  readonly #calls: BoundedCalls;
  readonly #inFlight = new InFlight();
  readonly #cache: AnswerCache;
  readonly #metadata: KeptMetadata;
  readonly #queue: AccountQueue;
  readonly #familyLimits: FamilyLimits;
  readonly #exchange: Exchange;
  readonly #observe: Observe;
  readonly #counts = { cacheHits: 0, cacheMisses: 0, merged: 0 };

  constructor(options: ClientOptions) {
    const { clock, timers, logger, transport, tokens, observe = unobserved() } = options;
    const limits = { ...defaultLimits, ...options.limits };
    this.#clock = clock;
    this.#limits = limits;
    this.#tokens = tokens;
    this.#apiUrl = options.apiUrl;
    this.#logger = logger;
    this.#observe = observe;
    this.#calls = new BoundedCalls(timers);
    this.#cache = new AnswerCache(clock, limits);
    this.#metadata = new KeptMetadata(options.metadata, clock, logger);
    this.#queue = new AccountQueue(limits);
    const state = new HostState(options.state, logger);
    this.#familyLimits = new FamilyLimits({ clock, timers, logger, state, limits });
    this.#exchange = new Exchange({
      ...{ clock, timers, logger, transport, tokens, limits, observe },
      queue: this.#queue,
      familyLimits: this.#familyLimits,
      circuit: new Circuit(clock, logger, limits),
    });
  }

  /**
   * Calls an operation for an account.
   * @param account `undefined` = the account in use
   * @throws InputError for a parameter that no request can carry; AuthError, ForbiddenError, PremiumRequired,
   *   NoActiveDevice, PlayerRefused, NotFound, RateLimited, QuotaExceeded, EndpointUnavailable, SpotifyRefused,
   *   SchemaError; Unavailable, after which a write may have been done or not; CancelledError
   */
  async send<P, R>(
    account: string | undefined,
    operation: Operation<P, R>,
    params: P,
    { signal, fresh = false, withinMs = Infinity, onRateLimit }: SendOptions = {},
  ): Promise<R> {
    const request = operation.request(params);
    const url = buildUrl(this.#apiUrl(), buildPath(operation.path, request));
    const exchanged: Exchanged = {
      ...{ operation, url, request, startedAt: this.#clock.now() },
      needs: wantedScopes(operation, params),
      progress: { state: 'waiting' },
      ...(onRateLimit !== undefined && { onRateLimit }),
    };
    const call = { operation, params, exchanged, fresh };
    const open = signal?.aborted === true ? undefined : this.#openAnswer(call);
    const result = open === undefined ? await this.#answer(account, call, signal, withinMs) : open.value;
    countDone(operation, this.#observe.metrics);
    return result;
  }

  #answer<P, R>(
    account: string | undefined,
    call: Call<P, R>,
    signal: AbortSignal | undefined,
    withinMs: number,
  ): Promise<R> {
    const { operation, params, exchanged } = call;
    return this.#calls.run(
      { signal, ms: Math.min(withinMs, this.#limits.callMs), timeUp: () => timeUp(operation, exchanged) },
      async (bounded) => {
        const access = await this.#tokens.access(account, bounded);
        checkScopes(operation, params, access);
        return operation.method === 'GET'
          ? this.#read(call, access, bounded)
          : this.#write(call, access, bounded);
      },
    );
  }

  /** What is closed now. */
  closed(): readonly ClosedFamily[] {
    return this.#familyLimits.closed();
  }

  /** Called when a family was closed, or found open again by a call; the end by itself is not announced. */
  onClosedChanged(listener: () => void): Disposable {
    return this.#familyLimits.onClosedChanged(listener);
  }

  stats(): ClientStats {
    return { ...this.#counts, ...this.#exchange.counts };
  }

  /** Forgets the answers of an account that signed out; metadata of the catalogue stays. */
  forget(account: string): void {
    this.#cache.forget(account);
  }

  /** Ends every call with `CancelledError`. */
  dispose(): void {
    this.#calls.stop();
    this.#cache.clear();
  }

  /** A kept answer that is anyone's: no token is needed to give it, so that it costs next to nothing. */
  #openAnswer<P, R>({ operation, exchanged, fresh }: Call<P, R>): { readonly value: R } | undefined {
    const { cache, scopes, anyScope } = operation;
    const isOpen = typeof scopes !== 'function' && scopes.length === 0 && anyScope === undefined;
    if (cache !== 'metadata' || fresh || !isOpen) return undefined;
    return this.#kept(this.#cache.place(undefined, cache, exchanged.url));
  }

  #count(what: keyof typeof readResults): void {
    this.#counts[what] += 1;
    this.#observe.metrics.count('spotifyCache', { result: readResults[what] });
  }

  #kept<R>(place: Place): { readonly value: R } | undefined {
    const kept = this.#cache.get(place);
    if (kept !== undefined) this.#count('cacheHits');
    return kept as { readonly value: R } | undefined;
  }

  #read<P, R>(call: Call<P, R>, access: Access, signal: AbortSignal): Promise<R> {
    const { operation, exchanged, fresh } = call;
    const place = this.#cache.place(access.account, operation.cache, exchanged.url);
    const kept = fresh ? undefined : this.#kept<R>(place);
    if (kept !== undefined) return Promise.resolve(kept.value);
    // Not one key for all accounts, even for metadata: each fails by its own sign-in only.
    const key = `${JSON.stringify([access.account, fresh])}${place.key}`;
    return this.#inFlight.join(
      key,
      signal,
      (shared) =>
        operation.cache === 'metadata'
          ? this.#readMetadata(call, access, place, shared)
          : this.#ask(call, access, place, shared),
      () => {
        this.#count('merged');
      },
    );
  }

  async #readMetadata<P, R>(call: Call<P, R>, access: Access, place: Place, signal: AbortSignal): Promise<R> {
    const { fresh } = call;
    const known = fresh ? undefined : await this.#ofEarlierRun(call, place, this.#limits.cacheTtlMs.metadata);
    if (known !== undefined) return known.value;
    try {
      return await this.#ask(call, access, place, signal);
    } catch (error) {
      const old =
        !fresh && isNoAnswer(error) ? await this.#ofEarlierRun(call, place, metadataKeptMs) : undefined;
      if (old === undefined) throw error;
      return old.value;
    }
  }

  /** Metadata as an earlier run kept it; one that no longer fits is not there. */
  async #ofEarlierRun<P, R>(
    { operation, exchanged }: Call<P, R>,
    place: Place,
    longestAgeMs: number,
  ): Promise<{ readonly value: R } | undefined> {
    const answer = await this.#metadata.read(exchanged.url, longestAgeMs);
    if (answer === undefined) return undefined;
    try {
      const value = frozen(parseAnswer(operation, answer.text));
      this.#cache.keep(place, value, answer.text.length, this.#metadata.age(answer));
      this.#count('cacheHits');
      return { value };
    } catch (error) {
      this.#logger.debug('kept metadata does not fit', { operation: operation.id, error });
      return undefined;
    }
  }

  async #ask<P, R>(call: Call<P, R>, access: Access, place: Place, signal: AbortSignal): Promise<R> {
    const { operation, exchanged } = call;
    if (operation.cache !== undefined && !call.fresh) this.#count('cacheMisses');
    const { text } = await this.#exchange.run(exchanged, access, signal);
    const value = frozen(parseAnswer(operation, text));
    this.#cache.keep(place, value, text.length);
    // As it was understood: what the schema does not read, such as a resume point, may be this account's alone.
    if (operation.cache === 'metadata') this.#metadata.write(exchanged.url, JSON.stringify(value));
    return value;
  }

  async #write<P, R>({ operation, exchanged }: Call<P, R>, access: Access, signal: AbortSignal): Promise<R> {
    const { account } = access;
    const invalidate = (): void => {
      // Whatever came of it: an answer from before may be wrong now.
      if (exchanged.progress.state !== 'waiting') this.#cache.invalidate(account, operation.changes ?? []);
    };
    onAbort(signal, invalidate);
    const trace = this.#observe.current();
    // Its turn may come out of another call's end.
    const run = (): Promise<TransportResponse> =>
      this.#observe.within(trace, () => this.#exchange.run(exchanged, access, signal)).finally(invalidate);
    const ordered = operation.family === 'player';
    const { text } = await (ordered ? this.#queue.command(account, signal, run) : run());
    return parseAnswer(operation, text);
  }
}

/** What the counts are called where they are measured. */
const readResults = { cacheHits: 'hit', cacheMisses: 'miss', merged: 'merged' } as const;

/** Measures what users do, by the operation that succeeded. */
function countDone({ id }: Pick<Operation<never, unknown>, 'id'>, metrics: Metrics): void {
  if (id === 'search') metrics.count('searches', {});
  if (id === 'create-playlist') metrics.count('playlistsCreated', {});
}

function timeUp({ method }: Pick<Operation<never, unknown>, 'method'>, { progress }: Exchanged): AppError {
  const cause = new Error('the time for the whole call is over');
  if (method !== 'GET' && progress.state === 'sent') return outcomeUnknown('timeout', cause);
  return new Unavailable('timeout', 'Spotify did not answer in time.', {
    cause,
    hint: 'Try again in a minute.',
  });
}

/** Whether Spotify could not be asked, as opposed to having said no. */
function isNoAnswer(error: unknown): boolean {
  return QuotaExceeded.is(error) || RateLimited.is(error) || Unavailable.is(error);
}
