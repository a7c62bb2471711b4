import type { Api } from '../../protocol/api.ts';
import type { LogLine, StoredLogLevel } from '../../protocol/ops/opsRequests.ts';
import type { Clock, Logger } from '../ports.ts';
import { correlationOf } from '../../protocol/trace.ts';
import type { Observe } from '../observe/observe.ts';
import { shorten } from '../spotify/upstreamText.ts';
import { collectorLimits } from './collectorLimits.ts';

const dayMs = 86_400_000;
const longestMessage = 1_000;

interface LogOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly history: Pick<Api, 'call'>;
  readonly retentionDays: () => number;
  readonly observe?: Pick<Observe, 'current' | 'redactor'> | undefined;
}

/** What the collector did, for the log of the process at once and for the log in the database in one batch a cycle. */
export class CollectorLog {
  readonly #options: LogOptions;
  #lines: LogLine[] = [];

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** @param context ids and counts */
  write(level: StoredLogLevel, text: string, context: Readonly<Record<string, string | number>> = {}): void {
    const { clock, logger, observe } = this.#options;
    const message = shorten(observe?.redactor.text(text) ?? text, longestMessage);
    const trace = observe?.current();
    logger[level === 'warning' ? 'warn' : level](`collector: ${message}`, context);
    this.#lines = [
      ...this.#lines,
      {
        ...{ service: 'collector', level, timestamp: clock.now(), message, context },
        ...(trace !== undefined && { correlation: correlationOf(trace) }),
      },
    ].slice(-collectorLimits.logLines);
  }

  /** Stores what was written since; a log that cannot be stored is no reason to stop. */
  async store(): Promise<void> {
    if (this.#lines.length === 0) return;
    const { clock, history, logger, retentionDays } = this.#options;
    const lines = this.#lines;
    this.#lines = [];
    try {
      await history.call('ops.writeLogs', { lines, forget_before: clock.now() - retentionDays() * dayMs });
    } catch (error) {
      logger.warn('the log of the collector could not be stored', { error });
    }
  }
}
