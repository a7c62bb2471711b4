import * as z from 'zod';
import { windowAnswer, windowParamsSchema } from './window.ts';

const week = <T extends z.ZodType>(cell: T) => z.array(z.array(cell).length(24)).length(7);

/** Weekday × hour in the answer's time zone: row 0 is Monday, column 0 is midnight; a play counts where it ended. */
export const heatmapSchema = z.object({
  plays: week(z.int()).describe('Rows Monday to Sunday, columns hour 0 to 23.'),
  minutes: week(z.number()),
});
export type Heatmap = z.infer<typeof heatmapSchema>;

export const heatmapParams = windowParamsSchema;
export const heatmapResult = z.object({
  ...windowAnswer,
  plays: z.int(),
  hours: z.number(),
  busiest: z.object({ weekday: z.string(), hour: z.int(), plays: z.int() }).optional(),
  heatmap: heatmapSchema,
});
export type HeatmapResult = z.infer<typeof heatmapResult>;
