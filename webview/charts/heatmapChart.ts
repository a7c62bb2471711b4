import { axisX, axisY, cell } from '@observablehq/plot';
import type { Heatmap } from '../../src/protocol/history/heatmap.ts';
import { plural, t } from '../l10n.ts';
import { weekdayWords } from '../ui/dates.ts';
import { element } from '../ui/element.ts';
import { countWords } from '../ui/words.ts';
import { chartFigure, type SaveFile } from './chartFigure.ts';
import { walkGrid } from './gridKeys.ts';
import { drawPlot } from './plotSvg.ts';
import { hours, levelOf, levelRange, levels } from './week.ts';

export interface HeatmapChart {
  readonly id: string;
  readonly title: string;
  readonly heatmap: Heatmap;
  /** Plays are counted where they ended, minutes where they were heard. Default plays. */
  readonly by?: 'plays' | 'time';
  readonly save?: SaveFile | undefined;
}

/** Weekday by hour: shades to look at, a line for the hour under the pointer or the focus, numbers as a table. */
export function heatmapChart({ id, title, heatmap, by = 'plays', save }: HeatmapChart): HTMLElement {
  const { plays, minutes } = heatmap;
  const values = by === 'time' ? minutes : plays;
  const busiest = Math.max(...values.flat());
  const weekdays = weekdayWords('long');
  const hint = t('Point at an hour, or move with the arrow keys.');
  const readout = element('p', { class: 'chart-readout', 'aria-hidden': 'true' }, hint);
  const labels = weekdays.map((weekday, day) =>
    hours.map((_, at) => cellWords(weekday, at, plays[day]?.[at] ?? 0, minutes[day]?.[at] ?? 0)),
  );
  const cells = labels.map((row, day) =>
    row.map((label, at) => {
      const made = element('td', {
        id: `chart-${id}-${day}-${hours[at] ?? ''}`,
        role: 'gridcell',
        'aria-label': label,
        'data-level': String(levelOf(values[day]?.[at] ?? 0, busiest)),
      });
      const read = (): void => {
        readout.textContent = label;
      };
      made.addEventListener('focus', read);
      made.addEventListener('pointerenter', read);
      return made;
    }),
  );
  const grid = element(
    'table',
    {
      ...{ class: 'chart-heatmap', role: 'grid', 'aria-readonly': 'true' },
      'aria-labelledby': `chart-${id}-title`,
      'aria-describedby': `chart-${id}-finding`,
    },
    element('thead', {}, hourHeads()),
    element(
      'tbody',
      {},
      ...weekdays.map((weekday, day) =>
        element('tr', { role: 'row' }, dayHead(weekday, day), ...(cells[day] ?? [])),
      ),
    ),
  );
  const busiestAt = busiestCell(values, busiest);
  walkGrid(grid, cells, busiestAt);
  const most = labels[busiestAt[0]]?.[busiestAt[1]] ?? '';
  return chartFigure({
    ...{ id, title, save },
    finding: busiest === 0 ? t('No plays in this time.') : t('Most is heard on {hour}.', { hour: most }),
    drawing: [grid, legend(busiest, by), readout],
    table: {
      head: [t('Hour'), ...weekdays],
      rows: hours.map((hour, at) => [
        `${hour}:00`,
        ...weekdays.map((_, day) => Math.round(values[day]?.[at] ?? 0)),
      ]),
    },
    picture: () => drawWeek(values, busiest),
  });
}

/** The week as a drawing, to save. */
function drawWeek(values: readonly (readonly number[])[], busiest: number): SVGSVGElement {
  const short = weekdayWords('short');
  const squares = values.flatMap((row, day) =>
    row.map((value, at) => ({ day: short[day], hour: hours[at], level: levelOf(value, busiest) / levels })),
  );
  return drawPlot({
    ...{ width: 720, height: 220, marginLeft: 46 },
    x: { type: 'band', domain: hours, padding: 0.08 },
    y: { type: 'band', domain: short, padding: 0.08 },
    marks: [
      axisX({ ticks: hours.filter((_, at) => at % 3 === 0), tickSize: 0, label: null }),
      axisY({ tickSize: 0, label: null }),
      cell(squares, { x: 'hour', y: 'day', fill: 'currentColor', fillOpacity: 0.07 }),
      cell(squares, {
        x: 'hour',
        y: 'day',
        fill: 'var(--chart-mark)',
        fillOpacity: ({ level }) => level as number,
      }),
    ],
    opacity: { type: 'identity' },
  }).svg;
}

function cellWords(weekday: string, hour: number, plays: number, minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const when = `${weekday}, ${two(hour)}:00–${two((hour + 1) % 24)}:00`;
  if (plays === 0 && Math.round(minutes) === 0) return t('{when}: no plays', { when });
  return t('{when}: {plays}, {minutes} min', {
    when,
    plays: plural(plays, '{count} play', '{count} plays'),
    minutes: countWords(Math.round(minutes)),
  });
}

function hourHeads(): HTMLElement {
  return element(
    'tr',
    { role: 'row' },
    element('td', {}),
    ...hours.map((hour, at) =>
      element(
        'th',
        { scope: 'col', role: 'columnheader' },
        at % 6 === 0 ? element('span', { 'aria-hidden': 'true' }, hour) : undefined,
        element('span', { class: 'sr-only' }, `${hour}:00`),
      ),
    ),
  );
}

function dayHead(weekday: string, day: number): HTMLElement {
  return element(
    'th',
    { scope: 'row', role: 'rowheader', 'aria-label': weekday },
    element('span', {}, weekdayWords('short')[day]),
  );
}

function legend(busiest: number, by: 'plays' | 'time'): HTMLElement {
  const ranges = Array.from({ length: levels }, (_, at) => at + 1).flatMap((level) => {
    const range = levelRange(level, Math.round(busiest));
    return range === undefined
      ? []
      : [element('span', {}, element('i', { class: 'chart-shade', 'data-level': String(level) }), range)];
  });
  const words = by === 'time' ? t('Minutes per hour of the week') : t('Plays per hour of the week');
  return element('p', { class: 'chart-legend', 'aria-hidden': 'true' }, words, ...ranges);
}

function busiestCell(values: readonly (readonly number[])[], busiest: number): readonly [number, number] {
  const day = Math.max(
    0,
    values.findIndex((row) => row.includes(busiest)),
  );
  return [day, Math.max(0, values[day]?.indexOf(busiest) ?? 0)];
}
