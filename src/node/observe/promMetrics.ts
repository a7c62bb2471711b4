import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { metricDefinitions, type MetricDefinition, type Metrics } from '../../core/observe/metrics.ts';

/** What `/metrics` says. */
export interface PromMetrics extends Metrics {
  /** Of {@link PromMetrics.text}. */
  readonly contentType: string;
  /** Everything that was measured, in the text format of Prometheus. */
  text(): Promise<string>;
  /** Ends the measurement of the process itself. */
  dispose(): void;
}

type Labels = Readonly<Record<string, string>>;
type Instrument = (value: number, labels: Labels) => void;

/** Seconds: an answer from memory takes less than a millisecond, an import minutes. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Quantiles of the last ten minutes, forgotten in steps of two. */
const quantiles = { percentiles: [0.5, 0.95, 0.99], maxAgeSeconds: 600, ageBuckets: 5 };

/** Combinations of labels that one metric has at most, should a value ever come from outside. */
const mostSeries = 600;
const longestLabel = 60;

/** Metrics for Prometheus. A duration is a histogram by its labels and, over all of them, a summary of quantiles. */
export function createPromMetrics(): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const instruments = new Map(
    Object.entries<MetricDefinition>(metricDefinitions).map(([key, definition]) => [
      key,
      bounded(definition.labels, instrumentOf(definition, registry)),
    ]),
  );
  const measure = (metric: string, value: number, labels: Labels): void => {
    instruments.get(metric)?.(value, labels);
  };
  return {
    count: (metric, labels, by = 1) => {
      measure(metric, by, labels);
    },
    observe: measure,
    gauge: measure,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    dispose: () => {
      registry.clear();
    },
  };
}

function instrumentOf({ kind, name, help, labels }: MetricDefinition, registry: Registry): Instrument {
  const options = { help, labelNames: labels, registers: [registry] };
  switch (kind) {
    case 'counter': {
      const counter = new Counter({ name, ...options });
      if (labels.length === 0) counter.inc(0);
      return (value, values) => {
        counter.inc(values, value);
      };
    }
    case 'gauge': {
      const gauge = new Gauge({ name, ...options });
      return (value, values) => {
        gauge.set(values, value);
      };
    }
    case 'duration': {
      const histogram = new Histogram({ name: `${name}_seconds`, ...options, buckets });
      const summary = new Summary({
        ...options,
        name: `${name}_quantiles_seconds`,
        labelNames: [],
        ...quantiles,
      });
      return (value, values) => {
        histogram.observe(values, value);
        summary.observe(value);
      };
    }
  }
}

/** Combinations beyond the most are counted together, as `other`. */
function bounded(names: readonly string[], measure: Instrument): Instrument {
  const seen = new Set<string>();
  return (value, labels) => {
    const values = names.map((name) => (labels[name] ?? '').slice(0, longestLabel));
    const series = values.join('\n');
    const isKnown = seen.has(series) || seen.size < mostSeries;
    if (isKnown) seen.add(series);
    measure(
      value,
      Object.fromEntries(names.map((name, at) => [name, isKnown ? (values[at] ?? '') : 'other'])),
    );
  };
}
