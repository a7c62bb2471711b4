import type { Api } from '../../../src/protocol/api.ts';
import type {
  ItemProfileParams,
  ItemProfileResult,
} from '../../../src/protocol/history/insights/itemProfile.ts';
import type { Item } from '../../../src/protocol/spotify/items.ts';
import { PanelError } from '../../panelErrors.ts';

/** What the history knows of what plays. */
export type TrackHistory =
  | { readonly kind: 'none' | 'loading' | 'unknown' | 'emptyHistory' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'known'; readonly all: ItemProfileResult; readonly week: ItemProfileResult };

/** Days of the second question. */
const weekDays = 7;
const longestName = 300;
/** How long after the host went away the next try is, ms. */
const retryMs = 3_000;

/**
 * Asks the history for one item at a time: its whole past, and the last seven days. Only the answer for the item that
 * plays now is shown; a history that changes is asked again, and one that went away until it is back.
 */
export class TrackHistoryLoader {
  readonly #api: Api;
  readonly #show: (history: TrackHistory) => void;
  #item: Item | undefined;
  #running: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stale = false;

  constructor(api: Api, show: (history: TrackHistory) => void) {
    this.#api = api;
    this.#show = show;
  }

  /** What plays now; nothing happens if it is the same as before. */
  set(item: Item | undefined): void {
    if (item?.uri === this.#item?.uri) return;
    this.#item = item;
    clearTimeout(this.#retry);
    this.#running?.abort();
    this.#running = undefined;
    this.#show({ kind: item === undefined ? 'none' : 'loading' });
    if (item !== undefined) void this.#ask(item);
  }

  /** Asks again, quietly; during an import one question at a time. */
  refresh(): void {
    if (this.#item === undefined) return;
    if (this.#running === undefined) void this.#ask(this.#item);
    else this.#stale = true;
  }

  dispose(): void {
    this.#item = undefined;
    clearTimeout(this.#retry);
    this.#running?.abort();
    this.#running = undefined;
  }

  async #ask(item: Item): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    clearTimeout(this.#retry);
    this.#stale = false;
    const history = await this.#answer(item, running.signal);
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#show(history);
    if (history.kind === 'failed' && PanelError.is(history.error, 'gone')) {
      this.#retry = setTimeout(() => {
        this.refresh();
      }, retryMs);
    }
    if (this.#stale) this.refresh();
  }

  async #answer(item: Item, signal: AbortSignal): Promise<TrackHistory> {
    try {
      const found = await this.#find(item, signal);
      if (found === undefined) return { kind: 'unknown' };
      const week = await this.#api.call(
        'history.itemProfile',
        { ...found.params, days: weekDays },
        { signal },
      );
      return { kind: 'known', all: found.profile, week };
    } catch (error) {
      if (PanelError.is(error, 'empty')) return { kind: 'emptyHistory' };
      return { kind: 'failed', error };
    }
  }

  /** By its URI, which not every source tells, then by its exact names. */
  async #find(
    item: Item,
    signal: AbortSignal,
  ): Promise<{ readonly params: ItemProfileParams; readonly profile: ItemProfileResult } | undefined> {
    for (const names of questionsOf(item)) {
      const params = { ...names, kind: 'all' as const, limit: 1 };
      try {
        const profile = await this.#api.call('history.itemProfile', params, { signal });
        if (names.uri !== undefined || isNamed(profile, item)) return { params, profile };
      } catch (error) {
        // Nothing in the history matches.
        if (!PanelError.is(error) || error.code !== 'INPUT_ERROR') throw error;
      }
    }
    return undefined;
  }
}

function questionsOf({
  uri,
  name,
  by,
}: Item): readonly Pick<ItemProfileParams, 'uri' | 'track' | 'artist'>[] {
  const artist = by?.[0];
  const byUri = uri.startsWith('spotify:local:') ? [] : [{ uri: uri.slice(0, longestName) }];
  const fits = [name, artist].every(
    (text) => text !== undefined && text !== '' && text.length <= longestName,
  );
  return fits && artist !== undefined ? [...byUri, { track: name, artist }] : byUri;
}

/** Words within other names match as well: those are other tracks. */
function isNamed({ name, artists = [] }: ItemProfileResult, item: Item): boolean {
  const same = (a: string, b: string): boolean =>
    a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0;
  return same(name, item.name) && artists.some((artist) => same(artist, item.by?.[0] ?? ''));
}
