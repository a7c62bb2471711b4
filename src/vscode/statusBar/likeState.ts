import type { Logger } from '../../core/ports.ts';
import type { Api } from '../../protocol/api.ts';
import type { Item } from '../../protocol/spotify/items.ts';

/** Whether the current item is in the library: asked once for each item, and told by the commands. */
export class LikeState {
  readonly #logger: Logger;
  readonly #onChange: () => void;
  #uri: string | undefined;
  #saved: boolean | undefined;

  /** @param onChange called when an answer came */
  constructor(logger: Logger, onChange: () => void) {
    this.#logger = logger;
    this.#onChange = onChange;
  }

  /** `undefined`: not known for this item. */
  of(item: Item | undefined): boolean | undefined {
    return item !== undefined && item.uri === this.#uri ? this.#saved : undefined;
  }

  set(uri: string, saved: boolean): void {
    this.#uri = uri;
    this.#saved = saved;
  }

  forget(): void {
    this.#uri = undefined;
    this.#saved = undefined;
  }

  /** Asks if this item was not asked for yet. */
  async ask(item: Item | undefined, api: Pick<Api, 'call'>, signal: AbortSignal): Promise<void> {
    if (item === undefined || !canBeSaved(item) || item.uri === this.#uri) return;
    const { uri } = item;
    this.#uri = uri;
    this.#saved = undefined;
    try {
      const { saved } = await api.call('spotify.saved', { uris: [uri] }, { signal });
      // Meanwhile another item may play, or a command may know better.
      if (signal.aborted || this.#uri !== uri || this.#saved !== undefined) return;
      this.#saved = saved[0];
      this.#onChange();
    } catch (error) {
      // The heart stays away for this item: asking again would cost what a limit does not give.
      if (!signal.aborted) this.#logger.debug('cannot tell whether the item is liked', { error });
    }
  }
}

/** Local files and what is neither track nor episode cannot. */
const canBeSaved = ({ type, uri }: Item): boolean =>
  (type === 'track' || type === 'episode') && uri.startsWith(`spotify:${type}:`);
