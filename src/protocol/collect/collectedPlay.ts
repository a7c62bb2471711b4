import * as z from 'zod';

/** Unix ms. */
const instant = z.int();
const text = z.string().max(500);

/**
 * A play as Spotify's recently-played reports it, in our words: cleaned and bounded. It has no heard time; only
 * tracks are reported, and only such that came to their end.
 */
export const collectedPlay = z.object({
  /** As reported, to the millisecond: today the end of the play (exports-and-history facts, §5). */
  played_at: instant,
  /** `spotify:track:…`, or `spotify:local:…` of the user's own file. */
  uri: text,
  title: text,
  /** First artist of the album, as exports credit it; the first artist of the track where the album names none. */
  artist: text,
  artist_uri: text.optional(),
  album: text,
  duration_ms: z.int().optional(),
  /** `2019`, `2019-03` or `2019-03-08`. */
  release_date: z.string().max(10).optional(),
  isrc: z.string().max(20).optional(),
  explicit: z.boolean().optional(),
  context_uri: text.optional(),
});
export type CollectedPlay = z.infer<typeof collectedPlay>;

/** A listen as the player showed it while it went on: evidence for the play that recently-played reports later. */
export const liveListen = z.object({
  uri: text,
  title: text,
  artist: text,
  /** First and last instant at which it was seen. */
  started_at: instant,
  ended_at: instant,
  /** Time that it was heard, pauses left out. */
  heard_ms: z.int(),
  duration_ms: z.int(),
  /** Another item came before its end. */
  skipped: z.boolean(),
  /** Kind of the device: computer, smartphone, speaker … */
  device: z.string().max(40).optional(),
  context_uri: text.optional(),
});
export type LiveListen = z.infer<typeof liveListen>;
