import type { CollectorSpotify } from '../../collector/collectorPorts.ts';
import type { Logger } from '../../ports.ts';
import type { PlaybackResult } from '../../../protocol/spotify/player.ts';
import type { Accounts } from '../auth/accounts.ts';
import { ChangeListeners } from '../auth/changeListeners.ts';
import type { SpotifyClient } from '../http/spotifyClient.ts';
import { lookUpTrack } from './lookUpTrack.ts';
import { recentPage } from './recentPage.ts';

/** The Spotify side of a host as the collector sees it, and the place where readings of players come in. */
export interface CollectingSpotify {
  readonly collect: CollectorSpotify;
  /** @param isPrivate whether the listener plays in a private session: what plays is then not passed on */
  saw(result: PlaybackResult, isPrivate: boolean): void;
}

export function collectingSpotify(
  client: Pick<SpotifyClient, 'send'>,
  accounts: Pick<Accounts, 'list' | 'onChanged'>,
  logger: Logger,
): CollectingSpotify {
  const readings = new ChangeListeners<PlaybackResult>(logger);
  return {
    collect: {
      accounts: () => accounts.list(),
      recentPage: (account, before, options) =>
        recentPage(
          (operation, params, sent) => client.send(account, operation, params, sent),
          before,
          options,
        ),
      lookUp: (account, wanted, options) =>
        lookUpTrack(
          (operation, params, sent) => client.send(account, operation, params, { ...sent, ...options }),
          wanted,
          options.signal,
        ),
      onPlayback: (listener) => readings.add(listener),
      onAccountsChanged: (listener) => accounts.onChanged(listener),
    },
    saw: ({ account, read_at, ...rest }, isPrivate) => {
      readings.emit({ account, read_at, ...(!isPrivate && rest) });
    },
  };
}
