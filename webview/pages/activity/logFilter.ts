import {
  storedLogLevels,
  type LogsResult,
  type StoredLogLevel,
} from '../../../src/protocol/ops/opsRequests.ts';
import type { ParamsOf } from '../../../src/protocol/requests.ts';

export type LogLine = LogsResult['lines'][number];

/** Stretches of time that the log can be cut to, minutes. */
export const stretches = ['15', '60', '1440', '10080', 'all'] as const;
export type Stretch = (typeof stretches)[number];

/** Which lines are shown. */
export interface LogFilter {
  /** This level and above. */
  readonly level: StoredLogLevel;
  /** Exact name of a part of Backbeat; empty for all. */
  readonly service: string;
  readonly contains: string;
  readonly stretch: Stretch;
}

export const defaultFilter: LogFilter = { level: 'info', service: '', contains: '', stretch: 'all' };

/** Most characters that the request takes. */
export const longestService = 40;
export const longestText = 200;

/** @param now Unix ms, from which a stretch is counted back */
export function logParamsOf(
  { level, service, contains, stretch }: LogFilter,
  now: number,
): ParamsOf<'ops.logs'> {
  return {
    level,
    ...(service !== '' && { service }),
    ...(contains !== '' && { contains }),
    ...(stretch !== 'all' && { since: new Date(now - Number(stretch) * 60_000).toISOString() }),
  };
}

/** The filter that was kept; the default for whatever of it is none. */
export function keptFilter(state: unknown): LogFilter {
  const kept: Readonly<Record<string, unknown>> =
    typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
  return {
    level: storedLogLevels.find((level) => level === kept['level']) ?? defaultFilter.level,
    service: textOf(kept['service'], longestService),
    contains: textOf(kept['contains'], longestText),
    stretch: stretches.find((stretch) => stretch === kept['stretch']) ?? defaultFilter.stretch,
  };
}

function textOf(value: unknown, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}
