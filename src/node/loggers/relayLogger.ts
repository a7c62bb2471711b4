import { lineLogger, type LogLine } from '../../core/observe/lineLogger.ts';
import { unobserved, type Observe } from '../../core/observe/observe.ts';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';
import type { LogLevel } from '../../protocol/events.ts';

/** A logger whose lines others can follow. */
export interface FollowedLogger extends Logger {
  /** Calls with every line from a level upwards, whatever is written; default of all. */
  readonly onLine: (listener: (line: LogLine) => void, from?: LogLevel) => Disposable;
}

/** Takes lines, and says beforehand which ones: of the others none is made. */
export interface LineSink {
  readonly write: (line: LogLine) => void;
  /** Asked before each line; default all. */
  readonly takes?: (level: LogLevel) => boolean;
}

interface Follower {
  readonly listener: (line: LogLine) => void;
  readonly from: LogLevel;
}

/** Here, because the list of the protocol comes with every schema of an event, and this is loaded at activation. */
const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Whether a line of that level is one from the other upwards. */
export function reaches(level: LogLevel, from: LogLevel): boolean {
  return rank[level] >= rank[from];
}

/** A logger whose lines are written by somebody else, and can be followed. */
export function relayLogger(
  { write, takes = () => true }: LineSink,
  observe: Pick<Observe, 'current' | 'redactor'> = unobserved(),
): FollowedLogger {
  const followers = new Set<Follower>();
  const logger = lineLogger(
    observe,
    (line) => {
      if (takes(line.level)) write(line);
      for (const { listener, from } of followers) if (reaches(line.level, from)) listener(line);
    },
    (level) => takes(level) || [...followers].some(({ from }) => reaches(level, from)),
  );
  return {
    ...logger,
    onLine: (listener, from = 'debug') => {
      const follower = { listener, from };
      followers.add(follower);
      return { dispose: () => void followers.delete(follower) };
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
