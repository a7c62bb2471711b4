import { playbackUri, queueUri } from '../../core/mcp/resources/resources.ts';
import type { Logger } from '../../core/ports.ts';
import { pollDelay } from '../../core/spotify/statusBar/pollDelay.ts';
import { isSurprise } from '../../core/spotify/statusBar/surprise.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';

/** While nothing plays, or nobody is signed in, ms: clients follow for days, and each look costs of the day's quota. */
const quietMs = { first: 60_000, longest: 600_000 } as const;
const growth = 1.5;
/** What somebody else read so short a time ago is a look, ms. */
const newEnoughMs = 7_500;

export const followedUris: readonly string[] = [playbackUri, queueUri];

/** Called with the address of what changed. */
export type ResourceListener = (uri: string) => void;

/**
 * Tells when playback or queue change, to those who asked for it. Looks at the player only while somebody listens, as
 * often as the status bar does while music plays, and ever more seldom otherwise; what a window or a tool reads
 * meanwhile counts as a look.
 */
export class PlayerWatch implements Disposable {
  readonly #api: Api;
  readonly #logger: Logger;
  /** A listener that follows twice is called once, and goes after both ended. */
  readonly #listeners = new Map<ResourceListener, number>();
  readonly #following: readonly Disposable[];
  #last: PlaybackResult | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  /** Looks in a row that told nothing unexpected. */
  #calmLooks = 0;
  #failures = 0;

  constructor(api: Api, logger: Logger) {
    this.#api = api;
    this.#logger = logger;
    this.#following = [
      api.on('playback.changed', (result) => {
        // Tools may look at the players of other accounts.
        if (this.#last?.account !== result.account) return;
        this.#compare(result);
        if (!this.#isLooking) this.#wait();
      }),
      api.on('accounts.changed', ({ accounts }) => {
        const inUse = accounts.find((one) => one.in_use)?.account;
        if (this.#failures > 0 || inUse !== this.#last?.account) void this.#look();
      }),
    ];
  }

  follow(listener: ResourceListener): Disposable {
    this.#listeners.set(listener, (this.#listeners.get(listener) ?? 0) + 1);
    if (this.#timer === undefined) void this.#look();
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        const left = (this.#listeners.get(listener) ?? 1) - 1;
        if (left > 0) this.#listeners.set(listener, left);
        else this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#rest();
      },
    };
  }

  dispose(): void {
    this.#listeners.clear();
    this.#rest();
    for (const one of this.#following) one.dispose();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
    this.#calmLooks = 0;
    this.#failures = 0;
  }

  async #look(): Promise<void> {
    if (this.#isLooking || this.#listeners.size === 0) return;
    this.#isLooking = true;
    try {
      this.#compare(await this.#api.call('spotify.playback', { max_age_ms: newEnoughMs }));
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#logger.debug('the player could not be looked at for those who follow it', { error });
    }
    this.#isLooking = false;
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size > 0) this.#timer = setTimeout(() => void this.#look(), this.#delay()).unref();
  }

  #delay(): number {
    const { playing, item, progress_ms: progress } = this.#last?.playback ?? {};
    const calm = this.#calmLooks;
    const quiet = Math.min(quietMs.longest, quietMs.first * growth ** Math.max(this.#failures - 1, calm));
    if (playing !== true || this.#failures > 0) return quiet;
    const { duration_ms: duration } = item ?? {};
    const leftMs = duration === undefined || progress === undefined ? undefined : duration - progress;
    const situation = { focused: true, signedIn: true, player: 'playing', quietMs: 0 } as const;
    return pollDelay({ ...situation, leftMs, calmReads: calm, lateReads: calm }) ?? quiet;
  }

  #compare(now: PlaybackResult): void {
    if (this.#listeners.size === 0) return;
    const before = this.#last;
    this.#last = now;
    if (isSurprise(before, now)) this.#calmLooks = 0;
    else if (before?.read_at !== now.read_at) this.#calmLooks += 1;
    if (before === undefined) return;
    if (playbackMark(before) !== playbackMark(now)) this.#tell(playbackUri);
    if (queueMark(before) !== queueMark(now)) this.#tell(queueUri);
  }

  #tell(uri: string): void {
    for (const listener of this.#listeners.keys()) listener(uri);
  }
}

/** What the queue depends on, as far as a look at the player tells. */
function queueMark({ account, playback }: PlaybackResult): string {
  return JSON.stringify([account, playback?.item?.uri, playback?.context?.uri, playback?.shuffle]);
}

/** Everything but how far it is: that changes all the time. */
function playbackMark(result: PlaybackResult): string {
  const { playback } = result;
  const { playing, repeat, device, other } = playback ?? {};
  return `${queueMark(result)}${JSON.stringify([playing, repeat, device?.id, device?.volume, other])}`;
}
