import type { ImportProgress } from '../../../protocol/history/importReport.ts';
import type { Clock } from '../../ports.ts';

const intervalMs = 100;

/** Counts what was read and tells it, at most every 100 ms. */
export class ProgressMeter {
  /** Unpacked bytes of the files that hold listens. */
  bytesRead = 0;
  rowsRead = 0;
  /** New observations. */
  stored = 0;
  readonly #clock: Clock;
  readonly #listener: ((progress: ImportProgress) => void) | undefined;
  readonly #bytesTotal: number;
  #told = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, bytesTotal: number, listener: ((progress: ImportProgress) => void) | undefined) {
    this.#clock = clock;
    this.#bytesTotal = bytesTotal;
    this.#listener = listener;
  }

  /** Tells the state if the last time is long enough ago. */
  tick(jobId: number, file: string): void {
    if (this.#clock.now() - this.#told >= intervalMs) this.tell(jobId, file);
  }

  /** Tells the state. */
  tell(jobId: number, file: string): void {
    this.#told = this.#clock.now();
    this.#listener?.({
      job_id: jobId,
      file,
      bytes_read: this.bytesRead,
      bytes_total: this.#bytesTotal,
      rows_read: this.rowsRead,
      stored: this.stored,
    });
  }
}
