import type { ImportProgress } from '../../protocol/history/importReport.ts';
import { bar } from './bars.ts';
import { cleanText } from './cleanText.ts';
import { formatBytes, formatClock, plural } from './numbers.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';
import { cutTo, displayWidth, padTo } from './width.ts';

export interface ProgressBar {
  update(progress: ImportProgress): void;
  /** Removes the bar and leaves one line that says how much was read. */
  finish(): void;
  /** Removes the bar without a word: what comes next says why. Call it when the import failed. */
  abort(): void;
}

export interface ProgressBarOptions {
  /** Writes to stderr: stdout carries only the answer. */
  readonly write: (text: string) => void;
  readonly terminal: Terminal;
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
}

const redrawEveryMs = 80;
/** Before that much time a speed is a guess. */
const speedAfterMs = 500;
const barWidth = 20;
const clearLine = '\r\x1b[K';

/**
 * The progress of an import as one line that is rewritten in place. Where the output is no terminal, only the
 * final line is written.
 */
export function createProgressBar({ write, terminal, now }: ProgressBarOptions): ProgressBar {
  const startedAt = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let latest: ImportProgress | undefined;
  let visible = false;

  const clear = (): void => {
    if (visible) write(clearLine);
    visible = false;
  };
  return {
    abort: clear,
    update(progress) {
      latest = progress;
      if (!terminal.isTty || now() - drawnAt < redrawEveryMs) return;
      drawnAt = now();
      visible = true;
      write(clearLine + progressLine(progress, now() - startedAt, terminal));
    },
    finish() {
      clear();
      if (latest === undefined) return;
      const seconds = ((now() - startedAt) / 1000).toFixed(1);
      const rows = plural(latest.rows_read, 'row', 'rows', terminal);
      write(`Read ${rows} (${formatBytes(latest.bytes_read)}) in ${seconds} s.\n`);
    },
  };
}

function progressLine(progress: ImportProgress, elapsedMs: number, terminal: Terminal): string {
  const { bytes_read: read, bytes_total: total } = progress;
  const part = total > 0 ? Math.min(1, read / total) : 0;
  const filled = padTo(bar(part, 1, barWidth, terminal), barWidth);
  const speed = elapsedMs >= speedAfterMs && read > 0 ? read / (elapsedMs / 1000) : undefined;
  const words = [
    `${String(Math.floor(part * 100)).padStart(3)} %`,
    `${formatBytes(read)} of ${formatBytes(total)}`,
    plural(progress.rows_read, 'row', 'rows', terminal),
    ...(speed === undefined
      ? []
      : [`${formatBytes(speed)}/s`, `${formatClock(Math.max(0, total - read) / speed)} left`]),
    cleanText(progress.file.slice(progress.file.lastIndexOf('/') + 1)),
  ].join('  ');
  // A full last column would wrap, and a wrapped line cannot be rewritten in place.
  const room = terminal.columns - 1 - displayWidth('[] ') - barWidth;
  return `[${styleOf(terminal).accent(filled)}] ${cutTo(words, Math.max(0, room), terminal.unicode ? '…' : '..')}`;
}
