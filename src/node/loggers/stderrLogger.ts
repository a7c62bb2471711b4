import type { LogLevel } from '../../protocol/events.ts';
import { unobserved, type Observe } from '../../core/observe/observe.ts';
import { reaches, relayLogger, type FollowedLogger } from './relayLogger.ts';

/** JSON lines on stderr from a level upwards. stdout is never touched: it carries the answer or the protocol. */
export function stderrLogger(
  from: LogLevel,
  observe: Pick<Observe, 'current' | 'redactor'> = unobserved(),
): FollowedLogger {
  return relayLogger(
    {
      takes: (level) => reaches(level, from),
      write: ({ level, message, service, correlation, context }) => {
        const facts = { time: new Date().toISOString(), level, message, service, correlation };
        // First for the reader, last so that no context takes their place.
        process.stderr.write(`${JSON.stringify({ ...facts, ...context, ...facts })}\n`);
      },
    },
    observe,
  );
}
