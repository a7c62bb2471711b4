import type { Logger } from '../core/ports.ts';

/**
 * Has this process say by its log what nobody expected, and end. By itself Node would print the error with its causes
 * and all that hangs on them, such as the headers of a request; a report of Node would list the environment.
 */
export function endSafely(logger: Logger): void {
  // The oldest Node that runs this does not know it; our own secrets are not there any more.
  process.report.excludeEnv = true;
  process.on('uncaughtException', (error, origin) => {
    try {
      logger.error('Backbeat ends: something happened that it did not expect', { error, origin });
    } finally {
      process.exit(1);
    }
  });
}
