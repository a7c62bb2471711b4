import type { Heatmap, HeatmapResult } from '../../protocol/history/heatmap.ts';
import { cleanText } from './cleanText.ts';
import { formatCount, formatHours, plural } from './numbers.ts';
import { drawNotes } from './notes.ts';
import { sparkline } from './sparkline.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';
import { describeWindow } from './window.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const blocks = [' ', '░', '▒', '▓', '█'] as const;
const letters = [' ', '.', ':', '+', '#'] as const;
const levels = blocks.length - 1;
/** Weekday label, 24 double cells and the day's total. */
const wideColumns = 60;

/** Weekday × hour with the window around it. */
export function drawHeatmapAnswer(result: HeatmapResult, terminal: Terminal): string {
  const { busiest } = result;
  return [
    styleOf(terminal).heading(`When you listened, ${describeWindow(result)}`),
    `${plural(result.plays, 'play', 'plays', terminal)}, ${formatHours(result.hours)} hours` +
      (busiest === undefined
        ? ''
        : `; busiest: ${cleanText(busiest.weekday)} ${hours[busiest.hour] ?? ''}:00, ` +
          plural(busiest.plays, 'play', 'plays', terminal)),
    '',
    drawHeatmap(result.heatmap, terminal),
    ...drawNotes(result, terminal),
  ].join('\n');
}

/** Plays by weekday and hour: shades with a legend in a terminal, numbers elsewhere. */
export function drawHeatmap(heatmap: Heatmap, terminal: Terminal): string {
  return terminal.isTty ? drawShades(heatmap.plays, terminal) : drawNumbers(heatmap.plays, terminal);
}

function drawNumbers(plays: Heatmap['plays'], terminal: Terminal): string {
  const columns = [
    { header: 'day' },
    ...hours.map((hour) => ({ header: hour, align: 'right' as const })),
    { header: 'sum', align: 'right' as const },
  ];
  const rows = plays.map((day, at) => [weekdays[at] ?? '', ...day.map(String), String(sum(day))]);
  return drawTable(columns, rows, terminal);
}

function drawShades(plays: Heatmap['plays'], terminal: Terminal): string {
  const style = styleOf(terminal);
  const cell = terminal.columns >= wideColumns ? 2 : 1;
  const shades = terminal.unicode ? blocks : letters;
  const max = Math.max(...plays.flat());
  const shade = (level: number): string => (shades[level] ?? ' ').repeat(cell);
  const label = hours.map((hour, at) => (at % 3 === 0 ? hour.padEnd(3 * cell) : '')).join('');
  const totals = plays.map((day) => formatCount(sum(day), terminal));
  const totalWidth = Math.max(...totals.map((total) => total.length));
  const days = plays.map(
    (day, at) =>
      `${weekdays[at] ?? ''} ${style.accent(day.map((value) => shade(levelOf(value, max))).join(''))} ` +
      style.faint((totals[at] ?? '').padStart(totalWidth)),
  );
  const byHour = hours.map((_, hour) => sum(plays.map((day) => day[hour] ?? 0)));
  const week = `all ${style.accent(sparkline(byHour, terminal, cell))} ${style.faint(formatCount(sum(byHour), terminal))}`;
  const legend = Array.from({ length: levels }, (_, at) => at + 1)
    .map((level) => ({ level, range: rangeOf(level, max) }))
    .filter(({ range }) => range !== '')
    .map(({ level, range }) => `${style.accent(shade(level))} ${range}`)
    .join('  ');
  return [
    `    ${style.faint(label.trimEnd())}`,
    ...days,
    week,
    `    ${max === 0 ? 'no plays' : `${legend}  plays`}`,
  ].join('\n');
}

/** 0 = none; 1 to {@link levels} = equal parts of the busiest hour. */
function levelOf(value: number, max: number): number {
  return value <= 0 ? 0 : Math.ceil((value / max) * levels);
}

/** Plays that share a level: `1-4`; empty where no whole number does. */
function rangeOf(level: number, max: number): string {
  const from = Math.floor(((level - 1) * max) / levels) + 1;
  const to = Math.floor((level * max) / levels);
  if (from > to) return '';
  return from === to ? String(from) : `${from}-${to}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
