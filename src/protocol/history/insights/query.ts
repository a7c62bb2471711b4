import * as z from 'zod';
import { count } from '../../spotify/items.ts';
import { strictParams } from '../../strictParams.ts';

/** Longest statement and longest text for a `?`, in characters. */
export const longestSql = 10_000;
/** Values for `?`. */
const maxParams = 100;
export const defaultRows = 100;
export const mostRows = 1_000;

/** A question in SQL over a copy of the history. */
export const queryParams = strictParams({
  sql: z
    .string()
    .min(1)
    .max(longestSql)
    .describe('One statement: SELECT, WITH, VALUES or EXPLAIN QUERY PLAN. ? for each of params.'),
  params: z
    .array(z.string().max(longestSql))
    .max(maxParams)
    .optional()
    .describe('Texts. A number stands in the statement, or as CAST(? AS INTEGER).'),
  limit: z.int().min(1).max(mostRows).optional().describe('Rows. Default 100.'),
  timezone: z.string().max(64).optional().describe('IANA name, for ended_local.'),
});
export type QueryParams = z.infer<typeof queryParams>;

export const queryResult = z.object({
  columns: z.array(z.string()),
  /**
   * As many cells as columns: texts, numbers and null; a blob as `x'…'`. What a cell may be would be a union, which
   * some clients do not take.
   */
  rows: z.array(z.array(z.unknown()).meta({ items: undefined })),
  row_count: count,
  truncated: z.boolean().describe('There is more than these rows.'),
  timezone: z.string(),
  note: z.string().optional(),
});
export type QueryResult = z.infer<typeof queryResult>;
