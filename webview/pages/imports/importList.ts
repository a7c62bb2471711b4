import type { PanelImport } from '../../../src/protocol/panel/panelRequests.ts';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { importCard, importName, type CardActions } from './importCard.ts';
import { reportSentence } from './importReportView.ts';

interface ImportList {
  readonly element: HTMLElement;
  show(imports: readonly PanelImport[], now: number): void;
  tick(now: number): void;
}

/** Imports of this window, one card each; a card stays the same element for as long as its import is listed. */
export function importList(actions: CardActions, timeZone: string): ImportList {
  const list = element('ul', {
    class: 'imports-list',
    'aria-label': t('Imports of this window'),
    tabindex: '-1',
  });
  let cards = new Map<number, ReturnType<typeof importCard>>();
  return {
    element: list,
    show: (imports, now) => {
      const before = cards;
      cards = new Map(
        imports.map((one) => [one.id, before.get(one.id) ?? importCard(one, actions, timeZone)] as const),
      );
      const hadFocus = list.contains(document.activeElement);
      for (const [id, card] of before) if (!cards.has(id)) card.element.remove();
      let next = list.firstChild;
      for (const { element: card } of cards.values()) {
        // Those that stand where they should are not moved: moving takes the focus away.
        if (card === next) next = card.nextSibling;
        else list.insertBefore(card, next);
      }
      for (const one of imports) cards.get(one.id)?.show(one, now);
      if (hadFocus && !list.contains(document.activeElement)) list.focus({ preventScroll: true });
    },
    tick: (now) => {
      for (const card of cards.values()) card.tick(now);
    },
  };
}

/** What to say to screen readers of a list after another one: beginnings and ends, not the way between. */
export function changeSentence(
  before: readonly PanelImport[],
  after: readonly PanelImport[],
  timeZone: string,
): string | undefined {
  const known = new Map(before.map((one) => [one.id, one.state]));
  const changed = after.find((one) => known.get(one.id) !== one.state);
  if (changed === undefined) return undefined;
  const name = importName(changed);
  switch (changed.state) {
    case 'receiving':
      return t('{name} is handed over.', { name });
    case 'running':
      return t('The import of {name} has begun.', { name });
    case 'done':
      return changed.report === undefined
        ? t('{name} is imported.', { name })
        : t('{name} is imported: {report}', { name, report: reportSentence(changed.report, timeZone) });
    case 'failed':
      return t('The import of {name} failed: {reason}', { name, reason: changed.error?.message ?? '' });
    case 'cancelled':
      return t('The import of {name} is cancelled.', { name });
  }
}
