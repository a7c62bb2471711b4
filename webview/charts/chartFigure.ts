import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { button } from '../ui/toolkit.ts';
import { countWords } from '../ui/words.ts';
import './charts.css';
import { csvText, type Cell } from './csvText.ts';
import { svgText } from './svgText.ts';

/** Gets the text of a file; who shows the chart knows where files go. */
export type SaveFile = (name: string, text: string) => void;

export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ChartFigure {
  /** Unique in the page; also the name of the files, without their ending. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in one sentence: it stands for the picture where it cannot be seen. */
  readonly finding: string;
  readonly drawing: readonly Node[];
  readonly table: ChartTable;
  /** The chart as a drawing to save. */
  readonly picture: () => SVGSVGElement;
  /** Without it there are no buttons to save. */
  readonly save?: SaveFile | undefined;
}

/** A chart with its title, its finding in words, the numbers behind it, and the buttons that save it. */
export function chartFigure(chart: ChartFigure): HTMLElement {
  const { id, title, finding, drawing, table, picture, save } = chart;
  const figure = element(
    'figure',
    { class: 'chart', id: `chart-${id}`, 'aria-labelledby': `chart-${id}-title` },
    element(
      'figcaption',
      {},
      element('h3', { id: `chart-${id}-title` }, title),
      element('p', { class: 'chart-finding', id: `chart-${id}-finding` }, finding),
    ),
    ...drawing,
    dataTable(id, title, table),
  );
  if (save === undefined) return figure;
  const saveSvg = button(t('Save as SVG'), 'secondary', () => {
    save(`${id}.svg`, svgText(picture(), figure, { title, finding }));
  });
  const saveCsv = button(t('Save as CSV'), 'secondary', () => {
    save(`${id}.csv`, csvText(table.head, table.rows));
  });
  saveSvg.id = `chart-${id}-svg`;
  saveCsv.id = `chart-${id}-csv`;
  saveSvg.setAttribute('aria-label', t('Save as SVG: {chart}', { chart: title }));
  saveCsv.setAttribute('aria-label', t('Save as CSV: {chart}', { chart: title }));
  figure.append(element('div', { class: 'chart-save' }, saveSvg, saveCsv));
  return figure;
}

/** The numbers behind a chart; its rows are made when it is opened. */
function dataTable(id: string, title: string, { head, rows }: ChartTable): HTMLElement {
  const details = element(
    'details',
    { class: 'chart-data', id: `chart-${id}-data` },
    element('summary', { id: `chart-${id}-data-switch` }, t('Data as a table')),
  );
  const fill = (): void => {
    if (!details.open || details.querySelector('table') !== null) return;
    details.append(
      element(
        'div',
        { class: 'chart-scroll', tabindex: '0', role: 'region', 'aria-label': title },
        element(
          'table',
          {},
          element('caption', { class: 'sr-only' }, title),
          element(
            'thead',
            {},
            element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name))),
          ),
          element('tbody', {}, ...rows.map(tableRow)),
        ),
      ),
    );
  };
  details.addEventListener('toggle', fill);
  return details;
}

function tableRow(cells: readonly Cell[]): HTMLElement {
  return element(
    'tr',
    {},
    ...cells.map((cell, at) => {
      const text = typeof cell === 'number' ? countWords(cell) : (cell ?? '');
      const content = typeof cell === 'string' ? element('bdi', { title: cell.slice(0, 300) }, text) : text;
      if (at === 0) return element('th', { scope: 'row' }, content);
      return element('td', { class: typeof cell === 'number' ? 'chart-number' : '' }, content);
    }),
  );
}
