import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** Why a row of an export is not stored. Each row that is read has one outcome and is counted once. */
export const leftOutReasons = {
  damaged: 'a stretch of the file is not readable JSON',
  not_a_row: 'the entry is no row of a listening history',
  no_time: 'the row has no time, or one that cannot be read',
  implausible_time: 'the time lies before 2006 or in the future',
  bad_duration: 'the time heard is negative or longer than a week',
  no_title: 'nothing says what was played',
  placeholder: 'Spotify put "Unknown" in place of the names',
  over_limit: 'the limit of rows was reached (setting backbeat.import.maxRecords)',
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

const count = z.int().min(0);
const leftOutShape = Object.fromEntries(
  Object.entries(leftOutReasons).map(([reason, words]) => [reason, count.optional().describe(words)]),
) as Record<LeftOutReason, z.ZodOptional<typeof count>>;

/** `rows_read` = `stored` + `already_known` + `superseded` + the sum of `left_out`. */
export const rowCounts = {
  rows_read: count,
  stored: count.describe('New listens.'),
  already_known: count.describe('Rows that an earlier import, or an earlier file of this one, had brought.'),
  superseded: count.describe('New rows kept as evidence only: a richer source tells the same listen.'),
  left_out: z.object(leftOutShape).describe('Rows that were not stored, by reason.'),
};
export type RowCounts = z.infer<z.ZodObject<typeof rowCounts>>;

/** Row schemas of an export, recognised by the keys of the rows. */
export const fileFormats = ['extended', 'endsong', 'account', 'empty', 'unknown'] as const;
export type FileFormat = (typeof fileFormats)[number];

const span = {
  first_played_at: z.string().optional().describe('UTC.'),
  last_played_at: z.string().optional().describe('UTC.'),
  seconds: z.number().describe('How long it took.'),
};
export const fileReport = z.object({
  file: z.string(),
  format: z.enum(fileFormats),
  ...rowCounts,
  ...span,
  error: z.string().optional().describe('Why the file could not be read to its end.'),
});
export type FileReport = z.infer<typeof fileReport>;

export const importReport = z.object({
  job_id: z.int(),
  status: z.enum(['success', 'partial']).describe('partial: something in a file could not be read.'),
  account: z.string(),
  ...rowCounts,
  ...span,
  files: z.array(fileReport),
  ignored_files: count.describe('Files of the export that hold no listening history; they were not opened.'),
  names_resolved: count.describe('Tracks without a URI that the library or playlists of the export named.'),
  message: z.string().describe('The report in words.'),
});
export type ImportReport = z.infer<typeof importReport>;

export const importParams = strictParams({
  paths: z.array(z.string().min(1)).min(1).max(1000),
  account: z.string().min(1).max(128).optional(),
});
export type ImportParams = z.infer<typeof importParams>;

export const importProgress = z.object({
  job_id: z.int(),
  file: z.string(),
  bytes_read: z.number(),
  bytes_total: z.number().describe('Of all files that hold listens, as unpacked.'),
  rows_read: z.int(),
  stored: z.int(),
});
export type ImportProgress = z.infer<typeof importProgress>;

export const jobStatuses = ['running', 'success', 'partial', 'error', 'cancelled', 'interrupted'] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const importJob = z.object({
  job_id: z.int(),
  status: z.enum(jobStatuses),
  account: z.string(),
  source: z.string().describe('Name of what was imported, without its folder.'),
  started_at: z.string(),
  finished_at: z.string().optional(),
  format: z.enum(['endsong', 'streaming_history', 'mixed', 'none']),
  ...rowCounts,
  first_played_at: z.string().optional(),
  last_played_at: z.string().optional(),
  error: z.string().optional(),
});
export type ImportJob = z.infer<typeof importJob>;

export const latestImportJobsParams = strictParams({
  limit: z.int().min(1).max(100).optional().describe('How many jobs. Default 20.'),
  account: z.string().max(128).optional().describe('Only jobs of this account. Default: of all.'),
});
export const latestImportJobsResult = z.object({
  jobs: z.array(importJob),
  note: z.string().optional(),
});
export type LatestImportJobsResult = z.infer<typeof latestImportJobsResult>;
