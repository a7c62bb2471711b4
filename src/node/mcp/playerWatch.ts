import { playbackUri, queueUri } from '../../core/mcp/resources/resources.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';

/** How often the player is looked at while somebody listens, ms: as often as music usually asks for, and no more. */
const intervalsMs = { playing: 15_000, quiet: 60_000 } as const;

export const followedUris: readonly string[] = [playbackUri, queueUri];

/** Called with the address of what changed. */
export type ResourceListener = (uri: string) => void;

/**
 * Tells when playback or queue change, to those who asked for it. Looks at the player only while somebody listens;
 * what a window or a tool reads meanwhile counts as a look.
 */
export class PlayerWatch implements Disposable {
  readonly #api: Api;
  readonly #logger: Logger;
  /** A listener that follows twice is called once, and goes after both ended. */
  readonly #listeners = new Map<ResourceListener, number>();
  readonly #following: Disposable;
  #last: PlaybackResult | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(api: Api, logger: Logger) {
    this.#api = api;
    this.#logger = logger;
    this.#following = api.on('playback.changed', (result) => {
      this.#compare(result);
    });
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
    this.#following.dispose();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
  }

  async #look(): Promise<void> {
    this.#timer = setTimeout(() => undefined, 0); // a look is under way
    let waitMs: number = intervalsMs.quiet;
    try {
      const result = await this.#api.call('spotify.playback', { max_age_ms: intervalsMs.playing / 2 });
      this.#compare(result);
      if (result.playback?.playing === true) waitMs = intervalsMs.playing;
    } catch (error) {
      this.#logger.debug('the player could not be looked at for those who follow it', { error });
    }
    clearTimeout(this.#timer);
    if (this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => void this.#look(), waitMs).unref();
  }

  #compare(now: PlaybackResult): void {
    if (this.#listeners.size === 0) return;
    const before = this.#last;
    this.#last = now;
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
