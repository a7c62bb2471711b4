import type { Terminal } from './terminal.ts';

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const letters = ['_', '.', ':', '-', '=', '+', '*', '#'] as const;

/** One column a value, as high as its part of the greatest; a gap for zero. `cells` = width of a column. */
export function sparkline(values: readonly number[], terminal: Terminal, cells = 1): string {
  const max = Math.max(0, ...values);
  const heights = terminal.unicode ? blocks : letters;
  return values
    .map((value) => (value <= 0 ? ' ' : (heights[Math.ceil((value / max) * heights.length) - 1] ?? ' ')))
    .map((column) => column.repeat(cells))
    .join('');
}
