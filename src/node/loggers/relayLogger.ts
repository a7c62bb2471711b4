import { lineLogger, type LogLine } from '../../core/observe/lineLogger.ts';
import { unobserved, type Observe } from '../../core/observe/observe.ts';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';

/** A logger whose lines others can follow. */
export interface FollowedLogger extends Logger {
  /** Calls with every line, of whatever level. */
  readonly onLine: (listener: (line: LogLine) => void) => Disposable;
}

/** A logger whose lines are written by somebody else, and can be followed. */
export function relayLogger(
  write: (line: LogLine) => void,
  observe: Pick<Observe, 'current' | 'redactor'> = unobserved(),
): FollowedLogger {
  const listeners = new Set<(line: LogLine) => void>();
  const logger = lineLogger(observe, (line) => {
    write(line);
    for (const listener of listeners) listener(line);
  });
  return {
    ...logger,
    onLine: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

/** Writes a line that came from elsewhere, such as the worker's, as part of what it belongs to there. */
export function passOn(logger: Logger, observe: Observe, line: LogLine): void {
  const { level, message, service, correlation, context } = line;
  const write = (): void => {
    logger[level](message, { ...context, ...(service !== undefined && { service }) });
  };
  if (correlation === undefined) observe.apart(write);
  else observe.within(correlation, write);
}
