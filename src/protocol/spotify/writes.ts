import * as z from 'zod';
import { count } from './items.ts';

/**
 * What became of a change.
 * - `verified`: a read afterwards shows it
 * - `accepted`: Spotify took it, a read does not show it yet
 * - `partial`: a part was done; `failed` names the rest
 * - `unknown`: no answer came, and a read does not tell either
 * - `unchanged`: it was so before
 * - `planned`: a dry run
 * - `declined`: the user said no, and nothing was sent
 */
export const writeOutcomes = [
  'verified',
  'accepted',
  'partial',
  'unknown',
  'unchanged',
  'planned',
  'declined',
] as const;
export type WriteOutcome = (typeof writeOutcomes)[number];

/** Something that a change did not reach. */
export const failedPart = z.object({ item: z.string(), why: z.string() });
export type FailedPart = z.infer<typeof failedPart>;

/** What every change of playlists and library answers. What the outcomes mean stands in the server's instructions. */
export const writeAnswer = {
  outcome: z.enum(writeOutcomes),
  summary: z.string(),
  failed: z.array(failedPart).optional(),
  /** For `ops_undo`. */
  undo_id: z.string().optional(),
  note: z.string().optional(),
};
export const writeResult = z.object(writeAnswer);
export type WriteResult = z.infer<typeof writeResult>;

/** The playlist that was changed, as answers of writes name it. */
export const playlistRef = z.object({
  name: z.string(),
  uri: z.string(),
  url: z.string(),
  items: count.optional(),
});
export type PlaylistRef = z.infer<typeof playlistRef>;

/** A change of one playlist. */
export const playlistWriteResult = z.object({ ...writeAnswer, playlist: playlistRef.optional() });
export type PlaylistWriteResult = z.infer<typeof playlistWriteResult>;

/** Says what would happen, and changes nothing. */
export const dryRunParam = z.boolean().optional().describe('Only plan.');

/**
 * What the user agreed to, in the words of the dry run that the question was made of: what would be another change by
 * now is refused. No argument of a tool.
 */
export const agreedParam = z.string().max(10_000).optional();

/** Which playlist: own and followed ones also by their name. */
export const playlistParam = z.string().min(1).max(300).describe('URI, link, id or own name.');

/** Tracks and episodes for a playlist. */
export const playableUris = z.array(z.string().max(300)).min(1).max(10_000);
