import type { Api, Disposable } from '../../protocol/api.ts';
import type { TrackFacts, WantedTrack } from '../../protocol/collect/enrichRequests.ts';
import type { CollectedPlay } from '../../protocol/collect/collectedPlay.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { Observe } from '../observe/observe.ts';
import type { Clock, Logger, Timers } from '../ports.ts';

/** One page of recently-played. */
export interface RecentPage {
  /** Newest first. */
  readonly plays: readonly CollectedPlay[];
  /** As many as Spotify ever gives. */
  readonly full: boolean;
  /** Spotify names nothing before it: `cursors: null`, no `before`, or no `next`. */
  readonly isLast: boolean;
  /** Plays of the page that are no usable row; told in the log. */
  readonly leftOut: number;
}

/** How one page is asked for. */
export interface RecentPageOptions {
  readonly signal: AbortSignal;
  /** Called each time that Spotify answers 429, whether or not a page comes in the end. */
  readonly onRateLimit: () => void;
}

/** A signed-in account, and what tells one sign-in of it from another. */
export type SignedInAccount = Pick<Account, 'account' | 'state' | 'missing_scopes' | 'authorized_at'>;

/** What the collector needs of the Spotify side of the host. */
export interface CollectorSpotify {
  /** The signed-in accounts and how their sign-ins stand. */
  accounts(): Promise<readonly SignedInAccount[]>;
  /**
   * Always asks Spotify anew.
   * @param before Unix ms, exclusive; absent = the newest
   * @throws AppError of the client: AuthError, RateLimited, QuotaExceeded, Unavailable, SchemaError …
   */
  recentPage(account: string, before: number | undefined, options: RecentPageOptions): Promise<RecentPage>;
  /**
   * Asks, with one request, what is known of a track.
   * @returns `undefined` where Spotify has no such track
   */
  lookUp(
    account: string,
    wanted: WantedTrack,
    options: { readonly signal: AbortSignal; readonly onRateLimit: () => void },
  ): Promise<TrackFacts | undefined>;
  /** Each new reading of a player, whoever asked for it; of a private session only that nothing is to be seen. */
  onPlayback(listener: (reading: PlaybackResult) => void): Disposable;
  /** Somebody signed in or out, or a sign-in ended. */
  onAccountsChanged(listener: () => void): Disposable;
}

/** A file that lies in the watched folder. */
export interface WatchedFile {
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Unix ms. */
  readonly modifiedAt: number;
}

/** Looks into a folder for exports. */
export interface WatchedFolder {
  /** The ZIPs in the folder itself, by name. @throws ImportError for a folder that cannot be read */
  list(folder: string): Promise<readonly WatchedFile[]>;
}

/** What the collector needs of the outside. */
export interface CollectorPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly settings: () => Settings;
  /** Calls back when settings change. */
  readonly onSettingsChanged?: (listener: () => void) => Disposable;
  /** 0 ≤ n < 1, for jitter. */
  readonly random: () => number;
  readonly history: Pick<Api, 'call' | 'on'>;
  readonly spotify: CollectorSpotify;
  readonly watchedFolder: WatchedFolder;
  readonly observe?: Observe;
}
