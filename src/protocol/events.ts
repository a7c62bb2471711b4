import * as z from 'zod';
import { historySettingsSchema } from './settings.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything that is announced without being asked for. Payloads are whole states, never deltas. */
export const events = {
  /** The stored plays of an account changed: answers given before may be stale. */
  'history.changed': z.object({ account: z.string(), listens: z.int() }),
  /** The settings that the history works by; from the host to its worker. */
  'settings.changed': historySettingsSchema,
  /** A line of the worker's log, for the host's log. */
  'log.written': z.object({
    level: z.enum(logLevels),
    message: z.string(),
    context: z.record(z.string(), z.unknown()).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>;
