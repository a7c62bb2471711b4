import { errorFacts } from '../../../core/errorFacts.ts';
import { InputError } from '../../../core/errors.ts';
import { Unavailable } from '../../../core/spotify/spotifyErrors.ts';
import type { ExpectedPlayback } from '../../../core/spotify/statusBar/nowPlaying.ts';
import type { Api } from '../../../protocol/api.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import type {
  PlaybackResult,
  SpotifyControlParams,
  SpotifyControlResult,
  SpotifyPlayResult,
} from '../../../protocol/spotify/player.ts';
import type { Localizer } from '../../localizer.ts';
import type { PlayerActivity } from '../../statusBar/playerActivity.ts';

/** An answer this old tells a command well enough what plays, ms. */
const recentMs = 2_000;

/** The player as the commands of one window use it; the status bar hears what they do. */
export class Player {
  readonly #api: () => Promise<Pick<Api, 'call'>>;
  readonly #activity: PlayerActivity;
  readonly #l10n: Localizer;

  constructor(api: () => Promise<Pick<Api, 'call'>>, activity: PlayerActivity, l10n: Localizer) {
    this.#api = api;
    this.#activity = activity;
    this.#l10n = l10n;
  }

  /** For requests that do not change what plays. */
  api(): Promise<Pick<Api, 'call'>> {
    return this.#api();
  }

  /** What plays now, or did two seconds ago. */
  async playback(): Promise<PlaybackResult> {
    return (await this.#api()).call('spotify.playback', { max_age_ms: recentMs });
  }

  /**
   * The loaded item.
   * @throws InputError if nothing is loaded, or something that has no address, such as an advert
   */
  async currentItem(): Promise<Item> {
    const { playback } = await this.playback();
    if (playback?.item !== undefined) return playback.item;
    const l10n = this.#l10n;
    throw new InputError(l10n.t('Nothing plays right now that this could be done with.'), {
      hint: l10n.t('Start something, for example with "Backbeat: Search and Play…".'),
    });
  }

  /**
   * Gives the player a command; `expected` is shown until Spotify says how it went.
   * @throws Unavailable if nobody knows whether it was done, and whatever `spotify.control` throws
   */
  control(
    params: SpotifyControlParams,
    expected?: Omit<ExpectedPlayback, 'at'>,
  ): Promise<SpotifyControlResult> {
    return this.#change(expected, async () => {
      const control = await (await this.#api()).call('spotify.control', params);
      return { answer: control, control };
    });
  }

  /** Starts what a name, a URI or a link means, on the only device if none is active. */
  play(query: string): Promise<SpotifyPlayResult> {
    return this.#change(undefined, async () => {
      const answer = await (await this.#api()).call('spotify.play', { query });
      return { answer, control: undefined };
    });
  }

  /** Saves an item to the library, or removes it. */
  async setSaved(uri: string, saved: boolean): Promise<void> {
    await (await this.#api()).call('spotify.setSaved', { uris: [uri], saved });
    this.#activity.announce({ kind: 'saved', uri, saved });
  }

  async #change<T extends { readonly outcome: SpotifyControlResult['outcome'] }>(
    expected: Omit<ExpectedPlayback, 'at'> | undefined,
    run: () => Promise<{ answer: T; control: SpotifyControlResult | undefined }>,
  ): Promise<T> {
    if (expected !== undefined) this.#activity.announce({ kind: 'expected', change: expected });
    const { answer, control } = await run().catch((error: unknown) => {
      this.#activity.announce({ kind: 'failed', facts: errorFacts(error) });
      throw error;
    });
    this.#activity.announce({ kind: 'settled', control });
    if (answer.outcome !== 'unknown') return answer;
    const l10n = this.#l10n;
    throw new Unavailable('timeout', l10n.t('Spotify did not say whether it was done.'), {
      hint: l10n.t('Look at the player before you try again.'),
    });
  }
}
