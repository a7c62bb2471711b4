import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { cursorParam } from '../history/window.ts';
import { done } from '../spotify/vault.ts';

/** Unix ms in what is written, ISO (UTC) in what is answered. */
const written = z.int();
const instant = z.string();

export const jobTypes = ['import_zip', 'initial_sync', 'poll', 'enrich'] as const;
export const runStatuses = ['running', 'success', 'partial', 'error', 'cancelled', 'interrupted'] as const;

export const jobRunsParams = strictParams({
  limit: z.int().min(1).max(100).optional().describe('Default 20.'),
  type: z.enum(jobTypes).optional().describe('Default: of all types.'),
  status: z.enum(runStatuses).optional().describe('Default: any.'),
  account: z.string().max(128).optional().describe('Only of this account.'),
});
export const jobRun = z.object({
  run_id: z.int(),
  type: z.enum(jobTypes),
  account: z.string().optional(),
  started_at: instant,
  finished_at: instant.optional(),
  status: z.enum(runStatuses),
  fetched: z.int(),
  inserted: z.int(),
  updated: z.int(),
  rate_limits: z.int(),
  files_processed: z.int(),
  error: z.string().optional(),
  note: z.string().optional().describe('Why an initial sync ended.'),
  correlation: z.string().optional().describe('Of what began it; ops_logs takes it.'),
});
export type JobRun = z.infer<typeof jobRun>;
export const jobRunsResult = z.object({ runs: z.array(jobRun), note: z.string().optional() });

/** As the reference collector names them; the logger's `warn` is `warning` here. */
export const storedLogLevels = ['debug', 'info', 'warning', 'error'] as const;
export type StoredLogLevel = (typeof storedLogLevels)[number];

export const logLine = z.object({
  service: z.string().max(40),
  level: z.enum(storedLogLevels),
  timestamp: written,
  /** Cut where it is stored to 2,000 characters. */
  message: z.string().max(100_000),
  /** Of the tool call, command or job that caused it. */
  correlation: z.string().max(64).optional(),
  /** Ids and counts; one of more than 4,000 characters of JSON is stored as a text that is cut. */
  context: z.record(z.string(), z.unknown()).optional(),
});
export type LogLine = z.infer<typeof logLine>;

export const logsWriteParams = strictParams({
  lines: z.array(logLine).min(1).max(200),
  /** Lines before this instant are forgotten. */
  forget_before: written.optional(),
});
export const logsParams = strictParams({
  level: z.enum(storedLogLevels).optional().describe('This level and above. Default info.'),
  service: z.string().max(40).optional().describe('Only of this part, such as collector.'),
  contains: z.string().max(200).optional().describe('Text in the message.'),
  since: z.string().max(40).optional().describe('ISO instant.'),
  correlation: z.string().max(64).optional().describe('Only what this call, command or job caused.'),
  limit: z.int().min(1).max(200).optional().describe('Default 50, newest first.'),
  cursor: cursorParam,
});
export const logsResult = z.object({
  lines: z.array(
    z.object({
      at: instant,
      service: z.string(),
      level: z.enum(storedLogLevels),
      message: z.string(),
      correlation: z.string().optional().describe('The same for all lines of one call, command or job.'),
      context: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type LogsResult = z.infer<typeof logsResult>;

/** Records of what Backbeat did, answered by the history. */
export const opsRequests = {
  'ops.jobRuns': { params: jobRunsParams, result: jobRunsResult },
  'ops.logs': { params: logsParams, result: logsResult },
  'ops.writeLogs': { params: logsWriteParams, result: done },
} as const;
