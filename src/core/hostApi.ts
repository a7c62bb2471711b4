import type { Api, CallOptions, Disposable } from '../protocol/api.ts';
import { EventListeners } from '../protocol/eventListeners.ts';
import type { CollectorHandlers, HostHandlers, SpotifyHandlers } from '../protocol/handlers.ts';
import { createLocalApi } from '../protocol/localApi.ts';
import type { Method, ParamsOf, ResultOf } from '../protocol/requests.ts';
import type { StatusResult } from '../protocol/status.ts';
import type { Measured } from './observe/tally.ts';

/** A host's work, as the process that holds the directory runs it. */
export interface Host extends Api {
  /** Ends it; returns when nothing will be written any more. */
  close(): Promise<void>;
}

/** What there is to say about the place of the data directory, in sentences. */
export interface StorageNotes {
  /** Why nothing is collected or stored. */
  readonly readOnly?: string;
  /** Why the directory may not be used from several machines at once. */
  readonly network?: string;
}

/** The parts of a host: the history in its worker, Spotify and the collector between them in the host itself. */
export interface HostParts {
  readonly history: Host;
  /** Default nothing. */
  readonly storage?: StorageNotes;
  /** What this process measured; default nothing. */
  readonly measured?: Measured;
  readonly spotify: Disposable & {
    readonly handlers: SpotifyHandlers;
    readonly listeners: EventListeners;
    /** The id of a signed-in account by its id or display name; `undefined` if nobody of that name is. */
    accountNamed(name: string): Promise<string | undefined>;
    /** After disposing: when it writes to no vault any more. */
    settled(): Promise<void>;
  };
  readonly collector: {
    readonly handlers: CollectorHandlers;
    readonly listeners: EventListeners;
    /** Returns when it asks and stores nothing any more. */
    dispose(): Promise<void>;
  };
}

const unmeasured: Measured = { measured: () => ({ process: '', families: [] }) };

/** All parts as one API: each request goes to the part that answers it. */
export function hostApi(parts: HostParts): Host {
  const { history, spotify, collector, storage = {}, measured = unmeasured } = parts;
  const own: HostHandlers = { 'host.measured': () => measured.measured() };
  const ownApi = createLocalApi(own, new EventListeners(() => undefined));
  const spotifyApi = createLocalApi(spotify.handlers, spotify.listeners);
  const collectorApi = createLocalApi(collector.handlers, collector.listeners);
  const part = (method: Method): Api => {
    if (Object.hasOwn(own, method)) return ownApi;
    if (Object.hasOwn(spotify.handlers, method)) return spotifyApi;
    return Object.hasOwn(collector.handlers, method) ? collectorApi : history;
  };
  /** Histories go by the accounts' ids; people and agents also say the name that is shown. */
  const named = async <M extends Method>(params: ParamsOf<M>): Promise<ParamsOf<M>> => {
    const name = (params as { readonly account?: unknown }).account;
    const account = typeof name === 'string' ? await spotify.accountNamed(name) : undefined;
    return account === undefined ? params : { ...params, account };
  };
  const answer = async <M extends Method>(
    method: M,
    params: ParamsOf<M>,
    options?: CallOptions<M>,
  ): Promise<ResultOf<M>> =>
    part(method) === spotifyApi
      ? spotifyApi.call(method, params, options)
      : part(method).call(method, await named(params), options);
  const { readOnly, network } = storage;
  const notes: Partial<StatusResult> = {
    ...(readOnly !== undefined && { read_only: readOnly }),
    ...(network !== undefined && { storage: network }),
  };
  return {
    call: async (method, params, options) => {
      const result = await answer(method, params, options);
      return method === 'app.status' ? { ...result, ...notes } : result;
    },
    on: (event, listener) => {
      if (event === 'collector.changed') return collectorApi.on(event, listener);
      const isOfSpotify = event === 'playback.changed' || event === 'accounts.changed';
      return (isOfSpotify ? spotifyApi : history).on(event, listener);
    },
    close: async () => {
      // First: what it has read is stored while the others still answer.
      await collector.dispose();
      spotify.dispose();
      // The next host must find the new refresh token, not the one that it replaces.
      await Promise.all([spotify.settled(), history.close()]);
    },
  };
}
