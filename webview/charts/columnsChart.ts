import { axisX, axisY, barY, ruleY } from '@observablehq/plot';
import { t } from '../l10n.ts';
import { countWords } from '../ui/words.ts';
import { chartFigure, type SaveFile } from './chartFigure.ts';
import { fitted } from './fitted.ts';
import { drawPlot, type Drawn } from './plotSvg.ts';
import { walkPoints } from './walkPoints.ts';

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
  /** One column was chosen, by its index: they are periods of time. */
  readonly onChoose?: ((at: number) => void) | undefined;
}

/** Upright bars of a few ordered things: hours, weekdays, months. */
export function columnsChart(chart: ColumnsChart): HTMLElement {
  const { id, title, finding, columns, head, save } = chart;
  return chartFigure({
    ...{ id, title, finding, save },
    drawing: chart.onChoose === undefined ? [fitted((width) => drawColumns(chart, width))] : walked(chart),
    table: { head, rows: columns.map(({ label, value }) => [label, value]) },
    picture: () => drawColumns(chart, 720),
  });
}

/** The drawing, whose columns can be looked at and chosen one by one. */
function walked(chart: ColumnsChart): readonly HTMLElement[] {
  const { id, title, columns, words = countWords, onChoose } = chart;
  const walk = walkPoints({
    ...{ id: `chart-${id}-walk`, label: title, onChoose },
    points: columns.map(({ label, value }) => `${label}: ${words(value)}`),
    hint: t('Point at the chart, or move with the arrow keys. Click or Enter shows that time alone.'),
  });
  const frame = fitted((width) => {
    const { svg, x } = draw(chart, width);
    walk.draw(
      svg,
      columns.map(({ label }) => x(label)),
    );
    return svg;
  });
  walk.element.append(frame);
  return [walk.element, walk.readout];
}

/** The drawing alone. */
export function drawColumns(chart: Pick<ColumnsChart, 'columns' | 'words'>, width: number): SVGSVGElement {
  return draw(chart, width).svg;
}

function draw(
  { columns, words = countWords }: Pick<ColumnsChart, 'columns' | 'words'>,
  width: number,
): Drawn {
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
  });
}
