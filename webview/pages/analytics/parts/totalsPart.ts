import type { PeriodTotals } from '../../../../src/protocol/history/comparePeriods.ts';
import { t } from '../../../l10n.ts';
import { dayWords, lastDayWords } from '../../../ui/dates.ts';
import { element } from '../../../ui/element.ts';
import { changeWords, countWords, hourWords, percentWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';

interface Totals {
  readonly window_start: string;
  readonly window_end: string;
  readonly timezone: string;
  readonly play_rule: string;
  readonly note?: string | undefined;
  readonly current: PeriodTotals;
  readonly previous?: PeriodTotals;
  readonly change?: PeriodTotals;
  readonly previousWords?: string;
}

/** The four figures of the window, with their change to the equally long time before. */
export function totalsPart(onTotals: (plays: number) => void): PartSpec<Totals> {
  return {
    id: 'totals',
    title: t('Totals'),
    wide: true,
    first: true,
    ask: async ({ api, params, before }, signal) => {
      const compared = await before();
      if (compared !== undefined) {
        const previousWords = `${dayWords(compared.previous_start)} – ${lastDayWords(compared.previous_end)}`;
        return { ...compared, previousWords };
      }
      const summary = await api.call('history.tasteSummary', { ...params, limit: 1 }, { signal });
      return { ...summary, current: summary };
    },
    draw: (totals) => {
      const { current, previous, window_start, window_end, timezone, play_rule, note } = totals;
      onTotals(current.plays);
      const compared = previous !== undefined && previous.plays > 0;
      return {
        nodes: [
          element(
            'p',
            { class: 'analytics-span' },
            `${dayWords(window_start)} – ${lastDayWords(window_end)}, ${timezone}`,
          ),
          element(
            'dl',
            { class: 'analytics-tiles' },
            ...tiles().map(([key, name, words]) =>
              element(
                'div',
                {},
                element('dt', {}, name),
                element('dd', {}, words(current[key])),
                compared ? change(totals, key) : undefined,
              ),
            ),
          ),
          compared
            ? element(
                'p',
                { class: 'faint' },
                t('Changes are against {period}.', { period: totals.previousWords ?? '' }),
              )
            : undefined,
        ],
        rules: [play_rule],
        note,
      };
    },
  };
}

type Key = 'plays' | 'hours' | 'unique_artists' | 'unique_tracks';

function tiles(): readonly (readonly [Key, string, (value: number) => string])[] {
  return [
    ['plays', t('Plays'), countWords],
    ['hours', t('Hours'), hourWords],
    ['unique_artists', t('Artists'), countWords],
    ['unique_tracks', t('Tracks'), countWords],
  ];
}

function change({ change: changes, previous }: Totals, key: Key): HTMLElement {
  const [by, from] = [changes?.[key] ?? 0, previous?.[key] ?? 0];
  const sign = by === 0 ? '' : by > 0 ? '▲ ' : '▼ ';
  const part = from === 0 ? '' : ` (${by < 0 ? '−' : '+'}${percentWords(Math.abs(by / from))})`;
  return element(
    'dd',
    { class: 'analytics-change' },
    element('span', { 'aria-hidden': 'true' }, sign),
    `${changeWords(by, key === 'hours' ? 1 : 0)}${by === 0 ? '' : part}`,
  );
}
