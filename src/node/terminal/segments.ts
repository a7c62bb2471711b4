import type { Terminal } from './terminal.ts';

/** A part of a bar. */
export interface Segment {
  readonly value: number;
  /** Which shade it is drawn in: 0 is the darkest. */
  readonly shade: number;
}

const shades = ['█', '▒', '░'] as const;
const plainShades = ['#', '+', '.'] as const;

/**
 * A horizontal bar of several parts: `width` cells for `max`. The whole is as long as its sum; a part above 0 shows
 * wherever there is a cell for it.
 */
export function segments(parts: readonly Segment[], max: number, width: number, terminal: Terminal): string {
  const sum = parts.reduce((total, { value }) => total + value, 0);
  if (sum <= 0 || max <= 0) return '';
  const cells = Math.max(1, Math.round(Math.min(1, sum / max) * width));
  const drawn = parts.filter(({ value }) => value > 0);
  const own = share(drawn, sum, cells);
  return drawn.map(({ shade }, at) => cellOf(shade, terminal).repeat(own[at] ?? 0)).join('');
}

function cellOf(shade: number, { unicode }: Terminal): string {
  const cells: readonly string[] = unicode ? shades : plainShades;
  return cells[Math.min(shade, cells.length - 1)] ?? '';
}

/** Cells for each part: at least one where they suffice, the rest by size. */
function share(parts: readonly Segment[], sum: number, cells: number): readonly number[] {
  const least = parts.length <= cells ? 1 : 0;
  const left = cells - least * parts.length;
  const exact = parts.map(({ value }) => (value / sum) * left);
  const own = exact.map((part) => Math.floor(part) + least);
  const byRest = exact
    .map((part, at) => ({ at, rest: part - Math.floor(part) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  let missing = cells - own.reduce((total, part) => total + part, 0);
  for (const { at } of byRest) {
    if (missing-- <= 0) break;
    own[at] = (own[at] ?? 0) + 1;
  }
  return own;
}
