import type { ErrorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import {
  playerClosedUntil,
  type ExpectedPlayback,
  type NowPlayingFacts,
} from '../../core/spotify/statusBar/nowPlaying.ts';
import type { PollSituation } from '../../core/spotify/statusBar/pollDelay.ts';
import { isSurprise } from '../../core/spotify/statusBar/surprise.ts';
import type { Account, AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { Item } from '../../protocol/spotify/items.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';

/** What one window has heard of the player and the accounts, and when. It asks nobody. */
export class PlaybackMemory {
  readonly #clock: Clock;
  #accounts: AccountsResult | undefined;
  #result: PlaybackResult | undefined;
  #error: { readonly facts: ErrorFacts; readonly inARow: number } | undefined;
  #noDeviceAt: number | undefined;
  #expected: ExpectedPlayback | undefined;
  #calmReads = 0;
  #lateReads = 0;
  #quietSince: number;
  #lastAttempt = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#quietSince = clock.now();
  }

  get facts(): Omit<NowPlayingFacts, 'neverSignedIn' | 'saved'> {
    return {
      accounts: this.#accounts,
      result: this.#result,
      error: this.#error?.facts,
      noDeviceAt: this.#noDeviceAt,
      expected: this.#expected,
    };
  }

  /** Whether the host has said who is signed in. */
  get knowsAccounts(): boolean {
    return this.#accounts !== undefined;
  }

  get inUse(): Account | undefined {
    return this.#accounts?.accounts.find(({ in_use }) => in_use);
  }

  /** Before the host has said who is signed in, nothing speaks against it. */
  get signedIn(): boolean {
    const state = this.inUse?.state;
    return this.#accounts === undefined || state === 'ok' || state === 'expiring';
  }

  get item(): Item | undefined {
    return this.#result?.playback?.item;
  }

  get cover(): string | undefined {
    return this.#result?.cover;
  }

  get error(): ErrorFacts | undefined {
    return this.#error?.facts;
  }

  /** Unix ms of the newest question that this window asked or heard of. */
  get lastAttempt(): number {
    return this.#lastAttempt;
  }

  /** Unix ms before which Spotify must not be asked, by the host's list or the last answer. */
  get closedUntil(): number | undefined {
    const now = this.#clock.now();
    const { code, until = 0 } = this.#error?.facts ?? {};
    const limited = code === errorCodes.quotaExceeded || code === errorCodes.rateLimited ? until : 0;
    const closed = Math.max(limited, playerClosedUntil(this.#accounts, now)?.until ?? 0);
    return closed > now ? closed : undefined;
  }

  /** Everything that the time of the next question follows from, but for the focus. */
  situation(): Omit<PollSituation, 'focused'> {
    const now = this.#clock.now();
    const { playback, read_at: readAt = now } = this.#result ?? {};
    const { duration_ms: duration } = playback?.item ?? {};
    const progress = playback?.progress_ms;
    const known = duration !== undefined && progress !== undefined;
    const until = this.#error?.facts.until;
    const { closedUntil } = this;
    return {
      signedIn: this.signedIn,
      player: playback === undefined ? 'nothing' : playback.playing ? 'playing' : 'paused',
      leftMs: known ? Math.max(0, readAt + duration - progress - now) : undefined,
      calmReads: this.#calmReads,
      lateReads: this.#lateReads,
      quietMs: now - this.#quietSince,
      closedMs: closedUntil === undefined ? undefined : closedUntil - now,
      error: this.#error && {
        ...this.#error,
        untilMs: until === undefined || until <= now ? undefined : until - now,
      },
    };
  }

  attempted(): void {
    this.#lastAttempt = this.#clock.now();
  }

  failed(facts: ErrorFacts): void {
    this.#error = { facts, inARow: (this.#error?.inARow ?? 0) + 1 };
  }

  succeeded(): void {
    this.#error = undefined;
  }

  /** Takes in a read, whoever asked; false if it tells nothing newer about the account in use. */
  read(result: PlaybackResult): boolean {
    const before = this.#result;
    if (this.#isForeign(result) || (before !== undefined && result.read_at <= before.read_at)) return false;
    this.#error = undefined;
    this.#calmReads = isSurprise(before, result) ? 0 : this.#calmReads + 1;
    this.#lateReads = isOver(result) ? this.#lateReads + 1 : 0;
    this.#result = result;
    this.#lastAttempt = Math.max(this.#lastAttempt, result.read_at);
    if (result.playback?.playing === true) this.#quietSince = this.#clock.now();
    if (result.playback !== undefined) this.#noDeviceAt = undefined;
    return true;
  }

  /** True if another account is in use now, or its sign-in stands otherwise. */
  hearAccounts(accounts: AccountsResult): boolean {
    const before = this.inUse;
    this.#accounts = accounts;
    const now = this.inUse;
    if (before?.account !== now?.account) {
      this.#result = undefined;
      this.#expected = undefined;
    }
    // What went wrong with the sign-in before says nothing about this one.
    if (this.#error?.facts.code === errorCodes.auth) this.#error = undefined;
    return before?.account !== now?.account || before?.state !== now?.state;
  }

  /** The user does something: more is to come, soon. */
  stirred(): void {
    this.#quietSince = this.#clock.now();
    this.#calmReads = 0;
  }

  /** Somebody looks again: what was calm may not be. */
  lookedAt(): void {
    this.#calmReads = 0;
  }

  expect(change: Omit<ExpectedPlayback, 'at'> | undefined): void {
    this.#expected = change && { ...change, at: this.#clock.now() };
  }

  foundNoDevice(): void {
    this.#noDeviceAt = this.#clock.now();
  }

  /** Of another account than the one in use. */
  #isForeign({ account }: PlaybackResult): boolean {
    const { inUse } = this;
    if (inUse === undefined || inUse.account === account) return false;
    return this.#accounts?.accounts.some((other) => other.account === account) === true;
  }
}

/** Whether a read shows something that has come to its end. */
function isOver({ playback }: PlaybackResult): boolean {
  const { duration_ms: duration } = playback?.item ?? {};
  return duration !== undefined && (playback?.progress_ms ?? 0) >= duration;
}
