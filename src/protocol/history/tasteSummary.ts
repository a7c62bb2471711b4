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
  coverage: coverageSchema,
});
export type TasteSummaryResult = z.infer<typeof tasteSummaryResult>;
