import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';

/** A track that a line may mean. */
const lineMatch = {
  name: z.string().optional(),
  by: z.array(z.string()).optional(),
  uri: z.string().optional(),
  /** 0 to 1. */
  confidence: count.optional(),
};

export const resolveTracksParams = strictParams({
  lines: z
    .array(z.string().max(1000))
    .min(1)
    .max(200)
    .describe("Such as 'artist – title', 'title by artist', a URI."),
  max_searches: z
    .int()
    .min(0)
    .max(400)
    .optional()
    .describe('Default 50. Where more are needed, none is made.'),
  account: accountParam,
});
export const resolveTracksResult = z.object({
  tracks: z.array(
    z.object({
      line: z.string(),
      ...lineMatch,
      source: z.enum(['given', 'history', 'library', 'search']).optional(),
      runner_up: z.object(lineMatch).optional(),
      why: z.string().optional(),
    }),
  ),
  resolved: count,
  searches: count,
  searches_needed: count.optional(),
  note: z.string().optional(),
});
export type ResolveTracksParams = z.infer<typeof resolveTracksParams>;
export type ResolveTracksResult = z.infer<typeof resolveTracksResult>;
