import type { Api, Disposable } from '../protocol/api.ts';
import type { EventListeners } from '../protocol/eventListeners.ts';
import type { SpotifyHandlers } from '../protocol/handlers.ts';
import { createLocalApi } from '../protocol/localApi.ts';
import type { Method, ParamsOf } from '../protocol/requests.ts';

/** A host's work, as the process that holds the directory runs it. */
export interface Host extends Api {
  /** Ends it; returns when nothing will be written any more. */
  close(): Promise<void>;
}

/** The two halves of a host: the history in its worker, and Spotify in the host itself. */
export interface HostParts {
  readonly history: Host;
  readonly spotify: Disposable & {
    readonly handlers: SpotifyHandlers;
    readonly listeners: EventListeners;
    /** The id of a signed-in account by its id or display name; `undefined` if nobody of that name is. */
    accountNamed(name: string): Promise<string | undefined>;
    /** After disposing: when it writes to no vault any more. */
    settled(): Promise<void>;
  };
}

/** Both halves as one API: each request goes to the half that answers it. */
export function hostApi({ history, spotify }: HostParts): Host {
  const spotifyApi = createLocalApi(spotify.handlers, spotify.listeners);
  const half = (method: Method): Api => (Object.hasOwn(spotify.handlers, method) ? spotifyApi : history);
  /** Histories go by the accounts' ids; people and agents also say the name that is shown. */
  const named = async <M extends Method>(params: ParamsOf<M>): Promise<ParamsOf<M>> => {
    const name = (params as { readonly account?: unknown }).account;
    const account = typeof name === 'string' ? await spotify.accountNamed(name) : undefined;
    return account === undefined ? params : { ...params, account };
  };
  return {
    call: async (method, params, options) =>
      half(method) === spotifyApi
        ? spotifyApi.call(method, params, options)
        : history.call(method, await named(params), options),
    on: (event, listener) =>
      event === 'playback.changed' || event === 'accounts.changed'
        ? spotifyApi.on(event, listener)
        : history.on(event, listener),
    close: async () => {
      spotify.dispose();
      // The next host must find the new refresh token, not the one that it replaces.
      await Promise.all([spotify.settled(), history.close()]);
    },
  };
}
