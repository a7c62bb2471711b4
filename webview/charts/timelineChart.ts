import { areaY, axisX, axisY, dot, lineY, rect, ruleY } from '@observablehq/plot';
import type { TimelineRow } from '../../src/protocol/history/insights/timeline.ts';
import type { Gap } from '../../src/protocol/history/window.ts';
import { plural, t } from '../l10n.ts';
import { countWords, hourWords } from '../ui/words.ts';
import { dayOf, shortDayWords, shortMonthWords } from '../ui/dates.ts';
import { chartFigure, type SaveFile } from './chartFigure.ts';
import { fitted } from './fitted.ts';
import { hatching } from './hatching.ts';
import { periodWords } from './periodWords.ts';
import { drawPlot, type Drawn } from './plotSvg.ts';
import { walkPoints } from './walkPoints.ts';

export interface TimelineChart {
  readonly id: string;
  readonly title: string;
  readonly bucket: 'day' | 'week' | 'month' | 'year';
  readonly by: 'plays' | 'time';
  readonly rows: readonly TimelineRow[];
  /** Exclusive end of the last row. */
  readonly end: string;
  readonly gaps: readonly Gap[];
  readonly save?: SaveFile | undefined;
  /** One period was chosen. */
  readonly onChoose?: ((row: TimelineRow, end: string) => void) | undefined;
}

const height = 200;
const dayMs = 86_400_000;

/** Plays or hours over time; where nothing is known the line breaks and the ground is hatched. */
export function timelineChart(chart: TimelineChart): HTMLElement {
  const { id, title, bucket, rows, gaps, save, onChoose } = chart;
  const draw = (width: number): Drawn => drawTimeline(chart, width);
  const walk = walkPoints({
    label: title,
    points: rows.map((row) => pointWords(row, bucket)),
    hint:
      onChoose === undefined
        ? t('Point at the chart, or move with the arrow keys.')
        : t('Point at the chart, or move with the arrow keys. Click or Enter shows that time alone.'),
    id: `chart-${id}-walk`,
    onChoose:
      onChoose === undefined
        ? undefined
        : (at) => {
            const row = rows[at];
            if (row !== undefined) onChoose(row, rows[at + 1]?.from ?? chart.end);
          },
  });
  const frame = fitted((width) => {
    const { svg, x } = draw(width);
    walk.draw(
      svg,
      rows.map(({ from }) => x(dayOf(from))),
    );
    return svg;
  });
  walk.element.append(frame);
  return chartFigure({
    ...{ id, title, save },
    finding: finding(chart),
    drawing: [walk.element, walk.readout, ...(gaps.length === 0 ? [] : [hatching.legend()])],
    table: {
      head: [t('Period'), t('Plays'), t('Hours'), t('Tracks'), t('Artists'), t('Top artist'), t('Known')],
      rows: rows.map((row) => [
        row.period,
        row.plays,
        row.hours,
        row.unique_tracks,
        row.unique_artists,
        row.top_artist?.name,
        row.incomplete === true ? t('in part') : t('wholly'),
      ]),
    },
    picture: () => draw(720).svg,
  });
}

function drawTimeline({ rows, by, bucket, gaps, end }: TimelineChart, width: number): Drawn {
  const points = rows.map((row) => ({
    at: dayOf(row.from) ?? new Date(Number.NaN),
    value: row.incomplete === true && row.plays === 0 ? Number.NaN : by === 'time' ? row.hours : row.plays,
  }));
  const first = points[0]?.at.getTime() ?? 0;
  const last = dayOf(rows.at(-1)?.from ?? end)?.getTime() ?? first;
  const domainEnd = Math.max(last, first + dayMs);
  const least = ((domainEnd - first) / width) * 3;
  const hatched = gaps.flatMap((gap) => {
    const from = Math.max(first, Date.parse(gap.from));
    const to = Math.min(domainEnd, Math.max(Date.parse(gap.to), from + least));
    return to > from ? [{ from: new Date(from), to: new Date(to) }] : [];
  });
  const pattern = hatching.pattern();
  const known = { x: 'at', curve: 'monotone-x' } as const;
  const drawn = drawPlot({
    width,
    height,
    marginLeft: 46,
    x: { type: 'utc', domain: [new Date(first), new Date(domainEnd)] },
    y: { grid: true, nice: true, zero: true },
    marks: [
      rect(hatched, { x1: 'from', x2: 'to', fill: `url(#${pattern.id})` }),
      axisY({ ticks: 4, tickSize: 0, label: null, tickFormat: by === 'time' ? hourWords : countWords }),
      axisX({
        ticks: ticksOf(rows, bucket, Math.max(2, Math.floor(width / 90))),
        tickFormat: (day: Date) => tickWords(day, bucket),
        label: null,
      }),
      areaY(points, { ...known, y1: 0, y2: 'value', fill: 'var(--chart-mark)', fillOpacity: 0.25 }),
      lineY(points, { ...known, y: 'value', stroke: 'var(--chart-mark)', strokeWidth: 1.75 }),
      dot(points.length <= 40 ? points : lonely(points), {
        x: 'at',
        y: 'value',
        fill: 'var(--chart-mark)',
        r: 2.5,
      }),
      ruleY([0], { strokeOpacity: 0.4 }),
    ],
  });
  drawn.svg.prepend(pattern);
  return drawn;
}

/** A point between unknown ones has no line: without a dot it would not be seen. */
function lonely<P extends { readonly value: number }>(points: readonly P[]): readonly P[] {
  const unknown = (at: number): boolean => Number.isNaN(points[at]?.value ?? Number.NaN);
  return points.filter((_, at) => !unknown(at) && unknown(at - 1) && unknown(at + 1));
}

/** Starts of periods, at most `most` of them; of many months those that begin a year. */
function ticksOf(
  rows: readonly TimelineRow[],
  bucket: TimelineChart['bucket'],
  most: number,
): readonly Date[] {
  const years = bucket === 'month' && rows.length > 2 * most;
  const starts = rows.filter(({ period }) => !years || period.endsWith('-01'));
  const every = Math.ceil(starts.length / most);
  return starts.flatMap(({ from }, at) => (at % every === 0 ? (dayOf(from) ?? []) : []));
}

function tickWords(day: Date, bucket: TimelineChart['bucket']): string {
  if (bucket === 'day' || bucket === 'week') return shortDayWords(day);
  const year = String(day.getUTCFullYear());
  return bucket === 'year' || day.getUTCMonth() === 0 ? year : shortMonthWords(day);
}

function pointWords(row: TimelineRow, bucket: TimelineChart['bucket']): string {
  const when = periodWords(row, bucket);
  if (row.incomplete === true && row.plays === 0) return t('{when}: nothing is known', { when });
  const plays = plural(row.plays, '{count} play', '{count} plays');
  const hours = hourWords(row.hours);
  if (row.incomplete === true) return t('{when}: at least {plays}, {hours} h', { when, plays, hours });
  return t('{when}: {plays}, {hours} h', { when, plays, hours });
}

function finding({ rows, bucket, by, gaps }: TimelineChart): string {
  const value = (row: TimelineRow): number => (by === 'time' ? row.hours : row.plays);
  const most = rows.reduce<TimelineRow | undefined>(
    (best, row) => (best === undefined || value(row) > value(best) ? row : best),
    undefined,
  );
  if (most === undefined || most.plays === 0) return t('No plays in this time.');
  const sentence = t('The peak was {period}: {plays}, {hours} h.', {
    period: periodWords(most, bucket),
    plays: plural(most.plays, '{count} play', '{count} plays'),
    hours: hourWords(most.hours),
  });
  if (gaps.length === 0) return sentence;
  return `${sentence} ${plural(gaps.length, 'Of {count} stretch nothing is known.', 'Of {count} stretches nothing is known.')}`;
}
