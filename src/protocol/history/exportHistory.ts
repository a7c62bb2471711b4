import * as z from 'zod';
import { count } from '../spotify/items.ts';
import { strictParams } from '../strictParams.ts';

/** Files that the history is written to. */
export const historyFormats = ['jsonl', 'csv', 'sqlite'] as const;
export type HistoryFormat = (typeof historyFormats)[number];

/** Writes the history into a new file in the folder for the user's exports. */
export const exportHistoryParams = strictParams({
  format: z.enum(historyFormats).optional().describe('Default jsonl: a JSON object a line.'),
  account: z.string().min(1).max(128).optional().describe('Default: every account.'),
  evidence: z
    .boolean()
    .optional()
    .describe('Also rows that another source speaks for. Default: each listen once.'),
});
export type ExportHistoryParams = z.infer<typeof exportHistoryParams>;

export const exportHistoryResult = z.object({
  path: z.string(),
  format: z.enum(historyFormats),
  rows: count,
  bytes: count,
  seconds: z.number(),
  accounts: z.array(z.object({ account: z.string(), rows: count })),
  note: z.string().optional(),
});
export type ExportHistoryResult = z.infer<typeof exportHistoryResult>;
