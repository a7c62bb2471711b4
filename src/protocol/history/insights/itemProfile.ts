import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { byParam, windowAnswer, windowParams } from '../window.ts';
import { itemName, itemTypes, itemUri } from './itemTypes.ts';

const words = z.string().min(1).max(300).optional();

/**
 * `track` asks for a track, else `album` for an album, else `artist` for an artist; further names narrow it down. The
 * window is the whole history unless the params name one.
 */
export const itemProfileParams = strictParams({
  ...windowParams,
  days: windowParams.days.describe('Default: the whole history.'),
  track: words.describe('Words of the title.'),
  album: words.describe('Words.'),
  artist: words.describe('Words.'),
  uri: z.string().max(300).optional().describe('Instead of names.'),
  by: byParam,
  per: z.enum(['month', 'year']).optional().describe('Default: by length.'),
  limit: z.int().min(1).max(50).optional().describe('Length of each list. Default 5.'),
});
export type ItemProfileParams = z.infer<typeof itemProfileParams>;

const neighbour = z.object({ ...itemName, rank: z.int(), plays: z.int(), hours: z.number(), ...itemUri });
const companion = z.object({
  ...itemName,
  /** How often it was the play just before, and just after. */
  before: z.int(),
  after: z.int(),
  ...itemUri,
});

export const itemProfileResult = z.object({
  ...windowAnswer,
  item_rule: z.string(),
  of: z.enum(itemTypes),
  ...itemName,
  ...itemUri,
  /** Tracks of the catalogue that count as this one; absent where it is only one. */
  releases: z.int().optional(),
  /** How many others match the names, and the most played of them. */
  other_matches: z.int(),
  others: z.array(z.object({ ...itemName, plays: z.int(), ...itemUri })),
  plays: z.int(),
  hours: z.number(),
  /** Part of all plays of the window (of its time with `by: 'time'`), 0 to 1. */
  share: z.number(),
  /** 1 + how many of `ranked` have more plays (more time with `by: 'time'`); absent without plays. */
  rank: z.int().optional(),
  /** How many of its type were played in the window. */
  ranked: z.int(),
  first_play: z.string().optional(),
  last_play: z.string().optional(),
  /** Local days from the last play to today, or to the end of the window if that is earlier. */
  days_since: z.int().optional(),
  days_with_plays: z.int(),
  /** The local day with most plays, and the month. */
  best_day: z.string().optional(),
  best_day_plays: z.int().optional(),
  peak_month: z.string().optional(),
  peak_month_plays: z.int().optional(),
  /** Most plays in a row, from two, with nothing else and no gap in between; the earliest of equally long ones. */
  longest_run: z.object({ plays_in_a_row: z.int(), from: z.string(), to: z.string() }).optional(),
  /** Part of the listens that the user ended early, of those, however short, for which the source tells. */
  skip_share: z.number().optional(),
  skip_listens: z.int().optional(),
  per: z.enum(['month', 'year']),
  /** Periods in which it was played, with its rank by plays in each. */
  periods: z.array(z.object({ period: z.string(), plays: z.int(), rank: z.int() })),
  /** The two ranked above it and the two below, the best first. */
  neighbours: z.array(neighbour),
  /** Played just before or after it in the same session, most often first. */
  heard_beside: z.array(companion),
  /** Of an artist or an album. */
  top_tracks: z.array(z.object({ name: z.string(), plays: z.int(), ...itemUri })).optional(),
});
export type ItemProfileResult = z.infer<typeof itemProfileResult>;
