import type { PageId } from '../../src/protocol/panel/pages.ts';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import type { Page } from './page.ts';

interface Tabs {
  readonly element: HTMLElement;
  select(id: PageId): void;
}

/** The pages as tabs, by the pattern of WAI-ARIA: arrow keys, Home and End move and choose, Tab leaves. */
export function tabs(pages: readonly Page[], onChoose: (id: PageId) => void): Tabs {
  const made = pages.map(({ id, title }) => {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'page', tabindex: '-1' },
      t(title),
    );
    tab.addEventListener('click', () => {
      onChoose(id);
    });
    return tab;
  });
  const list = element(
    'div',
    { role: 'tablist', class: 'tabs', 'aria-label': t('Pages of Backbeat') },
    ...made,
  );
  list.addEventListener('keydown', (event) => {
    const at = made.findIndex((tab) => tab === document.activeElement);
    const next = nextTab(event.key, at, made.length);
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    made[next]?.focus();
    made[next]?.click();
  });
  return {
    element: list,
    select: (chosen) => {
      for (const [at, { id }] of pages.entries()) {
        made[at]?.setAttribute('aria-selected', String(id === chosen));
        made[at]?.setAttribute('tabindex', id === chosen ? '0' : '-1');
        if (id === chosen) made[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    },
  };
}

function nextTab(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
