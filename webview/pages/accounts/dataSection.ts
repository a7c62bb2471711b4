import type { StatusResult } from '../../../src/protocol/status.ts';
import { plural, t } from '../../l10n.ts';
import { problemWords } from '../../shell/problem.ts';
import { element, section, terms } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';

/** What the history worker says of itself; `undefined` before its answer. */
export type HistoryState = StatusResult | { readonly error: unknown } | undefined;

interface DataActions {
  readonly exportHistory: () => void;
  readonly deleteHistory: () => void;
  readonly openImports: () => void;
}

/** What is kept on this machine, and how to take it along or away. */
export function dataSection(
  state: HistoryState,
  { exportHistory, deleteHistory, openImports }: DataActions,
): HTMLElement {
  return section(
    'ac-data',
    t('Your data'),
    ...contents(state),
    element(
      'p',
      { class: 'faint' },
      t(
        'Your history is kept on this machine only. Deleting takes what Backbeat keeps; nothing at Spotify changes.',
      ),
    ),
    element(
      'div',
      { class: 'ac-buttons' },
      withId('ac-export', button(t('Export history…'), 'secondary', exportHistory)),
      withId('ac-import', button(t('Open imports'), 'secondary', openImports)),
      withId('ac-delete', button(t('Delete history of an account…'), 'secondary', deleteHistory)),
    ),
  );
}

function contents(state: HistoryState): HTMLElement[] {
  if (state === undefined) return [element('p', { class: 'faint' }, t('Looking in your history…'))];
  if ('error' in state) {
    const [sentence, hint] = problemWords(state.error);
    return [element('p', { class: 'note' }, sentence, hint === undefined ? undefined : ` ${hint}`)];
  }
  const { accounts, damage, read_only: readOnly, storage } = state;
  const { database_bytes: database, journal_bytes: journal } = state;
  const notes = [...damage, readOnly, storage].filter((note) => note !== undefined);
  const megabytes = Math.max(0.1, Math.round((database + journal) / 100_000) / 10);
  return [
    accounts.length === 0
      ? element('p', {}, t('No listen is kept yet.'))
      : terms({ class: 'facts' }, [
          ...accounts.map(
            ({ account, listens }) =>
              [account, plural(listens, '{count} listen', '{count} listens')] as const,
          ),
          [t('Size of the files'), t('{megabytes} MB', { megabytes })] as const,
        ]),
    ...notes.map((sentence) => element('p', { class: 'note' }, sentence)),
  ];
}

function withId(id: string, made: HTMLElement): HTMLElement {
  made.id = id;
  return made;
}
