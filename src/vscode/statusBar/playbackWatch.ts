import { errorFacts, type ErrorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { NowPlayingFacts } from '../../core/spotify/statusBar/nowPlaying.ts';
import { pollDelay } from '../../core/spotify/statusBar/pollDelay.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { PlaybackResult, SpotifyControlResult } from '../../protocol/spotify/player.ts';
import { DueTimer, type After } from './dueTimer.ts';
import { LikeState } from './likeState.ts';
import { PlaybackMemory } from './playbackMemory.ts';
import type { PlayerActivity, PlayerNews } from './playerActivity.ts';

export interface PlaybackWatchPorts {
  /** The API of this window; loads the heavy part, so it is asked only once somebody has signed in. */
  readonly api: () => Promise<Pick<Api, 'call' | 'on'>>;
  /** A light look whether anybody has signed in on this machine. */
  readonly hasAccounts: () => Promise<boolean>;
  readonly focused: () => boolean;
  readonly activity: PlayerActivity;
  readonly clock: Clock;
  readonly after: After;
  readonly logger: Logger;
}

/** An answer that another window got so many ms ago is as good as one of our own. */
const sharedAgeMs = 1_500;
/** Coming back to the window does not ask again sooner than this after the last question, ms. */
const focusGapMs = 10_000;

/**
 * Keeps up with what plays, for one window. Asks only while the window has the focus; hears what other windows
 * asked and what the commands of this one did.
 */
export class PlaybackWatch {
  readonly #ports: PlaybackWatchPorts;
  readonly #onChange: () => void;
  readonly #ended = new AbortController();
  readonly #subscriptions: Disposable[] = [];
  readonly #due: DueTimer;
  readonly #like: LikeState;
  readonly #memory: PlaybackMemory;
  #running = false;
  #api: Promise<Pick<Api, 'call' | 'on'>> | undefined;
  #connected: Pick<Api, 'call'> | undefined;
  #neverSignedIn: boolean | undefined;
  #reading = false;
  /** How old the answer to the next question may be, ms; `undefined` = nobody asked meanwhile. */
  #readAgain: number | undefined;

  /** @param onChange called whenever {@link facts} may be others */
  constructor(ports: PlaybackWatchPorts, onChange: () => void) {
    this.#ports = ports;
    this.#onChange = onChange;
    this.#due = new DueTimer(ports.clock, ports.after);
    this.#like = new LikeState(ports.logger, onChange);
    this.#memory = new PlaybackMemory(ports.clock);
    const listening = ports.activity.on((news) => {
      this.#hearCommand(news);
    });
    this.#subscriptions.push(listening);
  }

  get facts(): NowPlayingFacts {
    return {
      ...this.#memory.facts,
      neverSignedIn: this.#neverSignedIn === true && !this.#memory.knowsAccounts,
      saved: this.#like.of(this.#memory.item),
    };
  }

  /** Begins to look, or goes on after {@link stop}. */
  start(): void {
    if (this.#running || this.#ended.signal.aborted) return;
    this.#running = true;
    if (this.#memory.knowsAccounts) this.focusChanged();
    else this.accountsMayHaveChanged();
  }

  /** Asks nothing until {@link start}. */
  stop(): void {
    this.#running = false;
    this.#due.cancel();
  }

  dispose(): void {
    this.stop();
    this.#ended.abort();
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  /** Somebody may have signed in or out on this machine; once the host was asked, it tells so itself. */
  accountsMayHaveChanged(): void {
    if (!this.#running || this.#memory.knowsAccounts) return;
    this.#ports.hasAccounts().then(
      (some) => {
        if (this.#ended.signal.aborted) return;
        this.#neverSignedIn = !some;
        this.#memory.succeeded();
        this.#onChange();
        this.focusChanged();
      },
      (error: unknown) => {
        this.#fail(error);
        this.#onChange();
      },
    );
  }

  focusChanged(): void {
    this.#due.cancel();
    const memory = this.#memory;
    // The secrets could not be read: they may be by now.
    if (this.#neverSignedIn === undefined && memory.error !== undefined) this.accountsMayHaveChanged();
    if (!this.#mayAsk()) return;
    if (!memory.knowsAccounts) {
      void this.#read(sharedAgeMs);
      return;
    }
    memory.lookedAt();
    const delay = this.#delay(true);
    if (delay === undefined) return;
    const now = this.#ports.clock.now();
    const waits = memory.closedUntil !== undefined || (memory.error?.until ?? 0) > now;
    const gap = memory.error === undefined ? focusGapMs : delay;
    this.#askAt(waits ? now + delay : memory.lastAttempt + gap);
    this.#askWhetherLiked();
  }

  #mayAsk(): boolean {
    return (
      this.#running && this.#neverSignedIn === false && this.#ports.focused() && !this.#ended.signal.aborted
    );
  }

  /** `stirred`: as if something had played a moment ago. */
  #delay(stirred = false): number | undefined {
    const situation = { ...this.#memory.situation(), focused: this.#ports.focused() };
    return pollDelay(stirred ? { ...situation, quietMs: 0 } : situation);
  }

  #askAt(due: number): void {
    this.#due.at(due, () => {
      void this.#read(sharedAgeMs);
    });
  }

  #plan(): void {
    this.#due.cancel();
    const delay = this.#mayAsk() ? this.#delay() : undefined;
    if (delay !== undefined) this.#askAt(this.#ports.clock.now() + delay);
  }

  #askNow(maxAgeMs: number): void {
    if (this.#delay(true) === undefined || this.#memory.closedUntil !== undefined) this.#plan();
    else if (this.#reading) this.#readAgain = Math.min(maxAgeMs, this.#readAgain ?? Infinity);
    else void this.#read(maxAgeMs);
  }

  /** The API, once it tells its news and who is signed in. */
  async #connect(): Promise<Pick<Api, 'call' | 'on'>> {
    this.#api ??= this.#ports.api().then(
      (api) => {
        if (!this.#ended.signal.aborted) this.#listen(api);
        return api;
      },
      (error: unknown) => {
        this.#api = undefined;
        throw error;
      },
    );
    const api = await this.#api;
    if (this.#memory.knowsAccounts) return api;
    this.#memory.hearAccounts(await api.call('accounts.list', {}, { signal: this.#ended.signal }));
    return api;
  }

  #listen(api: Pick<Api, 'call' | 'on'>): void {
    this.#connected = api;
    this.#subscriptions.push(
      api.on('playback.changed', (result) => {
        if (this.#accept(result)) this.#plan();
      }),
      api.on('accounts.changed', (accounts) => {
        const other = this.#memory.hearAccounts(accounts);
        this.#onChange();
        if (!other || this.#memory.inUse === undefined) {
          this.#plan();
          return;
        }
        this.#memory.lookedAt();
        this.#askNow(sharedAgeMs);
      }),
    );
  }

  /** One question at a time; {@link #askNow} has one that is asked meanwhile follow at once. */
  async #read(maxAgeMs: number): Promise<void> {
    if (!this.#mayAsk() || this.#reading) return;
    this.#due.cancel();
    this.#reading = true;
    const memory = this.#memory;
    memory.attempted();
    const { signal } = this.#ended;
    try {
      const api = await this.#connect();
      if (memory.signedIn && memory.closedUntil === undefined && !signal.aborted) {
        const result = await api.call('spotify.playback', { max_age_ms: maxAgeMs }, { signal });
        memory.succeeded();
        this.#accept(result);
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
    this.#reading = false;
    if (signal.aborted) return;
    this.#onChange();
    const again = this.#readAgain;
    this.#readAgain = undefined;
    if (again === undefined) this.#plan();
    else this.#askNow(again);
  }

  #fail(error: unknown): void {
    const facts = errorFacts(error) ?? {
      code: errorCodes.internal,
      message: 'Something went wrong inside Backbeat.',
    };
    if (this.#memory.error?.code !== facts.code) this.#ports.logger.warn('cannot read what plays', { error });
    this.#memory.failed(facts);
  }

  #accept(result: PlaybackResult): boolean {
    if (this.#ended.signal.aborted || !this.#memory.read(result)) return false;
    this.#onChange();
    this.#askWhetherLiked();
    return true;
  }

  #hearCommand(news: PlayerNews): void {
    this.#memory.stirred();
    switch (news.kind) {
      case 'expected':
        this.#memory.expect(news.change);
        break;
      case 'settled':
        this.#memory.expect(undefined);
        this.#settle(news.control);
        break;
      case 'failed':
        this.#memory.expect(undefined);
        this.#hearFailure(news.facts);
        break;
      case 'saved':
        this.#like.set(news.uri, news.saved);
    }
    this.#onChange();
  }

  /** The command's own look at the player spares one of ours, if it found the item that is shown. */
  #settle(control: SpotifyControlResult | undefined): void {
    const { inUse, item, cover } = this.#memory;
    const playback = control?.playback;
    const sameItem = playback !== undefined && playback.item?.uri === item?.uri;
    if (playback !== undefined && inUse !== undefined) {
      const known = sameItem && cover !== undefined ? { cover } : {};
      this.#accept({ account: inUse.account, read_at: this.#ports.clock.now(), playback, ...known });
      this.#memory.stirred();
    }
    if (control?.outcome === 'verified' && sameItem) this.#plan();
    else this.#askNow(0);
  }

  #hearFailure(facts: ErrorFacts | undefined): void {
    switch (facts?.code) {
      case errorCodes.auth:
      case errorCodes.quotaExceeded:
      case errorCodes.rateLimited:
        this.#memory.failed(facts);
        this.#plan();
        break;
      default:
        if (facts?.code === errorCodes.noActiveDevice) this.#memory.foundNoDevice();
        this.#askNow(0);
    }
  }

  #askWhetherLiked(): void {
    if (this.#mayAsk() && this.#connected !== undefined)
      void this.#like.ask(this.#memory.item, this.#connected, this.#ended.signal);
  }
}
