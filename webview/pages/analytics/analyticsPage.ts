import '../../zodWithoutEval.ts';
import type { Page } from '../../shell/page.ts';
import { plural, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';
import { accountsOfHistory } from './accountsOfHistory.ts';
import './analytics.css';
import { changed, keptChoices, windowWords, type Change } from './choices.ts';
import { emptyState, hiddenNote, silentState } from './emptyState.ts';
import { filterBar } from './filterBar.ts';
import type { Part } from './part.ts';
import { partsOf } from './parts.ts';
import { newRound, type Round } from './round.ts';
import { yearView } from './year/yearView.ts';

/** What the history says of a stretch of time: many parts, each asked for on its own. */
export const analyticsPage: Page = {
  id: 'analytics',
  title: 'Analytics',
  mount(root, context) {
    const { api, store, announce, open, showError, now } = context;
    let choices = keptChoices(store.get());
    let parts: readonly Part[] = [];
    let year: ReturnType<typeof yearView> | undefined;
    let asking = new AbortController();
    let disposed = false;
    let empty = false;

    const filters = filterBar(choices, change);
    const yearSwitch = button(t('Year in review'), 'secondary', () => {
      change({ view: choices.view === 'year' ? 'charts' : 'year' });
    });
    yearSwitch.id = 'analytics-year-switch';
    const content = element('div', { class: 'analytics-content', tabindex: '-1' });
    root.replaceChildren(
      element('h1', { class: 'sr-only' }, t('Analytics')),
      element('div', { class: 'analytics-head' }, filters.element, yearSwitch),
      content,
    );

    function round(): Round {
      return newRound(api, choices, now(), asking.signal);
    }

    function change(made: Change): void {
      const before = choices;
      choices = changed(choices, made);
      store.set(choices);
      if (made.slide !== undefined || made.year !== undefined) return;
      if (made.forgotten !== undefined) {
        parts.find(({ id }) => id === 'forgotten')?.refresh(round());
        return;
      }
      filters.show(choices);
      if (choices.view !== before.view || choices.only !== before.only) draw();
      else if (choices.view === 'year') draw();
      else load();
      if (choices.only !== before.only) filters.focus();
    }

    function load(): void {
      asking.abort();
      asking = new AbortController();
      announce(t('Loading {window}…', { window: windowWords(choices) }));
      const next = round();
      for (const part of parts) part.load(next);
    }

    function clear(): void {
      asking.abort();
      asking = new AbortController();
      for (const part of parts) part.dispose();
      parts = [];
      year?.dispose();
      year = undefined;
    }

    function draw(): void {
      clear();
      empty = false;
      yearSwitch.textContent = choices.view === 'year' ? t('Back to the charts') : t('Year in review');
      filters.element.classList.toggle('analytics-of-year', choices.view === 'year');
      if (choices.view === 'year') {
        year = yearView({ context, choices: () => choices, onChange: change, onEmpty: showEmpty });
        content.replaceChildren(year.element);
        return;
      }
      const grid = element('div', { class: 'analytics-grid' });
      const silent = element('div', {});
      parts = partsOf(choices, {
        tools: { save, choose: change },
        onEmpty: showEmpty,
        onFailed: announce,
        onTotals: (plays) => {
          announce(
            t('Showing {window}: {plays}.', {
              window: windowWords(choices),
              plays: plural(plays, '{count} play', '{count} plays'),
            }),
          );
          grid.classList.toggle('analytics-is-silent', plays === 0);
          silent.replaceChildren(
            ...(plays > 0
              ? []
              : [
                  silentState(
                    windowWords(choices),
                    choices.window === 'all'
                      ? undefined
                      : () => {
                          change({ window: 'all' });
                        },
                  ),
                ]),
          );
        },
      });
      grid.append(...parts.map((part) => part.element));
      if (choices.only !== undefined) grid.append(hiddenNote());
      content.replaceChildren(silent, grid);
      load();
    }

    function showEmpty(): void {
      if (empty) return;
      clear();
      empty = true;
      announce(t('There is no listening history yet.'));
      content.replaceChildren(
        emptyState(() => {
          open('imports');
        }),
      );
    }

    function save(name: string, text: string): void {
      const file = `backbeat-${name}`;
      api.call('panel.saveFile', { name: file, text }).then(({ saved }) => {
        if (saved) announce(t('Saved {name}.', { name: file }));
      }, showError);
    }

    function refresh(): void {
      if (empty) draw();
      else if (year !== undefined) year.refresh();
      else {
        const next = round();
        for (const part of parts) part.refresh(next);
      }
    }

    function readAccounts(): void {
      void accountsOfHistory(api).then((accounts) => {
        if (disposed || accounts === undefined) return;
        filters.accounts(accounts, choices.account);
        // An account whose history is gone could not be left: with one account alone there is no choice.
        if (choices.account !== undefined && !accounts.some(({ value }) => value === choices.account))
          change({ account: undefined });
      });
    }

    let inUse: string | undefined;
    const listening = [
      api.on('history.changed', () => {
        readAccounts();
        refresh();
      }),
      api.on('accounts.changed', ({ accounts }) => {
        const next = accounts.find(({ in_use }) => in_use)?.account;
        if (next === inUse) return;
        inUse = next;
        readAccounts();
        if (choices.account === undefined) refresh();
      }),
    ];
    draw();
    readAccounts();
    return {
      dispose: () => {
        disposed = true;
        for (const one of listening) one.dispose();
        clear();
      },
    };
  },
};
