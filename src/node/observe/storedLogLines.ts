import type { LogLine as Line } from '../../core/observe/lineLogger.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { LogLevel } from '../../protocol/events.ts';
import type { LogLine } from '../../protocol/ops/opsRequests.ts';

export interface StoredLogOptions {
  readonly history: Pick<Api, 'call'>;
  /** Calls back with every line of the process's log from a level upwards. */
  readonly onLine: (listener: (line: Line) => void, from: LogLevel) => Disposable;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retentionDays: () => number;
}

/** Stores what the host's log says, until it is finished. */
export interface StoredLogLines {
  /** Something was asked of the database: only from then on are lines stored, for a log opens no database. */
  opened(): void;
  /** Stores what waits, and nothing from then on. */
  finish(): Promise<void>;
}

/** Longest that a line waits for others, ms. */
const collectMs = 5_000;
/** Lines of one batch; a flood of warnings says the same thing over and over, and the rest is counted. */
const mostWaiting = 100;
const dayMs = 86_400_000;

/** Services of which every line is kept, and not only what went wrong: what jobs say. */
const jobs: ReadonlySet<string | undefined> = new Set(['import']);
/** The collector stores its own lines, with the result of each cycle. */
const storedElsewhere = 'collector';

/** Keeps warnings, errors and what jobs say in the table `logs` of the history. */
export function storedLogLines(options: StoredLogOptions): StoredLogLines {
  const { history, onLine, clock, logger, retentionDays } = options;
  let waiting: LogLine[] = [];
  let leftOut = 0;
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;

  const store = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (!isOpen || waiting.length === 0) return;
    const lines = leftOut === 0 ? waiting : [...waiting, leftOutLine(leftOut, clock.now())];
    waiting = [];
    leftOut = 0;
    try {
      await history.call('ops.writeLogs', { lines, forget_before: clock.now() - retentionDays() * dayMs });
    } catch (error) {
      // Not a warning: it would be a line to be stored.
      logger.debug('lines of the log could not be stored', { error });
    }
  };
  const following = onLine((line) => {
    if (!isKept(line)) return;
    if (waiting.length >= mostWaiting) {
      leftOut += 1;
      return;
    }
    waiting.push(storedLine(line, clock.now()));
    timer ??= setTimeout(() => void store(), collectMs).unref();
  }, 'info');
  return {
    opened: () => {
      isOpen = true;
      if (waiting.length > 0) timer ??= setTimeout(() => void store(), collectMs).unref();
    },
    finish: async () => {
      following.dispose();
      await store();
    },
  };
}

function isKept({ level, service }: Line): boolean {
  if (service === storedElsewhere || level === 'debug') return false;
  return level === 'warn' || level === 'error' || jobs.has(service);
}

function storedLine({ level, message, service = 'host', correlation, context }: Line, at: number): LogLine {
  return {
    ...{ service: service.slice(0, 40), level: level === 'warn' ? 'warning' : level, timestamp: at, message },
    ...(correlation !== undefined && { correlation }),
    ...(context !== undefined && { context }),
  };
}

function leftOutLine(count: number, at: number): LogLine {
  return { service: 'host', level: 'warning', timestamp: at, message: `${count} more lines were left out.` };
}
