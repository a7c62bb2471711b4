import type { Api, Disposable } from '../../src/protocol/api.ts';
import type { PanelContext } from '../../src/protocol/panel/panelContext.ts';
import type { PageId } from '../../src/protocol/panel/pages.ts';

/** What a page works with. */
export interface PageContext {
  /** Every request and event: those of the host, and `panel.*` of the window. */
  readonly api: Api;
  readonly panel: PanelContext;
  /** What the page remembers over hiding, reloading and restarting; plain data, checked when it is read. */
  readonly store: PageStore;
  /** Says a sentence to screen readers, once the one before is said. */
  readonly announce: (sentence: string) => void;
  /** Shows another page; `state` replaces what that page remembers. */
  readonly open: (page: PageId, state?: unknown) => void;
  /** Shows an error that no part of the page shows by itself: one sentence, its next step, and a button to close it. */
  readonly showError: (error: unknown) => void;
  /** Now, Unix ms. */
  readonly now: () => number;
}

export interface PageStore {
  get(): unknown;
  set(state: unknown): void;
}

/** One page of the panel. It is mounted when it is shown and disposed of when another one is. */
export interface Page {
  readonly id: PageId;
  /** Name of its tab, in English; the shell translates it. */
  readonly title: string;
  /** Loads what it needs to be mounted, where that is not loaded yet. */
  prepare?(): Promise<unknown>;
  /** Draws into an empty element. Everything that it starts ends with the answer's `dispose`. */
  mount(root: HTMLElement, context: PageContext): Disposable;
}
