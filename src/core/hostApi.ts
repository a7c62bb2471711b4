import type { Api, Disposable } from '../protocol/api.ts';
import type { EventListeners } from '../protocol/eventListeners.ts';
import type { SpotifyHandlers } from '../protocol/handlers.ts';
import { createLocalApi } from '../protocol/localApi.ts';
import type { Method } from '../protocol/requests.ts';

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
    /** After disposing: when it writes to no vault any more. */
    settled(): Promise<void>;
  };
}

/** Both halves as one API: each request goes to the half that answers it. */
export function hostApi({ history, spotify }: HostParts): Host {
  const spotifyApi = createLocalApi(spotify.handlers, spotify.listeners);
  const half = (method: Method): Api => (Object.hasOwn(spotify.handlers, method) ? spotifyApi : history);
  return {
    call: (method, params, options) => half(method).call(method, params, options),
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
