import type { Heatmap } from '../../../src/protocol/history/heatmap.ts';
import { element, section } from '../../ui/element.ts';
import { walkGrid } from './gridKeys.ts';
import { drawHoursTable } from './hoursTable.ts';
import { hours, levelOf, levelRange, levels, weekdays } from './week.ts';
import { countWords, plural } from '../../ui/words.ts';

/** Weekday by hour: shades to look at, a line for the hour under the pointer or the focus, numbers as a table. */
export function drawHeatmap({ plays, minutes }: Heatmap): HTMLElement {
  const busiest = Math.max(...plays.flat());
  const hint = 'Point at an hour, or move with the arrow keys.';
  const readout = element('p', { class: 'readout faint', 'aria-hidden': 'true' }, hint);
  const cells = weekdays.map((weekday, day) =>
    hours.map((hour, at) => {
      const count = plays[day]?.[at] ?? 0;
      const label = cellWords(weekday, at, count, minutes[day]?.[at] ?? 0);
      const cell = element('td', {
        id: `hour-${day}-${hour}`,
        role: 'gridcell',
        'aria-label': label,
        'data-level': String(levelOf(count, busiest)),
      });
      const read = (): void => {
        readout.textContent = label;
      };
      cell.addEventListener('focus', read);
      cell.addEventListener('pointerenter', read);
      return cell;
    }),
  );
  const grid = element(
    'table',
    { class: 'heatmap', role: 'grid', 'aria-readonly': 'true', 'aria-labelledby': 'heading-week' },
    element('thead', {}, hourHeads()),
    element(
      'tbody',
      {},
      ...weekdays.map((weekday, day) =>
        element('tr', { role: 'row' }, dayHead(weekday), ...(cells[day] ?? [])),
      ),
    ),
  );
  walkGrid(grid, cells, busiestCell(plays, busiest));
  return section('week', 'When you listen', grid, legend(busiest), readout, drawHoursTable(plays));
}

function cellWords(weekday: string, hour: number, plays: number, minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const when = `${weekday}, ${two(hour)}:00–${two((hour + 1) % 24)}:00`;
  return plays === 0
    ? `${when}: no plays`
    : `${when}: ${plural(plays, 'play')}, ${countWords(Math.round(minutes))} min`;
}

function hourHeads(): HTMLElement {
  return element(
    'tr',
    { role: 'row' },
    element('td', {}),
    ...hours.map((hour, at) =>
      element(
        'th',
        { scope: 'col', role: 'columnheader', 'aria-label': `${hour}:00` },
        at % 6 === 0 ? element('span', {}, hour) : undefined,
      ),
    ),
  );
}

function dayHead(weekday: string): HTMLElement {
  return element(
    'th',
    { scope: 'row', role: 'rowheader', 'aria-label': weekday },
    element('span', {}, weekday.slice(0, 3)),
  );
}

function legend(busiest: number): HTMLElement {
  const ranges = Array.from({ length: levels }, (_, at) => at + 1).flatMap((level) => {
    const range = levelRange(level, busiest);
    return range === undefined
      ? []
      : [element('span', {}, element('i', { class: 'swatch', 'data-level': String(level) }), range)];
  });
  return element('p', { class: 'legend faint', 'aria-hidden': 'true' }, 'Plays per hour', ...ranges);
}

function busiestCell(plays: Heatmap['plays'], busiest: number): readonly [number, number] {
  const day = Math.max(
    0,
    plays.findIndex((row) => row.includes(busiest)),
  );
  return [day, plays[day]?.indexOf(busiest) ?? 0];
}
