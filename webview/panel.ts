import type { Api, Disposable } from '../src/protocol/api.ts';
import { SummaryLoader, type PanelState } from './summaryLoader.ts';
import { announcement } from './ui/announcement.ts';
import { element } from './ui/element.ts';
import { keepPlace } from './ui/keepPlace.ts';
import { drawEmpty, drawFailed, drawLoading } from './ui/states.ts';
import { drawSummary } from './ui/summary.ts';
import { windowPicker } from './ui/windowPicker.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import { everything, keptChoice, type WindowChoice } from './windowChoices.ts';

interface PanelOptions {
  readonly root: HTMLElement;
  readonly api: Api;
  readonly store: Pick<VsCodeApi, 'getState' | 'setState'>;
}

/** Builds the panel, asks for the summary, and asks again whenever the history changed. */
export function mountPanel({ root, api, store }: PanelOptions): Disposable {
  const first = keptChoice(store.getState());
  const status = element('p', { class: 'sr-only', role: 'status' });
  const content = element('main', { tabindex: '-1' });
  const loader = new SummaryLoader(api, first, show);
  const picker = windowPicker(first, choose);
  root.replaceChildren(
    element('header', {}, element('h1', {}, 'Listening history'), picker.element),
    status,
    content,
  );

  function choose(choice: WindowChoice): void {
    store.setState({ window: choice.id });
    picker.select(choice);
    loader.load(choice);
  }

  function draw(state: PanelState): HTMLElement {
    switch (state.kind) {
      case 'loading':
        return drawLoading();
      case 'empty':
        return drawEmpty();
      case 'failed':
        return drawFailed(state, () => {
          loader.load();
        });
      case 'ready':
        return drawSummary(state.summary, state.choice, () => {
          choose(everything);
        });
    }
  }

  function show(state: PanelState): void {
    const words = announcement(state);
    if (status.textContent !== words) status.textContent = words;
    content.setAttribute('aria-busy', String(state.kind === 'loading'));
    const keepsSummary = state.kind === 'loading' && content.querySelector('.summary') !== null;
    if (keepsSummary) return;
    keepPlace(content, () => {
      content.replaceChildren(draw(state));
    });
  }

  const listening = api.on('history.changed', () => {
    loader.refresh();
  });
  loader.load();
  return listening;
}
