import { axisX, axisY, barY, ruleY } from '@observablehq/plot';
import { countWords } from '../ui/words.ts';
import { chartFigure, type SaveFile } from './chartFigure.ts';
import { fitted } from './fitted.ts';
import { drawPlot } from './plotSvg.ts';

export interface Column {
  readonly label: string;
  readonly value: number;
}

export interface ColumnsChart {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  readonly columns: readonly Column[];
  /** Heads of the two columns of the table. */
  readonly head: readonly [string, string];
  readonly words?: (value: number) => string;
  readonly save?: SaveFile | undefined;
}

/** Upright bars of a few ordered things: hours, weekdays, months. */
export function columnsChart(chart: ColumnsChart): HTMLElement {
  const { id, title, finding, columns, head, save } = chart;
  return chartFigure({
    ...{ id, title, finding, save },
    drawing: [fitted((width) => drawColumns(chart, width))],
    table: { head, rows: columns.map(({ label, value }) => [label, value]) },
    picture: () => drawColumns(chart, 720),
  });
}

/** The drawing alone. */
export function drawColumns(
  { columns, words = countWords }: Pick<ColumnsChart, 'columns' | 'words'>,
  width: number,
): SVGSVGElement {
  const every = Math.max(1, Math.ceil((columns.length * 46) / Math.max(46, width - 50)));
  const labels = columns.map(({ label }) => label);
  return drawPlot({
    width,
    height: 150,
    marginLeft: 46,
    x: { type: 'band', domain: labels, padding: 0.18 },
    y: { grid: true, zero: true },
    marks: [
      axisY({ ticks: 3, tickSize: 0, label: null, tickFormat: words }),
      axisX({ ticks: labels.filter((_, at) => at % every === 0), tickSize: 0, label: null }),
      barY(columns, {
        x: 'label',
        y: 'value',
        fill: 'var(--chart-mark)',
        title: ({ label, value }: Column) => `${label}: ${words(value)}`,
      }),
      ruleY([0], { strokeOpacity: 0.4 }),
    ],
  }).svg;
}
