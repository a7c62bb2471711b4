import * as z from 'zod';
import { historyChanged } from './history/historyChanged.ts';
import { historySettingsSchema } from './settings.ts';
import { collectorStatusResult } from './collector/collectorRequests.ts';
import { panelImports } from './panel/panelRequests.ts';
import { askedPage, panelContext } from './panel/panelContext.ts';
import { accountInUse, accountsResult } from './spotify/accounts.ts';
import { playbackResult } from './spotify/player.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything that is announced without being asked for. Payloads are whole states, never deltas. */
export const events = {
  /** The stored plays of an account changed: answers given before may be stale. */
  'history.changed': historyChanged,
  /** What plays changed, or was read again; from the host to everybody. */
  'playback.changed': playbackResult,
  /** Accounts, their states or their limits changed; from the host to everybody. */
  'accounts.changed': accountsResult,
  /** What the collector does, or what became of it; from the host to everybody. */
  'collector.changed': collectorStatusResult,
  /** Imports of the window that shows the panel; from it to its panel. */
  'panel.imports': panelImports,
  /** A command asks for a page; from the window to its panel. */
  'panel.page': askedPage,
  /** The window's settings, address or accounts are others now; from it to its panel. */
  'panel.context': panelContext,
  /** A client's vault changed; from the client to the host. */
  'vault.changed': z.object({}),
  /** The settings that the history works by; from the host to its worker. */
  'settings.changed': historySettingsSchema,
  /** Another account is in use; from the host to its worker. */
  'account.inUse': accountInUse,
  /** The host ends; from the host to its worker, which closes the database and ends too. */
  'host.closing': z.object({}),
  /** A line of the worker's log, for the host's log. */
  'log.written': z.object({
    level: z.enum(logLevels),
    message: z.string(),
    /** The part of Backbeat that wrote it, such as spotify or history. */
    service: z.string().optional(),
    /** Of the tool call, command or job that caused it; 32 hex digits. */
    correlation: z.string().optional(),
    context: z.record(z.string(), z.unknown()).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

/** Events that the host passes on to every window, command and view. */
export const publicEvents = [
  'history.changed',
  'playback.changed',
  'accounts.changed',
  'collector.changed',
] as const;

export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>;
