import * as z from 'zod';
import { coverageSchema, sourceCount, windowAnswer, windowParamsSchema } from './window.ts';

export const coverageParams = windowParamsSchema;
export const coverageResult = z.object({
  ...windowAnswer,
  ...coverageSchema.shape,
  plays: z.int().describe('Listens of the window that count as plays.'),
  short_listens: z.int().describe('Listens of the window that the play rule leaves out.'),
  with_uri_share: z.number().describe('Part of the plays whose track has a Spotify URI, 0 to 1.'),
  history: z
    .object({
      first_listen: z.string().optional(),
      last_listen: z.string().optional(),
      listens: z.int().describe('Every listen of the account, of any kind and length.'),
      superseded: z.int().describe('Rows kept as evidence because a richer source tells the same listen.'),
    })
    .describe('The whole history, whatever the window.'),
  months: z
    .array(z.object({ month: z.string(), plays: z.int(), hours: z.number(), sources: z.array(sourceCount) }))
    .describe('Months of the window that have plays.'),
});
export type CoverageResult = z.infer<typeof coverageResult>;
