import { logLevels, type LogLevel } from '../../protocol/events.ts';
import type { Logger } from '../ports.ts';

/** The same log, in which every line names the part of Backbeat that wrote it, such as `spotify`. */
export function serviceLogger(logger: Logger, service: string): Logger {
  const at = (level: LogLevel): [LogLevel, Logger[LogLevel]] => [
    level,
    (message, context) => {
      logger[level](message, { service, ...context });
    },
  ];
  return Object.fromEntries(logLevels.map(at)) as unknown as Logger;
}
