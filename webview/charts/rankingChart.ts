import { barX, text } from '@observablehq/plot';
import { plural, t } from '../l10n.ts';
import { bar, element } from '../ui/element.ts';
import { hourWords } from '../ui/words.ts';
import { chartFigure, type SaveFile } from './chartFigure.ts';
import { clipped, isolated } from './clipped.ts';
import { drawPlot } from './plotSvg.ts';

export interface RankedRow {
  readonly name: string;
  /** Of a track or an album. */
  readonly artists?: readonly string[] | undefined;
  readonly plays: number;
  /** Not known of every ranking by plays. */
  readonly hours?: number | undefined;
  /** Further words under the name. */
  readonly detail?: string | undefined;
  /** Its place in the period before; `undefined` where it had none among those that were asked for. */
  readonly rankBefore?: number | undefined;
}

export interface RankingChart {
  readonly id: string;
  readonly title: string;
  readonly by: 'plays' | 'time';
  readonly rows: readonly RankedRow[];
  /** Whether there is a period before to compare with. */
  readonly compared: boolean;
  /** Rank of the first row. Default 1. */
  readonly firstRank?: number;
  readonly save?: SaveFile | undefined;
  /** One row was chosen. */
  readonly onChoose?: ((row: RankedRow) => void) | undefined;
  /** What choosing a row does, with its name: `Show only {name}`. */
  readonly chooseWords?: ((name: string) => string) | undefined;
}

/** Bars of names in their order. Names are text of the page, not of a drawing: they wrap, clip and are read as such. */
export function rankingChart(chart: RankingChart): HTMLElement {
  const { id, title, rows, by, save } = chart;
  const value = valueOf(by);
  const most = Math.max(...rows.map(value), Number.MIN_VALUE);
  return chartFigure({
    ...{ id, title, save },
    finding: finding(chart),
    drawing: [
      element(
        'ol',
        { class: 'chart-ranking' },
        ...rows.map((row, at) => drawRow(chart, row, at, value(row) / most)),
      ),
    ],
    table: {
      head: [t('Rank'), t('Name'), t('Artists'), t('Plays'), t('Hours'), t('Rank before')],
      rows: rows.map((row, at) => [
        at + (chart.firstRank ?? 1),
        row.name,
        row.artists?.join(', '),
        row.plays,
        row.hours,
        row.rankBefore,
      ]),
    },
    picture: () => drawRanking(chart),
  });
}

function drawRow(chart: RankingChart, row: RankedRow, at: number, part: number): HTMLElement {
  const { id, by, compared, onChoose, chooseWords, firstRank = 1 } = chart;
  const value = valueOf(by);
  const name = element('bdi', { title: row.name.slice(0, 500) }, row.name.slice(0, 500));
  const detail = [
    ...(row.artists ?? [])
      .slice(0, 8)
      .flatMap((artist, index) => [index === 0 ? '' : ', ', element('bdi', {}, artist.slice(0, 200))]),
    otherFigures(row, by)
      .map((words, index) => (index === 0 && (row.artists ?? []).length === 0 ? words : ` · ${words}`))
      .join(''),
  ];
  const label = element('button', { class: 'chart-name', type: 'button', id: `chart-${id}-row-${at}` }, name);
  if (chooseWords !== undefined) label.title = chooseWords(row.name.slice(0, 500));
  const item = element(
    'li',
    onChoose === undefined ? {} : { class: 'chart-choosable' },
    element('span', { class: 'chart-rank' }, String(at + firstRank)),
    onChoose === undefined ? element('span', { class: 'chart-name' }, name) : label,
    element(
      'span',
      { class: 'chart-value' },
      by === 'time'
        ? t('{hours} h', { hours: hourWords(value(row)) })
        : plural(row.plays, '{count} play', '{count} plays'),
    ),
    compared ? rankChange(at + firstRank, row.rankBefore) : undefined,
    element('span', { class: 'chart-detail' }, ...detail),
    bar(part),
  );
  // The button has the keyboard; the pointer may also take the bar.
  if (onChoose !== undefined) {
    item.addEventListener('click', () => {
      onChoose(row);
    });
  }
  return item;
}

/** What stands under the name: the figure that the bars are not about, and further words. */
function otherFigures({ plays, hours, detail }: RankedRow, by: 'plays' | 'time'): readonly string[] {
  const other =
    by === 'time'
      ? plural(plays, '{count} play', '{count} plays')
      : hours === undefined
        ? undefined
        : t('{hours} h', { hours: hourWords(hours) });
  return [other, detail].filter((words) => words !== undefined);
}

function rankChange(rank: number, before: number | undefined): HTMLElement {
  if (before === undefined) {
    return element(
      'span',
      { class: 'chart-change', title: t('Not among the first 100 of the period before') },
      t('new'),
    );
  }
  const change = before - rank;
  const words =
    change === 0
      ? t('Same rank as in the period before')
      : t('Rank {rank} in the period before', { rank: before });
  const sign = change === 0 ? '=' : `${change > 0 ? '▲' : '▼'} ${Math.abs(change)}`;
  return element(
    'span',
    { class: 'chart-change', title: words, 'data-change': String(Math.sign(change)) },
    element('span', { 'aria-hidden': 'true' }, sign),
    element('span', { class: 'sr-only' }, words),
  );
}

function drawRanking({ rows, by, firstRank = 1 }: RankingChart): SVGSVGElement {
  const value = valueOf(by);
  const lines = rows.map((row, at) => ({
    at: String(at),
    value: value(row),
    name: `${at + firstRank}  ${isolated(clipped(row.name, 34))}`,
    said:
      by === 'time'
        ? t('{hours} h', { hours: hourWords(value(row)) })
        : plural(row.plays, '{count} play', '{count} plays'),
  }));
  return drawPlot({
    ...{ width: 640, height: 30 + lines.length * 26, marginLeft: 250, marginRight: 90, axis: null },
    y: { type: 'band', domain: lines.map(({ at }) => at), padding: 0.25 },
    x: { zero: true },
    marks: [
      barX(lines, { y: 'at', x: 'value', fill: 'var(--chart-mark)' }),
      text(lines, { y: 'at', text: 'name', frameAnchor: 'left', dx: -246, textAnchor: 'start' }),
      text(lines, { y: 'at', x: 'value', text: 'said', textAnchor: 'start', dx: 6 }),
    ],
  }).svg;
}

function finding({ rows, by }: RankingChart): string {
  const first = rows[0];
  if (first === undefined) return t('No plays in this time.');
  const name = isolated(clipped(first.name, 80));
  return by === 'time'
    ? t('{name} leads with {hours} h.', { name, hours: hourWords(valueOf(by)(first)) })
    : t('{name} leads with {plays}.', { name, plays: plural(first.plays, '{count} play', '{count} plays') });
}

function valueOf(by: 'plays' | 'time'): (row: RankedRow) => number {
  return (row) => (by === 'time' ? (row.hours ?? 0) : row.plays);
}
