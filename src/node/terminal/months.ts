import type { CoverageResult } from '../../protocol/history/coverage.ts';
import { sources } from '../../protocol/history/window.ts';
import { bar } from './bars.ts';
import { formatCount, formatHours } from './numbers.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

const barWidth = 24;

/** One row a month; in a terminal with a bar for its plays. */
export function drawMonths(months: CoverageResult['months'], terminal: Terminal): string {
  const max = Math.max(0, ...months.map((month) => month.plays));
  const right = 'right' as const;
  return drawTable(
    [
      { header: 'month' },
      { header: 'plays', align: right },
      { header: 'hours', align: right },
      ...sources.map((source) => ({ header: source, align: right })),
      ...(terminal.isTty ? [{ header: '', paint: styleOf(terminal).accent }] : []),
    ],
    months.map((month) => [
      month.month,
      formatCount(month.plays, terminal),
      formatHours(month.hours),
      ...sources.map((source) =>
        formatCount(month.sources.find((each) => each.source === source)?.plays ?? 0, terminal),
      ),
      ...(terminal.isTty ? [bar(month.plays, max, barWidth, terminal)] : []),
    ]),
    terminal,
  );
}
