import type { Disposable } from '../../protocol/api.ts';
import { EventListeners } from '../../protocol/eventListeners.ts';
import type { SpotifyHandlers } from '../../protocol/handlers.ts';
import type { WorkProgress } from '../../protocol/progress.ts';
import type { SpotifyMethod } from '../../protocol/requests.ts';
import type { AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { CollectorSpotify } from '../collector/collectorPorts.ts';
import type { SpotifyPorts } from '../ports.ts';
import { AccountAnnouncer } from './accountAnnouncer.ts';
import { AccountBook } from './auth/accountBook.ts';
import { Accounts } from './auth/accounts.ts';
import { TokenKeeper } from './auth/tokenKeeper.ts';
import { collectingSpotify } from './collect/collectorSpotify.ts';
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
import { catalogueFeatures } from './catalogue/catalogueFeatures.ts';
import { compositeFeatures } from './composite/compositeFeatures.ts';
import { extendedFeatures } from './extended/extendedFeatures.ts';
import { localTimes } from './localTimes.ts';
import type { FeatureTable } from './featureTable.ts';
import { libraryFeatures } from './library/libraryFeatures.ts';
import { playlistFileFeatures } from './playlistFiles/playlistFileFeatures.ts';
import { playlistPowerFeatures } from './playlistPower/playlistPowerFeatures.ts';
import { playlistFeatures } from './playlists/playlistFeatures.ts';
import { profileFeatures } from './profile/profileFeatures.ts';
import type { AskHistory, Feature } from './spotifyContext.ts';
import { undoFeatures } from './writes/undoFeatures.ts';
import { savedStates } from './writes/savedStates.ts';
import { AuthError } from './spotifyErrors.ts';
import { Turns } from './turns.ts';

/** The Spotify side of a host. */
export interface Spotify extends Disposable {
  readonly handlers: SpotifyHandlers;
  /** `playback.changed` and `accounts.changed`. */
  readonly listeners: EventListeners;
  /** The id of a signed-in account by its id or display name; `undefined` if nobody of that name is. */
  accountNamed(name: string): Promise<string | undefined>;
  /** What the collector of the same host needs. */
  readonly collect: CollectorSpotify;
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
  const turns = new Turns();
  const collecting = collectingSpotify(client, accounts, logger);
  const playback = new SharedPlayback((result, isPrivate) => {
    listeners.emit('playback.changed', result);
    collecting.saw(result, isPrivate);
  });

  const announcer = new AccountAnnouncer({
    ...{ accounts, book, client, logger },
    hostState,
    announce: (state) => {
      listeners.emit('accounts.changed', state);
    },
    onAccountInUse: ports.onAccountInUse,
    onGone: (account) => {
      client.forget(account);
      playback.forget(account);
    },
  });
  const state = (): Promise<AccountsResult> => announcer.state();
  const following = [
    accounts.onChanged(() => {
      announcer.announce();
    }),
    client.onClosedChanged(() => {
      announcer.announce();
    }),
    tokens.onTrouble((error) => {
      logger.error('tokens are not safe', { error });
    }),
  ];

  const historyOf =
    (account: string | undefined, signal: AbortSignal): AskHistory =>
    (method, params, options) =>
      ports.history.call(
        method,
        { ...params, ...(account !== undefined && { account }) },
        { ...options, signal },
      );

  /** A feature as a handler: the account that the params name, and a client that stops when the caller does. */
  const ask =
    <P extends { readonly account?: string | undefined; readonly agreed?: string | undefined }, R>(
      feature: Feature<P, R>,
    ) =>
    async (
      params: P,
      { signal, progress }: { readonly signal: AbortSignal; progress(this: void, report: never): void },
    ): Promise<R> => {
      const account = await accounts.resolve(params.account);
      if (account !== undefined) announcer.serves(account);
      return feature(
        {
          send: (operation, operationParams, options) =>
            client.send(account, operation, operationParams, { signal, ...options }),
          ...{ account, clock, timers, signal },
          ...localTimes(settings()['history.timeZone'] || clock.timeZone()),
          history: historyOf(account, signal),
          states: savedStates({ history: ports.history, account, clock, randomBytes: ports.randomBytes }),
          inTurn: (key, task) => turns.run(key, task, signal),
          agreed: params.agreed,
          progress: progress as (report: WorkProgress) => void,
        },
        params,
      );
    };

  const watched =
    <P, R>(feature: Feature<P, R>): Feature<P, R> =>
    (context, params) =>
      feature(playback.watching(context), params);

  const askEach = <T extends FeatureTable>(features: T): Pick<SpotifyHandlers, keyof T & SpotifyMethod> =>
    Object.fromEntries(
      Object.entries(features).map(([method, feature]) => [method, ask(feature as Feature<object, unknown>)]),
    ) as unknown as Pick<SpotifyHandlers, keyof T & SpotifyMethod>;

  const handlers: SpotifyHandlers = {
    ...askEach(catalogueFeatures),
    ...askEach(playlistFeatures),
    ...askEach(playlistPowerFeatures),
    ...askEach(playlistFileFeatures(ports)),
    ...askEach(libraryFeatures),
    ...askEach(profileFeatures),
    ...askEach(compositeFeatures),
    ...askEach(extendedFeatures),
    ...askEach(undoFeatures),
    'spotify.status': ask(readStatus),
    'spotify.control': ask(watched(controlPlayer)),
    'spotify.play': ask(watched(playRequest)),
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
    collect: collecting.collect,
    accountNamed: async (name) => {
      try {
        return await accounts.resolve(name);
      } catch (error) {
        if (!AuthError.is(error)) throw error;
        logger.debug('no signed-in account of this name', { error });
        return undefined;
      }
    },
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
