import type { Api, Disposable } from '../../../src/protocol/api.ts';
import type { AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import type { PlaybackResult, SpotifyControlResult } from '../../../src/protocol/spotify/player.ts';
import { PanelError } from '../../panelErrors.ts';
import type { PlayerCommand } from '../../player/playerView.ts';
import { HostClock } from './hostClock.ts';
import { accountInUse, closedUntil, isSignedIn, likeableUri, type PlayerFacts } from './playerFacts.ts';
import { dueAt, isFollowed, isOver, isSeen, type Attempts } from './playerTiming.ts';

/** What somebody else asked so many ms ago is as good as an answer of our own. */
const sharedAgeMs = 5_000;
/** Coming back to the page does not ask again sooner than this after the last reading of anybody, ms. */
const returnAgeMs = 10_000;
/** How long a command whose effect was not seen may take, ms. */
const effectMs = 2_000;
const queueLimit = 20;
/** Longest single timer, ms; longer ones overflow. */
const longestTimerMs = 3_600_000;

/**
 * Keeps the facts of the page. Asks when the page comes into view, when what plays should be over and when a command
 * was not seen to work; all else it hears from the host, which tells everybody what anybody asked. While the page is
 * hidden it asks nothing, and while the focus is elsewhere only what follows when something should be over.
 */
export class PlayerSource {
  readonly #api: Api;
  readonly #now: () => number;
  readonly #onChange: () => void;
  readonly #clock: HostClock;
  readonly #listening: readonly Disposable[];
  readonly #stopped = new AbortController();
  readonly #onSeen: () => void;
  #facts: PlayerFacts = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = false;
  /** What was asked for while a look was under way. */
  #again: { readonly maxAgeMs: number; readonly all: boolean } | undefined;
  #failures = 0;
  #lateReads = 0;
  #likeAsked: string | undefined;
  #premiumAsked: string | undefined;
  #wantsQueue = false;
  #accountsHeard = 0;

  constructor(api: Api, now: () => number, onChange: () => void) {
    this.#api = api;
    this.#now = now;
    this.#onChange = onChange;
    this.#clock = new HostClock(now);
    this.#listening = [
      api.on('accounts.changed', (accounts) => {
        this.#hearAccounts(accounts);
      }),
      api.on('playback.changed', (result) => {
        this.#hear(result);
      }),
    ];
    this.#onSeen = () => {
      if (isSeen()) void this.look(returnAgeMs);
      this.#plan();
    };
    document.addEventListener('visibilitychange', this.#onSeen);
    window.addEventListener('focus', this.#onSeen);
  }

  get facts(): PlayerFacts {
    return this.#facts;
  }

  /** Asks for the accounts, and for the player if it may be asked. */
  async start(): Promise<void> {
    const before = this.#accountsHeard;
    try {
      const accounts = await this.#api.call('accounts.list', {}, this.#options);
      // What was announced meanwhile is newer.
      if (this.#accountsHeard === before) this.#hearAccounts(accounts);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Looks at the player; with `all` at devices and queue too. */
  async look(maxAgeMs: number, all = false): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    if (this.#facts.accounts === undefined) return this.start();
    if (!this.#mayAsk()) return;
    if (this.#reading) {
      this.#again = { maxAgeMs, all: all || this.#again?.all === true };
      return;
    }
    this.#reading = true;
    try {
      this.#hear(await this.#api.call('spotify.playback', { max_age_ms: maxAgeMs }, this.#options));
      this.#failures = 0;
      if (this.#facts.error !== undefined) this.#set({ error: undefined });
      if (all) await this.#lookAround();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#reading = false;
      const again = this.#again;
      this.#again = undefined;
      if (again !== undefined) void this.look(again.maxAgeMs, again.all);
      this.#plan();
    }
  }

  async control(command: PlayerCommand): Promise<SpotifyControlResult> {
    const result = await this.#api.call('spotify.control', command).catch((error: unknown) => {
      if (PanelError.is(error) && error.code === 'PREMIUM_REQUIRED') this.#set({ withoutPremium: 'refused' });
      throw error;
    });
    this.#set({ withoutPremium: undefined });
    if (result.outcome !== 'verified') setTimeout(() => void this.look(0), effectMs);
    return result;
  }

  async setSaved(uri: string, saved: boolean): Promise<void> {
    const result = await this.#api.call('spotify.setSaved', { uris: [uri], saved });
    this.#set({ saved: { uri, saved: result.saved } });
  }

  /** Asks for the devices; a failure leaves those that are known. */
  async refreshDevices(): Promise<void> {
    if (!this.#mayAsk()) return;
    try {
      const asked = accountInUse(this.#facts)?.account;
      const { devices } = await this.#api.call('spotify.devices', {}, this.#options);
      if (asked === accountInUse(this.#facts)?.account) this.#set({ devices });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Asks for what comes next, now and whenever something unexpected plays. */
  async refreshQueue(): Promise<void> {
    this.#wantsQueue = true;
    if (this.#facts.queue !== undefined || !this.#mayAsk()) return;
    try {
      await this.#lookAround();
    } catch (error) {
      this.#fail(error);
    }
  }

  dispose(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    for (const listening of this.#listening) listening.dispose();
    document.removeEventListener('visibilitychange', this.#onSeen);
    window.removeEventListener('focus', this.#onSeen);
  }

  get #options(): { readonly signal: AbortSignal } {
    return { signal: this.#stopped.signal };
  }

  #mayAsk(): boolean {
    const open = closedUntil(this.#facts, 'player', this.#now()) === undefined;
    return !this.#stopped.signal.aborted && isSignedIn(this.#facts) && open;
  }

  #set(change: Partial<PlayerFacts>): void {
    if (this.#stopped.signal.aborted) return;
    this.#facts = { ...this.#facts, ...change };
    this.#onChange();
  }

  async #lookAround(): Promise<void> {
    const asked = this.#facts.reading?.playback?.item?.uri;
    const status = await this.#api.call('spotify.status', { queue_limit: queueLimit }, this.#options);
    if (status.account !== accountInUse(this.#facts)?.account) return;
    const missing = status.missing?.map(({ part }) => part) ?? [];
    this.#set({
      ...(!missing.includes('devices') && { devices: status.devices ?? [] }),
      // What comes next belongs to what played when it was asked.
      ...(!missing.includes('queue') &&
        asked === this.#facts.reading?.playback?.item?.uri && { queue: status.queue ?? [] }),
    });
  }

  #hearAccounts(accounts: AccountsResult): void {
    this.#accountsHeard += 1;
    const before = this.#mayAsk() ? accountInUse(this.#facts)?.account : undefined;
    const sameAccount = accounts.accounts.find(({ in_use: inUse }) => inUse)?.account;
    this.#facts = {
      ...(this.#facts.reading?.account === sameAccount ? this.#facts : {}),
      accounts,
    };
    this.#set({ error: undefined });
    if (this.#mayAsk() && before !== sameAccount) void this.look(sharedAgeMs, true);
    this.#plan();
  }

  /** Takes in a reading, whoever asked; of two the later one stays, in whatever order they arrive. */
  #hear(result: PlaybackResult): void {
    const { reading, queue } = this.#facts;
    if (this.#facts.accounts !== undefined && result.account !== accountInUse(this.#facts)?.account) return;
    const at = this.#clock.local(result.read_at);
    if (reading?.account === result.account && reading.readAt >= result.read_at) return;
    const { account, playback, cover } = result;
    const uri = playback?.item?.uri;
    const isOther = reading?.playback?.item?.uri !== uri;
    this.#lateReads = isOver(result) ? this.#lateReads + 1 : 0;
    this.#failures = 0;
    this.#set({
      error: undefined,
      reading: { account, readAt: result.read_at, at, playback, cover },
      ...(isOther &&
        reading !== undefined && { queue: queue?.[0]?.uri === uri ? queue?.slice(1) : undefined }),
    });
    void this.#askPremium();
    void this.#askLike();
    if (this.#facts.queue === undefined && this.#wantsQueue && isSeen()) void this.refreshQueue();
    this.#plan();
  }

  /** Once for each account; Spotify tells it to older apps only. */
  async #askPremium(): Promise<void> {
    const account = accountInUse(this.#facts)?.account;
    if (account === undefined || account === this.#premiumAsked || !this.#mayAsk()) return;
    if (closedUntil(this.#facts, 'profile', this.#now()) !== undefined) return;
    this.#premiumAsked = account;
    try {
      const { product } = await this.#api.call('spotify.profile', {}, this.#options);
      if (this.#premiumAsked !== account || product === undefined) return;
      this.#set({ withoutPremium: product.startsWith('premium') ? undefined : 'told' });
    } catch (error) {
      if (!PanelError.is(error)) this.#fail(error);
    }
  }

  /** Once for each item: where it fails there is no heart for this one. */
  async #askLike(): Promise<void> {
    const uri = likeableUri(this.#facts.reading?.playback?.item);
    if (uri === undefined || uri === this.#likeAsked || !this.#mayAsk()) return;
    if (closedUntil(this.#facts, 'library', this.#now()) !== undefined) return;
    this.#likeAsked = uri;
    try {
      const { saved } = await this.#api.call('spotify.saved', { uris: [uri] }, this.#options);
      const isKnown = this.#facts.saved?.uri === uri || this.#likeAsked !== uri;
      if (!isKnown && saved[0] !== undefined) this.#set({ saved: { uri, saved: saved[0] } });
    } catch (error) {
      if (!PanelError.is(error)) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    this.#set({ error });
    this.#plan();
  }

  /** When to look next without anything else happening. */
  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped.signal.aborted) return;
    const now = this.#now();
    const due = dueAt(this.#facts, this.#attempts, now);
    if (due === undefined) return;
    this.#timer = setTimeout(
      () => {
        if (due - now > longestTimerMs) this.#plan();
        else if (closedUntil(this.#facts, 'player', due - 1) !== undefined) this.#reopen();
        else if (this.#hostIsGone()) void this.#comeBack();
        else if (isFollowed(this.#attempts)) void this.look(sharedAgeMs / 5);
      },
      Math.min(longestTimerMs, Math.max(0, due - now)),
    );
  }

  get #attempts(): Attempts {
    return { failures: this.#failures, lateReads: this.#lateReads };
  }

  #hostIsGone(): boolean {
    const { error } = this.#facts;
    return PanelError.is(error) && error.code === 'HOST_ERROR';
  }

  /** The accounts are asked of the host alone: that needs nobody who looks, and nothing of Spotify. */
  async #comeBack(): Promise<void> {
    await this.start();
    if (isSeen() && !this.#hostIsGone()) await this.look(sharedAgeMs);
  }

  #reopen(): void {
    this.#onChange();
    if (isSeen()) void this.look(sharedAgeMs, this.#facts.devices === undefined);
  }
}
