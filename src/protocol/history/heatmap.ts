import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { onlyParam } from './only.ts';
import { windowAnswer, windowParams, windowParamsSchema } from './window.ts';

const week = <T extends z.ZodType>(cell: T) => z.array(z.array(cell).length(24)).length(7);

/**
 * Weekday × hour in the answer's time zone: row 0 is Monday, column 0 is midnight. A play counts where it ended, its
 * minutes where they were heard, at most 60 for each time that the clock showed the hour.
 */
export const heatmapSchema = z.object({
  plays: week(z.int()).describe('Rows from Monday, columns hours.'),
  minutes: week(z.number()),
});
export type Heatmap = z.infer<typeof heatmapSchema>;

/** What agents pass. */
export const heatmapParams = windowParamsSchema;
/** What the history answers. */
export const heatmapRequestParams = strictParams({ ...windowParams, only: onlyParam });
export type HeatmapRequestParams = z.infer<typeof heatmapRequestParams>;
export const heatmapResult = z.object({
  ...windowAnswer,
  plays: z.int(),
  hours: z.number(),
  busiest: z.object({ weekday: z.string(), hour: z.int(), plays: z.int() }).optional(),
  heatmap: heatmapSchema,
});
export type HeatmapResult = z.infer<typeof heatmapResult>;
