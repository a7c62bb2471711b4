import type { PanelImport } from '../../../src/protocol/panel/panelRequests.ts';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { button } from '../../ui/toolkit.ts';
import { actionButton } from '../../ui/actionButton.ts';
import { instantWords } from '../../ui/instants.ts';
import { outsideText, shortName } from '../../ui/outsideText.ts';
import { importProgressView } from './importProgressView.ts';
import { importReportView } from './importReportView.ts';

export interface CardActions {
  readonly onCancel: (id: number) => Promise<void>;
  readonly onForget: (id: number) => Promise<void>;
  readonly onChoose: () => void;
}

interface ImportCard {
  readonly element: HTMLElement;
  show(one: PanelImport, now: number): void;
  tick(now: number): void;
}

/** One import. It is drawn anew when its state changes; in between only figures change, so that a click always hits. */
export function importCard(first: PanelImport, actions: CardActions, timeZone: string): ImportCard {
  const id = `import-${first.id}`;
  const root = element('li', { class: 'imports-card', id, tabindex: '-1', 'aria-labelledby': `${id}-title` });
  const progress = importProgressView();
  let shown: string | undefined;

  function action(name: string, label: string, run: () => Promise<void>): HTMLElement {
    return actionButton(label, 'secondary', `${id}-${name}`, run);
  }

  function draw(one: PanelImport): void {
    root.dataset['state'] = one.state;
    root.replaceChildren(
      element(
        'h3',
        { id: `${id}-title` },
        outsideText(one.names[0] ?? t('Import without a name')),
        moreNames(one.names.length - 1),
      ),
      element('p', { class: 'imports-state' }, stateWords(one, timeZone)),
      ...bodyOf(one),
    );
  }

  function bodyOf(one: PanelImport): readonly (HTMLElement | string)[] {
    if (one.state === 'receiving' || one.state === 'running') {
      return [progress.element, buttons(action('cancel', t('Cancel'), () => actions.onCancel(one.id)))];
    }
    const forget = action('forget', t('Remove from the List'), () => actions.onForget(one.id));
    if (one.state === 'failed') {
      const again = button(t('Choose Files…'), 'secondary', actions.onChoose);
      again.id = `${id}-again`;
      return [...failure(one), buttons(again, forget)];
    }
    return [
      ...(one.report === undefined ? [] : [importReportView(one.report, id, timeZone)]),
      ...(one.state === 'cancelled'
        ? [element('p', {}, t('Rows that were stored before stay; importing the files again adds the rest.'))]
        : []),
      buttons(forget),
    ];
  }

  return {
    element: root,
    show: (one, now) => {
      const next = `${one.state} ${one.report !== undefined} ${one.error !== undefined}`;
      if (shown !== next) {
        shown = next;
        keepPlace(root, () => {
          draw(one);
        });
      }
      if (one.state === 'receiving' || one.state === 'running') progress.show(one, now);
    },
    tick: (now) => {
      progress.tick(now);
    },
  };
}

/** Name of an import inside a sentence. */
export function importName({ names }: PanelImport): string {
  return shortName(names[0] ?? t('Import without a name'));
}

function moreNames(more: number): string | undefined {
  return more > 0 ? ` ${t('and {count} more', { count: more })}` : undefined;
}

function stateWords({ state, started_at, ended_at, report }: PanelImport, timeZone: string): string {
  const began = instantWords(started_at, timeZone);
  const ended = instantWords(ended_at ?? started_at, timeZone);
  switch (state) {
    case 'receiving':
      return t('Being handed over since {time}', { time: began });
    case 'running':
      return t('Running since {time}', { time: began });
    case 'done':
      return report?.status === 'partial'
        ? t('Imported in part, {time}', { time: ended })
        : t('Imported, {time}', { time: ended });
    case 'failed':
      return t('Failed, {time}', { time: ended });
    case 'cancelled':
      return t('Cancelled, {time}', { time: ended });
  }
}

function failure({ error }: PanelImport): HTMLElement[] {
  return [
    element(
      'p',
      { class: 'note' },
      element('bdi', {}, error?.message ?? t('The import failed without saying why.')),
    ),
    element('p', {}, error?.hint ?? t('Look into the log on the page “Activity”.')),
  ];
}

function buttons(...made: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'imports-buttons' }, ...made);
}
