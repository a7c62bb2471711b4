import { correlationOf } from '../../protocol/trace.ts';
import type { EventOf, LogLevel } from '../../protocol/events.ts';
import type { Logger } from '../ports.ts';
import type { Observe } from './observe.ts';
import { plainContext } from './redaction/plainValue.ts';

/** A line of the log: without secrets, fit to cross a boundary, and with what it belongs to. */
export type LogLine = EventOf<'log.written'>;

const allLevels = (): boolean => true;

/**
 * A logger whose lines are written by somebody else. Each line carries the correlation id of what is under way and
 * the service that wrote it (the field `service` of the context); secrets are taken out here, once, for all writers.
 * @param isWanted whether anybody takes lines of a level now: of the others none is made; default all
 */
export function lineLogger(
  observe: Pick<Observe, 'current' | 'redactor'>,
  write: (line: LogLine) => void,
  isWanted: (level: LogLevel) => boolean = allLevels,
): Logger {
  const { redactor } = observe;
  const at =
    (level: LogLevel) =>
    (text: string, context: Readonly<Record<string, unknown>> = {}): void => {
      if (!isWanted(level)) return;
      const { service, ...rest } = plainContext(context, redactor);
      const trace = observe.current();
      write({
        ...{ level, message: redactor.text(text) },
        ...(typeof service === 'string' && { service }),
        ...(trace !== undefined && { correlation: correlationOf(trace) }),
        ...(Object.keys(rest).length > 0 && { context: rest }),
      });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
