import { logLevels, type LogLevel } from '../../protocol/events.ts';
import type { Logger } from '../../core/ports.ts';
import { relayLogger } from './relayLogger.ts';

/** JSON lines on stderr from a level upwards. stdout is never touched: it carries the answer or the protocol. */
export function stderrLogger(from: LogLevel): Logger {
  const lowest = logLevels.indexOf(from);
  return relayLogger(({ level, message, context }) => {
    if (logLevels.indexOf(level) < lowest) return;
    process.stderr.write(
      `${JSON.stringify({ time: new Date().toISOString(), level, message, ...context })}\n`,
    );
  });
}
