import close from '@vscode/codicons/src/icons/close.svg';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { icon } from '../../ui/icon.ts';
import { dropdown, type Choice } from '../../ui/toolkit.ts';
import {
  isStretch,
  kindIds,
  windowIds,
  type Change,
  type Choices,
  type KindId,
  type WindowId,
} from './choices.ts';
import { radioBar } from './radioBar.ts';

interface FilterBar {
  readonly element: HTMLElement;
  /** Shows choices that were made elsewhere. */
  show(choices: Choices): void;
  /** The accounts that have a history; no choice where there is only one. */
  accounts(accounts: readonly Choice[], chosen: string | undefined): void;
  /** Where the keyboard goes on when what it was on is gone. */
  focus(): void;
}

/** All that chooses what the page shows. */
export function filterBar(first: Choices, onChange: (change: Change) => void): FilterBar {
  const windows = radioBar('window', t('Time to look at'), windowChoices(), first.window, (id) => {
    dates.hidden = id !== 'own';
    if (id !== 'own') onChange({ window: id as WindowId });
    else chooseDates();
  });
  const from = dateInput('from', t('First day'), first.from);
  const to = dateInput('to', t('Last day'), first.to);
  const wrong = element('p', { class: 'analytics-wrong', role: 'status' });
  const dates = element(
    'div',
    { class: 'analytics-dates' },
    element('label', {}, t('From'), ' ', from),
    element('label', {}, t('to'), ' ', to),
    wrong,
  );
  function chooseDates(): void {
    const [start, end] = [from.value, to.value];
    if (isStretch(start, end)) onChange({ window: 'own', from: start, to: end });
    wrong.textContent = isStretch(start, end)
      ? ''
      : start === '' || end === ''
        ? t('Choose the first and the last day.')
        : t('The first day is after the last one.');
  }
  from.addEventListener('change', chooseDates);
  to.addEventListener('change', chooseDates);

  const by = radioBar('by', t('Rank by'), byChoices(), first.by, (value) => {
    onChange({ by: value === 'time' ? 'time' : 'plays' });
  });
  const kind = dropdown(t('What was heard'), kindChoices(), first.kind, (value) => {
    onChange({ kind: kindIds.find((id) => id === value) ?? 'music' });
  });
  kind.id = 'analytics-kind';
  const account = element('span', { class: 'analytics-account' });
  let shownAccounts = '';
  const chips = element('div', { class: 'analytics-chips' });
  const show = ({ window, only, from: start, to: end, by: rank }: Choices): void => {
    windows.select(window);
    by.select(rank);
    dates.hidden = window !== 'own';
    from.value = start ?? from.value;
    to.value = end ?? to.value;
    chips.replaceChildren(
      ...(only === undefined
        ? []
        : [
            chip(only, () => {
              onChange({ only: undefined });
            }),
          ]),
    );
  };
  show(first);
  return {
    element: element(
      'div',
      { class: 'analytics-filters', role: 'group', 'aria-label': t('What to show') },
      ...[windows.element, dates, by.element, kind, account, chips],
    ),
    show,
    accounts: (accounts, chosen) => {
      // A list that is drawn anew closes under the hand of who chooses.
      const next = JSON.stringify([accounts, chosen]);
      if (next === shownAccounts) return;
      shownAccounts = next;
      if (accounts.length < 2) {
        account.replaceChildren();
        return;
      }
      const made = dropdown(
        t('Account'),
        [{ value: '', label: t('Account in use') }, ...accounts],
        chosen ?? '',
        (value) => {
          onChange({ account: value === '' ? undefined : value });
        },
      );
      made.id = 'analytics-account';
      account.replaceChildren(made);
    },
    focus: () => {
      const next =
        chips.querySelector<HTMLElement>('button') ??
        windows.element.querySelector<HTMLElement>('input:checked');
      next?.focus();
    },
  };
}

function chip({ artist, track, album }: NonNullable<Choices['only']>, onRemove: () => void): HTMLElement {
  const title = track ?? album;
  const name = title === undefined ? artist : `${title} – ${artist}`;
  const made = element(
    'button',
    {
      ...{ type: 'button', class: 'analytics-chip', id: 'analytics-only' },
      title: t('Remove the filter {name}', { name: name.slice(0, 500) }),
    },
    element('bdi', {}, name.slice(0, 500)),
    icon(close) as HTMLElement,
  );
  made.setAttribute('aria-label', made.title);
  made.addEventListener('click', onRemove);
  return made;
}

function dateInput(name: string, label: string, value: string | undefined): HTMLInputElement {
  const input = element('input', { type: 'date', id: `analytics-${name}`, 'aria-label': label });
  input.value = value ?? '';
  return input;
}

function windowChoices(): readonly Choice[] {
  const labels: Record<WindowId, string> = {
    '7': t('7 days'),
    '30': t('30 days'),
    '90': t('90 days'),
    year: t('Year'),
    all: t('All'),
    own: t('Own dates'),
  };
  return windowIds.map((value) => ({ value, label: labels[value] }));
}

function kindChoices(): readonly Choice[] {
  const labels: Record<KindId, string> = {
    music: t('Music'),
    podcast: t('Podcasts'),
    audiobook: t('Audiobooks'),
    all: t('Everything'),
  };
  return kindIds.map((value) => ({ value, label: labels[value] }));
}

function byChoices(): readonly Choice[] {
  return [
    { value: 'plays', label: t('Plays') },
    { value: 'time', label: t('Time') },
  ];
}
