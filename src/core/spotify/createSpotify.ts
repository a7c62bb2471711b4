import type { Disposable } from '../../protocol/api.ts';
import { EventListeners } from '../../protocol/eventListeners.ts';
import type { HandlerContext, SpotifyHandlers } from '../../protocol/handlers.ts';
import type { SpotifyMethod } from '../../protocol/requests.ts';
import type { AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { SpotifyPorts } from '../ports.ts';
import { Sequence } from '../sequence.ts';
import { toUserMessage } from '../toUserMessage.ts';
import { accountOf } from './accountOf.ts';
import { AccountBook } from './auth/accountBook.ts';
import { Accounts } from './auth/accounts.ts';
import { TokenKeeper } from './auth/tokenKeeper.ts';
import { addToPlaylist } from './collection/addToPlaylist.ts';
import { ownPlaylists } from './collection/ownPlaylists.ts';
import { saved } from './collection/saved.ts';
import { setSaved } from './collection/setSaved.ts';
import { HostState } from './hostState.ts';
import { SpotifyClient } from './http/spotifyClient.ts';
import { controlPlayer } from './player/controlPlayer.ts';
import { listDevices } from './player/listDevices.ts';
import { playRequest } from './player/playRequest.ts';
import { readStatus } from './player/readStatus.ts';
import { SharedPlayback } from './player/sharedPlayback.ts';
import { recentlyPlayed } from './recentlyPlayed.ts';
import { searchCatalogue } from './search/searchCatalogue.ts';
import type { Feature } from './spotifyContext.ts';

/** The Spotify side of a host. */
export interface Spotify extends Disposable {
  readonly handlers: SpotifyHandlers;
  /** `playback.changed` and `accounts.changed`. */
  readonly listeners: EventListeners;
  /** After disposing: resolves when new tokens are stored that were on their way, or after five seconds. */
  settled(): Promise<void>;
}

const settleMs = 5_000;

/** Wires accounts, client and features to the requests of the protocol. Nothing is asked before the first one. */
export function createSpotify(ports: SpotifyPorts): Spotify {
  const { clock, timers, logger, settings } = ports;
  const listeners = new EventListeners((error) => {
    logger.error('an event listener failed', { error });
  });
  const hostState = new HostState(ports.state, logger);
  const book = new AccountBook(ports);
  const activeAccount = (): string | undefined => hostState.activeAccount();
  const tokens = new TokenKeeper({ ...ports, book, activeAccount });
  const accounts = new Accounts({
    ...{ clock, settings, book, activeAccount },
    setActiveAccount: (account) => {
      hostState.setActiveAccount(account);
    },
  });
  const client = new SpotifyClient({ ...ports, tokens, apiUrl: () => settings()['spotify.apiUrl'] });
  const playback = new SharedPlayback((result) => {
    listeners.emit('playback.changed', result);
  });

  const state = async (): Promise<AccountsResult> => {
    const list = await accounts.list();
    const hasClientId = await accounts.hasClientId();
    const trouble = book.trouble();
    return {
      accounts: list,
      has_client_id: hasClientId,
      closed: client.closed().map(({ family, reason, until }) => ({
        family,
        reason: reason === 'quota' ? 'quota' : 'rate_limit',
        until: new Date(until).toISOString(),
      })),
      ...(trouble === undefined ? {} : { trouble: toUserMessage(trouble) }),
    };
  };
  /** Accounts of which something may be kept in memory. */
  const served = new Set<string>();
  const tell = async (): Promise<void> => {
    try {
      const now = await state();
      for (const gone of served) {
        if (now.accounts.some(({ account }) => account === gone)) continue;
        client.forget(gone);
        playback.forget(gone);
        served.delete(gone);
      }
      listeners.emit('accounts.changed', now);
    } catch (error) {
      logger.warn('the accounts could not be read', { error });
    }
  };
  const announcements = new Sequence();
  let waiting = false;
  /** One after the other, for vaults take their time: what is announced last is how things are. */
  const announce = (): void => {
    if (waiting) return;
    waiting = true;
    void announcements.run(() => {
      waiting = false;
      return tell();
    });
  };
  const following = [
    accounts.onChanged(announce),
    client.onClosedChanged(announce),
    tokens.onTrouble((error) => {
      logger.error('tokens are not safe', { error });
    }),
  ];

  /** A feature as a handler: the account that the params name, and a client that stops when the caller does. */
  const ask =
    <P extends { readonly account?: string | undefined }, R>(feature: Feature<P, R>) =>
    async (params: P, { signal }: Pick<HandlerContext<SpotifyMethod>, 'signal'>): Promise<R> => {
      const account = await accounts.resolve(params.account);
      if (account !== undefined) served.add(account);
      return feature(
        {
          send: (operation, operationParams, options) =>
            client.send(account, operation, operationParams, { signal, ...options }),
          ...{ account, clock, timers, signal },
        },
        params,
      );
    };

  /** What a command saw afterwards is what every window shows. */
  const control: typeof controlPlayer = async (context, params) => {
    const result = await controlPlayer(context, params);
    if (result.playback !== undefined) playback.saw(accountOf(context), result.playback, clock.now());
    return result;
  };

  const play: typeof playRequest = async (context, params) => {
    const result = await playRequest(context, params);
    playback.read(context, {}).catch((error: unknown) => {
      logger.debug('what plays now could not be read', { error });
    });
    return result;
  };

  const handlers: SpotifyHandlers = {
    'spotify.status': ask(readStatus),
    'spotify.control': ask(control),
    'spotify.play': ask(play),
    'spotify.playback': ask(playback.read),
    'spotify.devices': ask(listDevices),
    'spotify.search': ask(searchCatalogue),
    'spotify.recentlyPlayed': ask(recentlyPlayed),
    'spotify.saved': ask(saved),
    'spotify.setSaved': ask(setSaved),
    'spotify.ownPlaylists': ask(ownPlaylists),
    'spotify.addToPlaylist': ask(addToPlaylist),
    'spotify.clientStats': () => {
      const { requests, cacheHits, cacheMisses, merged, retries } = client.stats();
      return { requests, cache_hits: cacheHits, cache_misses: cacheMisses, merged, retries };
    },
    'accounts.list': state,
    'accounts.use': async ({ account }) => {
      await accounts.use(account);
      return state();
    },
    'accounts.refresh': async ({ account }, { signal }) => {
      await tokens.access(account, signal);
      return {};
    },
    'accounts.signOut': async ({ account }) => {
      await accounts.signOut(account);
      return state();
    },
  };
  return {
    handlers,
    listeners,
    dispose: () => {
      for (const one of following) one.dispose();
      client.dispose();
      book.dispose();
    },
    settled: async () => {
      const over = new AbortController();
      const late = timers.sleep(settleMs, over.signal).catch(() => undefined); // ended early: nothing to wait for
      await Promise.race([tokens.settled(), late]);
      over.abort();
    },
  };
}
