import * as z from 'zod';
import { strictParams } from './strictParams.ts';

export const statusParams = strictParams({});

/** State of the host's history, for `backbeat doctor`, the log and the tools' preconditions. */
export const statusResult = z.object({
  version: z.string(),
  schema_version: z.int(),
  accounts: z.array(z.object({ account: z.string(), listens: z.int() })),
  database_bytes: z.number(),
  journal_bytes: z.number(),
  damage: z
    .array(z.string())
    .describe('What was found damaged when the database was opened, and what was done.'),
  snapshot_trouble: z
    .object({ since: z.string(), retry_at: z.string(), hint: z.string().optional() })
    .optional()
    .describe('The database cannot be written as a whole; what is stored goes to the journal.'),
  read_only: z.string().optional().describe('Why nothing is collected or stored; absent where it is.'),
  storage: z.string().optional().describe('What to know about the place of the data directory.'),
});
export type StatusResult = z.infer<typeof statusResult>;

export const filesParams = strictParams({});

/** What the host finds when it looks at the files of its history. */
export const filesResult = z.object({
  checks: z.array(
    z.object({
      state: z.enum(['ok', 'attention', 'failed']),
      found: z.string(),
      next: z.string().optional(),
    }),
  ),
});
