import * as z from 'zod';
import { coverageSchema, sourceCount, windowAnswer, windowParamsSchema } from './window.ts';

export const coverageParams = windowParamsSchema;
export const coverageResult = z.object({
  ...windowAnswer,
  ...coverageSchema.shape,
  plays: z.int(),
  /** Listens of the window that the play rule leaves out. */
  short_listens: z.int(),
  /** Part of the plays whose track has a Spotify URI, 0 to 1. */
  with_uri_share: z.number(),
  /** Part of the plays of which it is known how long they were heard, and part for which that is an estimate. */
  with_time_share: z.number(),
  estimated_share: z.number(),
  /** The whole history, whatever the window. */
  history: z.object({
    first_listen: z.string().optional(),
    last_listen: z.string().optional(),
    listens: z.int(),
    /** Rows whose listen a richer source tells. */
    superseded: z.int(),
  }),
  months: z.array(
    z.object({ month: z.string(), plays: z.int(), hours: z.number(), sources: z.array(sourceCount) }),
  ),
});
export type CoverageResult = z.infer<typeof coverageResult>;
