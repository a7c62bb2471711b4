import type { Api, Disposable } from '../../src/protocol/api.ts';
import type { PanelContext } from '../../src/protocol/panel/panelContext.ts';
import type { PageId } from '../../src/protocol/panel/pages.ts';
import { setLanguage, t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { button } from '../ui/toolkit.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { Page } from './page.ts';
import { PanelState } from './panelState.ts';
import { problemBar, problemWords } from './problem.ts';
import './shell.css';
import { tabs } from './tabs.ts';

export interface PanelOptions {
  readonly root: HTMLElement;
  readonly api: Api;
  readonly store: Pick<VsCodeApi, 'getState' | 'setState'>;
  readonly pages: readonly Page[];
  /** Unix ms. */
  readonly now: () => number;
}

/** Asks the window for its context, then shows the page that was asked for, or the last one. */
export function mountPanel(options: PanelOptions): Disposable {
  const { root, api } = options;
  let shown: Disposable | undefined;
  let disposed = false;
  root.setAttribute('aria-busy', 'true');
  const start = (): void => {
    api.call('panel.context', {}).then(
      (context) => {
        if (disposed) return;
        setLanguage(context.locale, context.strings);
        root.removeAttribute('aria-busy');
        shown = mountPages(options, context);
      },
      (error: unknown) => {
        if (disposed) return;
        const [sentence, hint] = problemWords(error);
        root.removeAttribute('aria-busy');
        root.replaceChildren(
          element(
            'main',
            { class: 'state failed', role: 'alert' },
            element('h1', {}, sentence),
            hint === undefined ? undefined : element('p', {}, hint),
            button(t('Retry'), 'primary', start),
          ),
        );
      },
    );
  };
  start();
  // While the window answers.
  const last = new PanelState(options.store).page ?? 'nowPlaying';
  options.pages
    .find(({ id }) => id === last)
    ?.prepare?.()
    .catch(() => undefined); // told when it is shown
  return {
    dispose: () => {
      disposed = true;
      shown?.dispose();
    },
  };
}

function mountPages({ root, api, store, pages, now }: PanelOptions, first: PanelContext): Disposable {
  let panel = first;
  const state = new PanelState(store);
  const problem = problemBar();
  const live = element('p', { class: 'sr-only', role: 'status' });
  const main = element('div', { id: 'page', role: 'tabpanel', tabindex: '-1' });
  const bar = tabs(pages, (id) => {
    open(id);
  });
  root.replaceChildren(element('header', {}, bar.element), problem.element, live, element('main', {}, main));

  let mounted: { readonly page: Page; readonly running: Disposable } | undefined;
  function open(id: PageId, remembered?: unknown): void {
    const page = pages.find((one) => one.id === id) ?? pages[0];
    if (page === undefined) return;
    const pageStore = state.storeOf(page.id);
    if (remembered !== undefined) pageStore.set(remembered);
    else if (mounted?.page === page) return;
    mount(page);
  }
  function mount(page: Page): void {
    mounted?.running.dispose();
    const pageStore = state.storeOf(page.id);
    state.page = page.id;
    bar.select(page.id);
    main.setAttribute('aria-labelledby', `tab-${page.id}`);
    const content = element('div', { class: `page ${page.id}` });
    main.replaceChildren(content);
    const running = page.mount(content, {
      ...{ api, panel, now, open },
      store: pageStore,
      announce: (sentence) => {
        if (live.textContent !== sentence) live.textContent = sentence;
      },
      showError: (error) => {
        problem.show(error);
      },
    });
    mounted = { page, running };
  }

  const listening = [
    api.on('panel.page', ({ page }) => {
      open(page);
    }),
    api.on('panel.context', (context) => {
      const before = panel;
      panel = context;
      if (context.page !== undefined) open(context.page);
      // All instants of a page are in its time zone, and all figures by its rule.
      const isOther =
        context.timezone !== before.timezone || context.min_play_seconds !== before.min_play_seconds;
      if (isOther && mounted !== undefined) mount(mounted.page);
    }),
  ];
  open(panel.page ?? state.page ?? 'nowPlaying');
  return {
    dispose: () => {
      for (const one of listening) one.dispose();
      mounted?.running.dispose();
    },
  };
}
