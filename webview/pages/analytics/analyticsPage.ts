import type { Page } from '../../shell/page.ts';
import { element } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { drawEmpty, drawFailed, drawLoading } from '../../ui/states.ts';
import { announcement } from './announcement.ts';
import { drawSummary } from './summary.ts';
import { SummaryLoader, type PanelState } from './summaryLoader.ts';
import { everything, keptChoice, type WindowChoice } from './windowChoices.ts';
import { windowPicker } from './windowPicker.ts';

/** Asks for the summary, and asks again whenever the history changed. */
export const analyticsPage: Page = {
  id: 'analytics',
  title: 'Analytics',
  mount(root, { api, store, announce }) {
    const first = keptChoice(store.get());
    const content = element('div', { tabindex: '-1' });
    const loader = new SummaryLoader(api, first, show);
    const picker = windowPicker(first, choose);
    root.replaceChildren(picker.element, content);

    function choose(choice: WindowChoice): void {
      store.set({ window: choice.id });
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
      announce(announcement(state));
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
  },
};
