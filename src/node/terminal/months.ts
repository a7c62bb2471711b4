import type { CoverageResult } from '../../protocol/history/coverage.ts';
import { sources, type Source } from '../../protocol/history/window.ts';
import { formatCount, formatHours } from './numbers.ts';
import { segments, type Segment } from './segments.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

const barWidth = 24;
type Month = CoverageResult['months'][number];

const columnNames: Readonly<Record<Source, string>> = {
  extended: 'extended',
  account: 'account',
  api: 'collected',
};

/** More months without plays in a row than these are one line: `43 months`. */
const emptyMonths = 3;

/** One row a month, those without plays too: plays by source, known gaps, and in a terminal a bar. */
export function drawMonths(
  months: readonly Month[],
  gaps: CoverageResult['gaps'],
  terminal: Terminal,
): string {
  const all = shortened(withEmptyMonths(months), gaps);
  const max = Math.max(0, ...all.map(({ plays }) => plays));
  const used = sources.filter((source) => all.some((month) => playsOf(month, source) > 0));
  const right = 'right' as const;
  const style = styleOf(terminal);
  return drawTable(
    [
      { header: 'month' },
      { header: 'plays', align: right },
      { header: 'hours', align: right },
      ...used.map((source) => ({ header: columnNames[source], align: right })),
      ...(gaps.length > 0 ? [{ header: 'gaps', align: right, paint: style.warning }] : []),
      ...(terminal.isTty ? [{ header: legend(used, terminal), paint: style.accent }] : []),
    ],
    all.map((month) => [
      month.month,
      formatCount(month.plays, terminal),
      formatHours(month.hours),
      ...used.map((source) => formatCount(playsOf(month, source), terminal)),
      ...(gaps.length > 0 ? [gapsOf(month, gaps)] : []),
      ...(terminal.isTty ? [segments(partsOf(month, used), max, barWidth, terminal)] : []),
    ]),
    terminal,
  );
}

const playsOf = ({ sources: counts }: Month, source: Source): number =>
  counts.find((each) => each.source === source)?.plays ?? 0;

const partsOf = (month: Month, used: readonly Source[]): readonly Segment[] =>
  used.map((source) => ({ value: playsOf(month, source), shade: sources.indexOf(source) }));

/** What the shades of the bars mean, where there is more than one. */
function legend(used: readonly Source[], terminal: Terminal): string {
  if (used.length < 2) return '';
  return used
    .map((source) => {
      const part = { value: 1, shade: sources.indexOf(source) };
      return `${segments([part], 1, 1, terminal)} ${columnNames[source]}`;
    })
    .join(' ');
}

/** How many gaps reach into a month. Instants of an answer begin with the local date. */
function gapsOf({ month }: Month, gaps: CoverageResult['gaps']): string {
  const count = gaps.filter(({ from, to }) => from.slice(0, 7) <= month && month <= to.slice(0, 7)).length;
  return count === 0 ? '' : String(count);
}

function withEmptyMonths(months: readonly Month[]): readonly Month[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return months;
  const known = new Map(months.map((month) => [month.month, month]));
  const all: Month[] = [];
  for (let name = first.month; name <= last.month; name = nextMonth(name)) {
    all.push(known.get(name) ?? { month: name, plays: 0, hours: 0, sources: [] });
  }
  return all;
}

/** Long silences as one row, unless a known gap lies in them. */
function shortened(months: readonly Month[], gaps: CoverageResult['gaps']): readonly Month[] {
  const rows: Month[] = [];
  for (let at = 0; at < months.length;) {
    const first = months[at];
    if (first === undefined) break;
    let end = at;
    while (months[end]?.plays === 0 && gapsOf(months[end] ?? first, gaps) === '') end++;
    const silent = end - at;
    if (silent > emptyMonths) rows.push({ ...first, month: `${silent} months` });
    else rows.push(...months.slice(at, Math.max(end, at + 1)));
    at = Math.max(end, at + 1);
  }
  return rows;
}

function nextMonth(name: string): string {
  const [year = 0, month = 0] = name.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
