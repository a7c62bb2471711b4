import { SpotifyRefused } from '../../../core/spotify/spotifyErrors.ts';
import type { Api, Disposable } from '../../../protocol/api.ts';
import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import type { After } from '../../statusBar/dueTimer.ts';

/** What a search as one types has to show. */
export type SearchView =
  | { readonly kind: 'empty' }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly items: readonly Item[] }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface SearchSessionPorts {
  readonly api: () => Promise<Pick<Api, 'call'>>;
  readonly after: After;
  readonly show: (view: SearchView) => void;
}

/** Pause in typing after which Spotify is asked, ms. */
export const typingPauseMs = 300;
const fewestCharacters = 2;
/** All kinds together are one request as long as each has at most ten results. */
const kinds: ItemType[] = ['track', 'album', 'artist', 'playlist', 'show', 'episode'];
const resultsPerKind = 5;

const spotifyLink = /^(spotify:[a-z]+:[A-Za-z0-9]+|https:\/\/open\.spotify\.com\/\S+)$/;

/**
 * A search that follows the typing: one question for a pause, the one before cancelled, no answer shown that
 * belongs to another text, none asked twice.
 */
export class SearchSession {
  readonly #ports: SearchSessionPorts;
  readonly #answers = new Map<string, readonly Item[]>();
  #text = '';
  #pause: Disposable | undefined;
  #asking: AbortController | undefined;

  constructor(ports: SearchSessionPorts) {
    this.#ports = ports;
  }

  /** The text is now this one. */
  type(raw: string): void {
    const text = raw.trim().replace(/\s+/g, ' ');
    if (text === this.#text) return;
    this.#stop();
    this.#text = text;
    const known = this.#answers.get(text.toLowerCase());
    if ([...text].length < fewestCharacters) this.#ports.show({ kind: 'empty' });
    else if (spotifyLink.test(text)) this.#ports.show({ kind: 'link', link: text });
    else if (known !== undefined) this.#ports.show({ kind: 'found', items: known });
    else {
      this.#ports.show({ kind: 'searching' });
      this.#pause = this.#ports.after(typingPauseMs, () => void this.#ask(text));
    }
  }

  /** Does not wait for the pause any longer. */
  hurry(): void {
    if (this.#pause === undefined) return;
    this.#stop();
    void this.#ask(this.#text);
  }

  dispose(): void {
    this.#stop();
    this.#text = '';
  }

  #stop(): void {
    this.#pause?.dispose();
    this.#pause = undefined;
    this.#asking?.abort();
    this.#asking = undefined;
  }

  async #ask(text: string): Promise<void> {
    this.#pause = undefined;
    const asking = new AbortController();
    this.#asking = asking;
    const { signal } = asking;
    try {
      const api = await this.#ports.api();
      if (signal.aborted) return;
      const question = { queries: [{ text: text.slice(0, 250) }], types: kinds, limit: resultsPerKind };
      const { results } = await api.call('spotify.search', question, { signal });
      if (signal.aborted) return;
      const error = results.find((result) => result.error !== undefined)?.error;
      if (error !== undefined) throw new SpotifyRefused(error);
      const items = results.flatMap((result) => result.items);
      this.#answers.set(text.toLowerCase(), items);
      this.#ports.show({ kind: 'found', items });
    } catch (error) {
      if (!signal.aborted) this.#ports.show({ kind: 'failed', error });
    }
  }
}
