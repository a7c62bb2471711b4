import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';
import { cutTo, displayWidth, padTo } from './width.ts';

export interface Column {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** Which end of the cell may be cut on a terminal that is too narrow for the whole table. */
  readonly shrinks?: 'end' | 'start';
  /** Colours a cell after it has its width. */
  readonly paint?: (cell: string) => string;
}

const between = '  ';
const narrowest = 8;

/**
 * Aligned columns under a header, two spaces apart, without a frame. In a terminal no line is longer than the
 * terminal; elsewhere nothing is cut, so that a name can be found with grep and a column with awk.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): string {
  const style = styleOf(terminal);
  const widths = fit(
    columns,
    columns.map((column, at) =>
      Math.max(displayWidth(column.header), ...rows.map((row) => displayWidth(row[at] ?? ''))),
    ),
    terminal,
  );
  const mark = terminal.unicode ? '…' : '..';
  const cellOf = (text: string, at: number, column: Column): string => {
    const width = widths[at] ?? 0;
    const cell = terminal.isTty ? cutTo(text, width, mark, column.shrinks) : text;
    const ragged = at === columns.length - 1 && column.align !== 'right';
    return ragged ? cell : padTo(cell, width, column.align);
  };
  const line = (cells: readonly string[], paint: (cell: string, column: Column) => string): string =>
    columns
      .map((column, at) => paint(cellOf(cells[at] ?? '', at, column), column))
      .join(between)
      .trimEnd();
  const header = line(
    columns.map((column) => column.header),
    (cell) => cell,
  );
  return [
    style.faint(header),
    ...rows.map((row) => line(row, (cell, column) => column.paint?.(cell) ?? cell)),
  ].join('\n');
}

/** Takes cells from the widest shrinking column until the table fits or nothing is left to take. */
function fit(columns: readonly Column[], natural: readonly number[], terminal: Terminal): readonly number[] {
  const widths = [...natural];
  if (!terminal.isTty) return widths;
  const total = (): number =>
    widths.reduce((sum, width) => sum + width, between.length * (widths.length - 1));
  while (total() > terminal.columns) {
    const widest = columns.reduce(
      (best, column, at) =>
        column.shrinks !== undefined && (widths[at] ?? 0) > (widths[best] ?? 0) ? at : best,
      -1,
    );
    const width = widths[widest] ?? 0;
    if (width <= narrowest) break;
    widths[widest] = width - 1;
  }
  return widths;
}
