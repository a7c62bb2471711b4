import type { Disposable } from '../../../src/protocol/api.ts';
import { plural, t } from '../../l10n.ts';
import type { PageContext } from '../../shell/page.ts';
import { element } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';
import { VirtualList } from '../../ui/virtualList.ts';
import { lineTimeWords } from '../../ui/instants.ts';
import { levelWords } from './levelWords.ts';
import { logDetail } from './logDetail.ts';
import { defaultFilter, keptFilter, type LogFilter, type LogLine } from './logFilter.ts';
import { logFilterBar } from './logFilterBar.ts';
import { LogReader, type LogView } from './logReader.ts';
import { failedPart, staleNote } from '../../ui/partState.ts';

interface LogPart extends Disposable {
  readonly element: HTMLElement;
  /** Lines may have been written. */
  refresh(): void;
}

/** The log: filters, lines, and the whole of the line that is chosen. */
export function logView({ api, store, panel, now, announce }: PageContext): LogPart {
  const { timezone } = panel;
  let filter = keptFilter(store.get());
  let waiting = 0;
  let isBehind = false;
  const state = element('div', { class: 'activity-log-state' });
  const detail = element('div', { class: 'activity-log-detail' });
  const newer = button('', 'secondary', () => {
    if (isBehind) reader.load(filter, now());
    else list.toTop();
    list.element.focus({ preventScroll: true });
  });
  newer.id = 'activity-log-newer';
  newer.hidden = true;

  const list: VirtualList<LogLine> = new VirtualList<LogLine>('activity-log', {
    label: t('Log, newest first'),
    columns: [t('Time'), t('Level'), t('Part'), t('Message')],
    cells: (line) => cells(line, timezone),
    rowClass: ({ level }) => `level-${level}`,
    onNearEnd: () => {
      reader.more();
    },
    onActive: (line) => {
      detail.replaceChildren(...(line === undefined ? [] : [logDetail(line, timezone)]));
    },
    onAtTop: (atTop) => {
      if (atTop && !isBehind) setWaiting(0);
    },
  });
  const reader: LogReader = new LogReader(api, show);
  const bar = logFilterBar(filter, (next) => {
    filter = next;
    store.set(next);
    reader.load(filter, now());
  });

  function setWaiting(count: number): void {
    waiting = count;
    newer.hidden = count === 0;
    newer.textContent = plural(count, '{count} new line', '{count} new lines');
  }

  function show(view: LogView): void {
    if (view.isNew) {
      list.reset();
      setWaiting(0);
    }
    list.show(view.lines, view.added, view.isWhole ? view.lines.length : undefined);
    isBehind = view.isBehind;
    if (view.added > 0 && !list.atTop) setWaiting(waiting + view.added);
    if (isBehind) {
      newer.hidden = false;
      newer.textContent = t('Many new lines: read the log anew');
    }
    list.element.setAttribute('aria-busy', String(view.isLoading));
    const sentence = sentenceOf(view, filter);
    const drawn = stateOf(view, sentence);
    // What is said already is not put there again: a button in it may have the focus.
    if (state.textContent !== drawn.map(({ textContent }) => textContent).join(''))
      state.replaceChildren(...drawn);
    if (!view.isLoading && view.added === 0 && view.error === undefined && !view.isNew) settle(sentence);
  }

  let announced: LogFilter | undefined;
  /** Once for each filter: that it was applied, and to how much. */
  function settle(sentence: string): void {
    if (announced === filter) return;
    if (announced !== undefined) announce(sentence);
    announced = filter;
  }

  function stateOf({ lines, error }: LogView, sentence: string): readonly HTMLElement[] {
    if (error !== undefined && lines.length === 0) {
      return [
        failedPart(error, 'activity-log-retry', () => {
          reader.load(filter, now());
        }),
      ];
    }
    const note = staleNote(error);
    return [...(note === undefined ? [] : [note]), element('p', { class: 'faint' }, sentence)];
  }

  reader.load(filter, now());
  return {
    element: element('div', { class: 'activity-log' }, bar.element, newer, list.element, state, detail),
    refresh: () => {
      reader.refresh();
    },
    dispose: () => {
      for (const one of [reader, list, bar]) one.dispose();
    },
  };
}

function sentenceOf({ lines, isWhole, isLoading }: LogView, filter: LogFilter): string {
  if (lines.length === 0 && isLoading) return t('Reading the log…');
  if (lines.length > 0) {
    return isWhole
      ? plural(lines.length, '{count} line.', 'All {count} lines.')
      : t('The newest {count} lines; older ones are read as you go down.', { count: lines.length });
  }
  const isFiltered =
    filter.service !== '' || filter.contains !== '' || filter.stretch !== defaultFilter.stretch;
  if (isFiltered) return t('No line matches. Take away some of the filters.');
  return filter.level === 'debug'
    ? t('Nothing was logged yet.')
    : t('Nothing of this level was logged yet. Choose a lower level to see more.');
}

function cells({ at, level, service, message }: LogLine, timeZone: string): HTMLElement[] {
  return [
    element('span', { class: 'activity-time' }, lineTimeWords(at, timeZone)),
    element('span', { class: 'activity-level' }, levelWords(level)),
    element('span', { title: service }, element('bdi', {}, service)),
    // A row is one line high: the whole message is in the detail.
    element('span', { title: message.slice(0, 500) }, element('bdi', {}, message.slice(0, 500))),
  ];
}
