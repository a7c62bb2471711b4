import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { failedPart } from './writes.ts';

export const artistProfileParams = strictParams({
  artist: z.string().min(1).max(300).describe('Name, URI or link.'),
  limit: z.int().min(1).max(10).optional().describe('Rows of each list. Default 5.'),
  account: accountParam,
});
export type ArtistProfileParams = z.infer<typeof artistProfileParams>;

/** What an artist's records are, as Spotify groups them. */
export const releaseGroups = ['album', 'single', 'compilation', 'appears_on'] as const;
export type ReleaseGroup = (typeof releaseGroups)[number];

const release = z.object({
  name: z.string(),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  released: z.string().optional(),
  tracks: count.optional(),
  uri: z.string(),
});
export type Release = z.infer<typeof release>;

const played = z.object({ name: z.string(), plays: count, uri: z.string().optional() });

/** The user's own history with an artist. */
export const ownArtist = z.object({
  plays: count,
  hours: count,
  share: count.describe('Of all plays, 0 to 1.'),
  rank: count.optional().describe('By plays.'),
  rank_by_time: count.optional(),
  of_artists: count.describe('All artists played.'),
  first_play: z.string().optional(),
  last_play: z.string().optional(),
  plays_last_90_days: count,
  top_tracks: z.array(played),
  top_albums: z.array(z.string()),
  play_rule: z.string(),
  note: z.string().optional(),
});

export const artistProfileResult = z.object({
  name: z.string(),
  uri: z.string().optional(),
  url: z.string().optional(),
  genres: z.array(z.string()).optional(),
  /** Absent where it could not be read; `missing` says why. */
  catalogue: z
    .object({
      newest: z.string().optional(),
      groups: z.array(z.object({ group: z.enum(releaseGroups), total: count, releases: z.array(release) })),
    })
    .optional(),
  history: ownArtist.optional(),
  /** Others of about that name, each with its URI. */
  alternatives: z.array(z.string()).optional(),
  missing: z.array(failedPart).optional(),
  note: z.string().optional(),
});
export type ArtistProfileResult = z.infer<typeof artistProfileResult>;
