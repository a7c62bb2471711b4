import type { CoverageResult } from '../../../src/protocol/history/coverage.ts';
import { sources, type Source } from '../../../src/protocol/history/window.ts';
import { language, plural, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { dateWords } from '../../ui/instants.ts';
import { sourceWords } from './reasonWords.ts';

type Month = CoverageResult['months'][number];

/** The whole history by month and source: bars for the eye, the same as a table, and the rule behind them. */
export function historyMonths(coverage: CoverageResult, timeZone: string): HTMLElement {
  const { months, history, play_rule } = coverage;
  const used = sources.filter((source) => months.some((month) => playsOf(month, source) > 0));
  const { first_listen: first, last_listen: last } = history;
  return element(
    'div',
    { class: 'imports-history' },
    element(
      'p',
      {},
      first === undefined || last === undefined
        ? plural(history.listens, '{count} listen', '{count} listens')
        : t('{listens} from {first} to {last}', {
            listens: plural(history.listens, '{count} listen', '{count} listens'),
            first: dateWords(first, timeZone),
            last: dateWords(last, timeZone),
          }),
    ),
    bars(months, used),
    legend(used),
    monthTable(months, used),
    element('p', { class: 'rule faint' }, t('Rule: {rule}', { rule: play_rule })),
  );
}

function bars(months: readonly Month[], used: readonly Source[]): HTMLElement {
  const most = Math.max(1, ...months.map(({ plays }) => plays));
  const byMonth = new Map(months.map((month) => [month.month, month]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort();
  const busiest = months.reduce<Month | undefined>(
    (best, month) => (month.plays > (best?.plays ?? 0) ? month : best),
    undefined,
  );
  const label =
    busiest === undefined
      ? t('Plays by month: none yet')
      : t('Plays by month; most in {month}: {plays}', {
          month: monthWords(busiest.month),
          plays: plural(busiest.plays, '{count} play', '{count} plays'),
        });
  return element(
    'div',
    { class: 'imports-years', role: 'img', 'aria-label': label },
    ...years.map((year) =>
      element(
        'div',
        { class: 'imports-year' },
        element('span', { class: 'imports-year-name' }, year),
        ...Array.from({ length: 12 }, (_, index) => {
          const key = `${year}-${String(index + 1).padStart(2, '0')}`;
          return column(key, byMonth.get(key), most, used);
        }),
      ),
    ),
  );
}

function column(key: string, month: Month | undefined, most: number, used: readonly Source[]): HTMLElement {
  const made = element('span', { class: 'imports-month', title: monthTitle(key, month) });
  for (const source of used) {
    const plays = month === undefined ? 0 : playsOf(month, source);
    if (plays === 0) continue;
    const part = element('span', { class: 'imports-part', 'data-source': source });
    part.style.setProperty('--part', String(plays / most));
    made.append(part);
  }
  return made;
}

function monthTitle(key: string, month: Month | undefined): string {
  if (month === undefined) return `${monthWords(key)}: ${t('no plays')}`;
  const parts = month.sources.map(
    ({ source, plays }) => `${sourceWords(source)}: ${plays.toLocaleString(language())}`,
  );
  return [`${monthWords(key)}: ${plural(month.plays, '{count} play', '{count} plays')}`, ...parts].join('\n');
}

function legend(used: readonly Source[]): HTMLElement {
  return element(
    'p',
    { class: 'imports-legend' },
    ...used.map((source) =>
      element(
        'span',
        {},
        element('span', { class: 'imports-part swatch', 'data-source': source, 'aria-hidden': 'true' }),
        sourceWords(source),
      ),
    ),
  );
}

function monthTable(months: readonly Month[], used: readonly Source[]): HTMLElement {
  const number = (value: number): HTMLElement =>
    element('td', { class: 'number' }, value.toLocaleString(language(), { maximumFractionDigits: 1 }));
  const newestFirst = [...months].sort((a, b) => (a.month < b.month ? 1 : -1));
  return element(
    'details',
    { id: 'imports-months-table' },
    element('summary', {}, t('The same as a table')),
    element(
      'div',
      {
        class: 'imports-scroll',
        role: 'region',
        tabindex: '0',
        'aria-label': t('Plays by month and source'),
      },
      element(
        'table',
        { class: 'imports-table' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...[t('Month'), t('Plays'), t('Hours'), ...used.map(sourceWords)].map((name) =>
              element('th', { scope: 'col' }, name),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          ...newestFirst.map((month) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row' }, monthWords(month.month)),
              number(month.plays),
              number(month.hours),
              ...used.map((source) => number(playsOf(month, source))),
            ),
          ),
        ),
      ),
    ),
  );
}

function playsOf({ sources: counts }: Month, wanted: Source): number {
  return counts.find(({ source }) => source === wanted)?.plays ?? 0;
}

/** `2024-03` as `March 2024`. */
function monthWords(key: string): string {
  const date = new Date(`${key}-01T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return key;
  return new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}
