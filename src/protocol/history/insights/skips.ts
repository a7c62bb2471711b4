import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { onlyParam } from '../only.ts';
import { windowAnswer, windowParams } from '../window.ts';

/** What agents pass. Skips are about listens of any length, so a listen counts from 0 seconds unless the params say otherwise. */
export const skipsParams = strictParams({
  ...windowParams,
  min_seconds: windowParams.min_seconds.describe('Heard for a listen. Default 0.'),
  min_listens: z.int().min(1).max(100_000).optional().describe('For the lists. Default 10.'),
  limit: z.int().min(1).max(50).optional().describe('Of each list. Default 5.'),
});
/** What the history answers. */
export const skipsRequestParams = strictParams({ ...skipsParams.shape, only: onlyParam });
export type SkipsParams = z.infer<typeof skipsRequestParams>;

/** `listens` = those for which it is known whether they were skipped. */
const counted = { listens: z.int(), skip_share: z.number() };
const track = z.object({
  name: z.string(),
  artists: z.array(z.string()),
  ...counted,
  uri: z.string().optional(),
});
const artist = z.object({ name: z.string(), ...counted });
export type SkippedTrack = z.infer<typeof track>;
export type SkippedArtist = z.infer<typeof artist>;

const share = z.number();

export const skipsResult = z.object({
  ...windowAnswer,
  /** What a skip is, in words. */
  skip_rule: z.string(),
  /** All listens of the window, and those whose source tells whether they were skipped. */
  listens: z.int(),
  known: z.int(),
  skipped: z.int(),
  /** Of the known ones; absent where nothing is known. */
  skip_share: share.optional(),
  /** Spotify's exports mean different things by a skip in different years; the latest last. */
  eras: z.array(z.object({ era: z.string(), listens: z.int(), known: z.int(), skipped: z.int() })),
  /** Parts of the skipped listens of known length. */
  seconds_before_skip: z
    .object({
      under_3: share,
      under_30: share,
      from_30: share,
      over_120: share,
    })
    .optional(),
  /** By the reason of the end, the commonest first. */
  by_reason: z.array(z.object({ reason: z.string(), listens: z.int(), skipped: z.int() })),
  /** By the hour of the local clock, from 0 to 23. */
  by_hour: z.object({ listens: z.array(z.int()), skip_share: z.array(share) }),
  /** Skip shares of the listens with and without shuffle. */
  by_shuffle: z.object({ on: share.optional(), off: share.optional() }),
  /** How listens began: picked by the user, next by itself, skipped to; what tells neither is `other`. */
  agency: z.object({ chosen: share, fed: share, forwarded: share, other: share, unknown: share }).optional(),
  /** Of the listens whose source says so or not. */
  shuffle_share: share.optional(),
  offline_share: share.optional(),
  private_share: share.optional(),
  most_skipped_tracks: z.array(track),
  least_skipped_tracks: z.array(track),
  most_skipped_artists: z.array(artist),
  least_skipped_artists: z.array(artist),
});
export type SkipsResult = z.infer<typeof skipsResult>;
