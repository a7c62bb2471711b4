import type { Heatmap } from '../../../src/protocol/history/heatmap.ts';
import { element } from '../../ui/element.ts';
import { hours, weekdays } from './week.ts';
import { countWords } from '../../ui/words.ts';

/** The heatmap's plays as numbers. Hours run down, so that it fits a narrow panel. */
export function drawHoursTable(plays: Heatmap['plays']): HTMLElement {
  const heads = weekdays.map((weekday) =>
    element('th', { scope: 'col' }, element('abbr', { title: weekday }, weekday.slice(0, 3))),
  );
  const rows = hours.map((hour, at) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, `${hour}:00`),
      ...weekdays.map((_, day) => element('td', {}, countWords(plays[day]?.[at] ?? 0))),
    ),
  );
  return element(
    'details',
    { id: 'hours-table' },
    element('summary', { id: 'hours-table-switch' }, 'Plays as a table'),
    element(
      'table',
      { class: 'numbers' },
      element('caption', { class: 'sr-only' }, 'Plays by hour and weekday'),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Hour'), ...heads)),
      element('tbody', {}, ...rows),
    ),
  );
}
