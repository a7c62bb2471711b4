import * as z from 'zod';

/** What makes two entries the same: the URI alone, or the recording, whichever album it is on. */
export const sameBy = ['uri', 'recording'] as const;
export type SameBy = (typeof sameBy)[number];

/** By what the entries of a group are known to be the same; the surest that holds for all of them. */
export const sameness = ['uri', 'isrc', 'name_and_length'] as const;
export type Sameness = (typeof sameness)[number];

/** What counts as the same, where a recording is looked for unless said otherwise. */
export const sameByParam = z
  .enum(sameBy)
  .optional()
  .describe('What counts as the same: recording (default; also on another album) or uri.');
