import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** As Prometheus allows them: what is read here goes into its text format. */
const name = z
  .string()
  .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/)
  .max(120);

const sample = z.object({
  /** Of the family, or one with the ending `_bucket`, `_sum` or `_count`. */
  name,
  labels: z.record(name, z.string().max(120)),
  value: z.number(),
});

/** One metric with all that was measured of it. */
export const metricFamily = z.object({
  name,
  help: z.string().max(500),
  type: z.enum(['counter', 'gauge', 'histogram', 'summary']),
  samples: z.array(sample),
});
export type MetricFamily = z.infer<typeof metricFamily>;
export type MetricSample = MetricFamily['samples'][number];

/** What the host of the data directory measured; asked by a server that shows it beside its own. */
export const measuredResult = z.object({
  /** Names the process for as long as it runs: whoever asks itself does not count twice. */
  process: z.string().max(64),
  families: z.array(metricFamily).max(200),
});
export type MeasuredResult = z.infer<typeof measuredResult>;

/** Answered by the host itself. An older host refuses it, which is no reason not to join it. */
export const observeRequests = {
  'host.measured': { params: strictParams({}), result: measuredResult },
} as const;
