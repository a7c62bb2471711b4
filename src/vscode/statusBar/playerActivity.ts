import type { ErrorFacts } from '../../core/errorFacts.ts';
import type { ExpectedPlayback } from '../../core/spotify/statusBar/nowPlaying.ts';
import type { Disposable } from '../../protocol/api.ts';
import type { SpotifyControlResult } from '../../protocol/spotify/player.ts';

/** What the commands of this window do to the player, for the status bar: it shows it before Spotify confirms. */
export type PlayerNews =
  | { readonly kind: 'expected'; readonly change: Omit<ExpectedPlayback, 'at'> }
  /** The player took a command; `control` where the answer says how it stands now. */
  | { readonly kind: 'settled'; readonly control: SpotifyControlResult | undefined }
  | { readonly kind: 'failed'; readonly facts: ErrorFacts | undefined }
  | { readonly kind: 'saved'; readonly uri: string; readonly saved: boolean };

/** Carries news of the commands to whoever shows the player. */
export class PlayerActivity {
  readonly #listeners = new Set<(news: PlayerNews) => void>();

  on(listener: (news: PlayerNews) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  announce(news: PlayerNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}
