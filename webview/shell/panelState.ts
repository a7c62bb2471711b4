import { pageIds, type PageId } from '../../src/protocol/panel/pages.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { PageStore } from './page.ts';

/** What the panel remembers over hiding, reloading and restarting: the page shown, and what each page keeps. */
export class PanelState {
  readonly #store: Pick<VsCodeApi, 'getState' | 'setState'>;
  #page: PageId | undefined;
  readonly #pages: Map<string, unknown>;

  constructor(store: Pick<VsCodeApi, 'getState' | 'setState'>) {
    this.#store = store;
    const kept = asRecord(store.getState());
    this.#page = pageIds.find((id) => id === kept['page']);
    this.#pages = new Map(Object.entries(asRecord(kept['pages'])));
  }

  get page(): PageId | undefined {
    return this.#page;
  }

  set page(page: PageId | undefined) {
    this.#page = page;
    this.#keep();
  }

  storeOf(page: PageId): PageStore {
    return {
      get: () => this.#pages.get(page),
      set: (state) => {
        this.#pages.set(page, state);
        this.#keep();
      },
    };
  }

  #keep(): void {
    this.#store.setState({ page: this.#page, pages: Object.fromEntries(this.#pages) });
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
