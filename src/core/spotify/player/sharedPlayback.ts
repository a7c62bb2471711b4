import type * as z from 'zod';
import type { playbackParams, PlaybackResult } from '../../../protocol/spotify/player.ts';
import { accountOf } from '../accountOf.ts';
import type { Send } from '../operation.ts';
import { getPlaybackState } from '../operations/player.ts';
import type { Image } from '../schemas/image.ts';
import type { Playable } from '../schemas/playable.ts';
import type { PlaybackState } from '../schemas/playbackState.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { describePlayback } from './describePlayback.ts';

const coverWidth = 300;
const longestUrl = 500;
/** On this machine without TLS, as the address of the Web API may be (`spotify.apiUrl`). */
const safeUrl = /^(?:https:\/\/|http:\/\/127\.0\.0\.1[:/])/;

/**
 * Answers `spotify.playback` for all windows of a host from one read: the last answer of each account is kept with
 * the time at which it was asked for, and whoever is content with its age gets it.
 */
export class SharedPlayback {
  readonly #last = new Map<string, PlaybackResult>();
  readonly #onRead: (result: PlaybackResult, isPrivate: boolean) => void;

  /** @param onRead hears of every new reading, and whether it is of a private session */
  constructor(onRead: (result: PlaybackResult, isPrivate: boolean) => void) {
    this.#onRead = onRead;
  }

  /** A {@link Feature} of this host. */
  read = async (
    context: SpotifyContext,
    { max_age_ms: maxAgeMs = 0 }: z.output<typeof playbackParams>,
  ): Promise<PlaybackResult> => {
    const account = accountOf(context);
    const last = this.#last.get(account);
    const readAt = context.clock.now();
    if (last !== undefined && readAt - last.read_at <= maxAgeMs) return last;
    const state = await context.send(getPlaybackState, {}, { fresh: true });
    return this.#keepState(account, state, readAt);
  };

  /** The same context, but what it sees of the player is what every window shows, without a read of their own. */
  watching(context: SpotifyContext): SpotifyContext {
    const send: Send = async (operation, params, options) => {
      const readAt = context.clock.now();
      const result = await context.send(operation, params, options);
      const isLook = operation.id === getPlaybackState.id && options?.fresh === true;
      if (isLook) this.#keepState(accountOf(context), result as PlaybackState | undefined, readAt);
      return result;
    };
    return { ...context, send };
  }

  /** The account went away. */
  forget(account: string): void {
    this.#last.delete(account);
  }

  #keepState(account: string, state: PlaybackState | undefined, readAt: number): PlaybackResult {
    const cover = coverOf(state?.item);
    const result = {
      account,
      read_at: readAt,
      ...(state !== undefined && { playback: describePlayback(state) }),
      ...(cover !== undefined && { cover }),
    };
    return this.#keep(result, state?.device?.is_private_session === true);
  }

  /** Of two readings the later one stays, in whatever order they arrive. */
  #keep(result: PlaybackResult, isPrivate: boolean): PlaybackResult {
    const last = this.#last.get(result.account);
    if (last !== undefined && last.read_at > result.read_at) return last;
    this.#last.set(result.account, result);
    this.#onRead(result, isPrivate);
    return result;
  }
}

/** The smallest picture that is wide enough, else the first: Spotify lists them widest first. */
function coverOf(item: Playable | undefined): string | undefined {
  if (item === undefined) return undefined;
  const images = item.type === 'track' ? (item.album?.images ?? []) : item.images;
  const usable = images.filter(({ url }) => safeUrl.test(url) && url.length <= longestUrl);
  const wide = usable.filter(({ width }) => width !== undefined && width >= coverWidth);
  return pickNarrowest(wide)?.url ?? usable[0]?.url;
}

function pickNarrowest(images: readonly Image[]): Image | undefined {
  return images.reduce<Image | undefined>(
    (best, image) => ((image.width ?? Infinity) < (best?.width ?? Infinity) ? image : best),
    undefined,
  );
}
