import * as z from 'zod';
import { jobStatuses } from '../../../src/protocol/history/importReport.ts';

const count = z.number();

/** The answer of `ops_import_export`. */
export const importAnswer = z.object({
  status: z.enum(jobStatuses),
  account: z.string(),
  rows_read: count,
  stored: count,
  already_known: count,
  superseded: count,
  left_out: z.array(z.object({ rows: count, because: z.string() })).default([]),
  files: count,
  ignored_files: count,
  names_resolved: count,
  first_played_at: z.string().optional(),
  last_played_at: z.string().optional(),
  seconds: z.number(),
  message: z.string(),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

/** The last part of a path: the folders before it are nobody's business but the user's. */
export function fileNameOf(path: unknown): string | undefined {
  return typeof path === 'string' ? path.split(/[\\/]/).findLast((part) => part !== '') : undefined;
}
