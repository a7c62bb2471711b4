import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { byParam, windowAnswer, windowParams } from '../window.ts';

export const concentrationParams = strictParams({ ...windowParams, by: byParam });
export type ConcentrationParams = z.infer<typeof concentrationParams>;

/**
 * How listening is spread over tracks or artists. p = the share of one of them in the plays (with `by: 'time'` in the
 * time); four decimals; all 0 without plays.
 */
export const spread = z.object({
  /** How many different ones. */
  unique: z.int(),
  top_10_share: z.number(),
  top_100_share: z.number(),
  top_500_share: z.number(),
  /** 0 = all equal, near 1 = one has nearly all. */
  gini: z.number(),
  /** Herfindahl–Hirschman index, Σp². */
  hhi: z.number(),
  /** As varied as that many equal ones: exp of the Shannon entropy, and 1/hhi, which minds the rare ones less. */
  effective_number: z.number(),
  effective_number_hhi: z.number(),
  /** The fewest that together have half of the plays or of the time. */
  makes_half: z.int(),
});
export type Spread = z.infer<typeof spread>;

const period = {
  plays: z.int(),
  tracks: spread,
  artists: spread,
  /** The greatest N for which N local days have N plays or more each. */
  eddington: z.int(),
};

export const concentrationResult = z.object({
  ...windowAnswer,
  by: z.enum(['plays', 'time']),
  ...period,
  /** The equally long window just before; absent where it has no plays. */
  previous: z.object({ start: z.string(), end: z.string(), ...period }).optional(),
});
export type ConcentrationResult = z.infer<typeof concentrationResult>;
