import type { Terminal } from './terminal.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A horizontal bar: `width` cells for `max`, in steps of an eighth of a cell. A value above 0 shows. */
export function bar(value: number, max: number, width: number, terminal: Terminal): string {
  if (value <= 0 || max <= 0) return '';
  const part = Math.min(1, value / max) * width;
  if (!terminal.unicode) return '#'.repeat(Math.max(1, Math.round(part)));
  const steps = Math.max(1, Math.round(part * 8));
  return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
}
