import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { heatmapSchema } from './heatmap.ts';
import { repeatStats } from './repeatRate.ts';
import { topArtist, topTrack } from './topLists.ts';
import { byParam, coverageSchema, limitParam, windowAnswer, windowParams } from './window.ts';

export const tasteSummaryParams = strictParams({
  ...windowParams,
  by: byParam,
  limit: limitParam.describe('Of each list. Default 10.'),
});
export type TasteSummaryParams = z.infer<typeof tasteSummaryParams>;

/** A way in which the user listens: sessions that are alike. */
const listeningMode = z.object({
  /** By rules: time of day, and what is unusual about its sessions. */
  name: z.string(),
  /** Part of the plays in sessions, 0 to 1. */
  share: z.number(),
  /** Hours of the local clock in which most of its sessions lie. */
  when: z.string(),
  top_artists: z.array(z.string()),
});
export type ListeningMode = z.infer<typeof listeningMode>;

export const tasteSummaryResult = z.object({
  ...windowAnswer,
  plays: z.int(),
  unique_tracks: z.int(),
  unique_artists: z.int(),
  hours: z.number(),
  top_artists: z.array(topArtist),
  top_tracks: z.array(topTrack),
  repeat_stats: repeatStats,
  heatmap: heatmapSchema,
  /** Absent where there are too few sessions. */
  clusters: z.array(listeningMode).optional(),
  coverage: coverageSchema,
});
export type TasteSummaryResult = z.infer<typeof tasteSummaryResult>;
