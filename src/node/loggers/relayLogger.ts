import { errorToWire } from '../../core/errorCodec.ts';
import type { Logger } from '../../core/ports.ts';
import type { EventOf, LogLevel } from '../../protocol/events.ts';

/** Makes context fit to cross a boundary: errors become their name, message, stack and causes. */
export function plainContext(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { code } = errorToWire(value);
  return {
    code,
    message: value.message,
    stack: value.stack,
    ...(value.cause === undefined ? {} : { cause: plain(value.cause) }),
  };
}

/** A logger whose lines are written by somebody else. */
export function relayLogger(write: (line: EventOf<'log.written'>) => void): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, context?: Readonly<Record<string, unknown>>): void => {
      write({ level, message, ...(context === undefined ? {} : { context: plainContext(context) }) });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
