import type { MeasuredResult, MetricFamily, MetricSample } from '../../protocol/observe/measured.ts';
import { metricDefinitions, type MetricDefinition, type Metrics } from './metrics.ts';
import { RecentDurations } from './recentDurations.ts';

/** What one process measured so far, to be shown by itself or by another one. */
export interface Measured {
  measured(): MeasuredResult;
}

/** Keeps what is measured. */
export interface Tally extends Metrics {
  families(): MetricFamily[];
}

type Labels = Readonly<Record<string, string>>;

interface Instrument {
  take(value: number, labels: Labels): void;
  families(): readonly MetricFamily[];
}

/** Upper bounds in seconds: an answer from memory takes less than a millisecond, an import minutes. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];
const shares = [0.5, 0.95, 0.99];

/** Combinations of labels that one metric has at most, should a value ever come from outside. */
const mostSeries = 600;
const longestLabel = 60;

/**
 * Counts in plain numbers, so that an editor that nobody scrapes pays next to nothing. A duration is a histogram by
 * its labels and, over all of them, a summary of quantiles of the last ten minutes.
 * @param elapsed ms of a clock that only goes forward
 */
export function createTally(elapsed: () => number): Tally {
  const instruments = new Map(
    Object.entries<MetricDefinition>(metricDefinitions).map(([key, definition]) => [
      key,
      definition.kind === 'duration' ? duration(definition, elapsed) : number(definition),
    ]),
  );
  return {
    count: (metric, labels, by = 1) => instruments.get(metric)?.take(by, labels),
    observe: (metric, seconds, labels) => instruments.get(metric)?.take(seconds, labels),
    gauge: (metric, value, labels) => instruments.get(metric)?.take(value, labels),
    families: () => [...instruments.values()].flatMap((instrument) => instrument.families()),
  };
}

function number({ kind, name, help, labels: names }: MetricDefinition): Instrument {
  const series = new Series(names, () => ({ value: 0 }));
  // A counter that nothing moved stands at nought; of a gauge that nobody set nothing is known.
  if (kind === 'counter' && names.length === 0) series.of({});
  return {
    take: (value, labels) => {
      const entry = series.of(labels);
      entry.value = kind === 'counter' ? entry.value + value : value;
    },
    families: () => [
      {
        ...{ name, help, type: kind === 'counter' ? 'counter' : 'gauge' },
        samples: series.map((labels, { value }) => ({ name, labels, value })),
      },
    ],
  };
}

function duration({ name, help, labels: names }: MetricDefinition, elapsed: () => number): Instrument {
  const histogram = `${name}_seconds`;
  const summary = `${name}_quantiles_seconds`;
  const series = new Series(names, () => ({ sum: 0, within: bounds.map(() => 0), count: 0 }));
  const recent = new RecentDurations(elapsed);
  const all = { sum: 0, count: 0 };
  const quantiles = (): MetricSample[] =>
    recent.quantiles(shares).map((value, at) => ({
      ...{ name: summary, value },
      labels: { quantile: String(shares[at]) },
    }));
  return {
    take: (seconds, labels) => {
      const entry = series.of(labels);
      for (const one of [entry, all]) {
        one.sum += seconds;
        one.count += 1;
      }
      for (const [at, bound] of bounds.entries())
        if (seconds <= bound) entry.within[at] = (entry.within[at] ?? 0) + 1;
      recent.note(seconds);
    },
    families: () => [
      {
        ...{ name: histogram, help, type: 'histogram' },
        samples: series
          .map((labels, { sum, count, within }) => [
            ...within.map((value, at) => bucket(histogram, labels, String(bounds[at]), value)),
            bucket(histogram, labels, '+Inf', count),
            { name: `${histogram}_sum`, labels, value: sum },
            { name: `${histogram}_count`, labels, value: count },
          ])
          .flat(),
      },
      {
        ...{ name: summary, help, type: 'summary' },
        samples: [
          ...quantiles(),
          { name: `${summary}_sum`, labels: {}, value: all.sum },
          { name: `${summary}_count`, labels: {}, value: all.count },
        ],
      },
    ],
  };
}

function bucket(name: string, labels: Labels, le: string, value: number): MetricSample {
  return { name: `${name}_bucket`, labels: { ...labels, le }, value };
}

/** What is kept for each combination of labels; those beyond the most are kept together, as `other`. */
class Series<T> {
  readonly #names: readonly string[];
  readonly #make: () => T;
  readonly #entries = new Map<string, { readonly labels: Labels; readonly entry: T }>();

  constructor(names: readonly string[], make: () => T) {
    this.#names = names;
    this.#make = make;
  }

  of(labels: Labels): T {
    const values = this.#names.map((name) => (labels[name] ?? '').slice(0, longestLabel));
    const known = this.#entries.get(values.join('\n'));
    if (known !== undefined) return known.entry;
    const kept = this.#entries.size < mostSeries ? values : this.#names.map(() => 'other');
    const key = kept.join('\n');
    const made = this.#entries.get(key) ?? {
      labels: Object.fromEntries(this.#names.map((name, at) => [name, kept[at] ?? ''])),
      entry: this.#make(),
    };
    this.#entries.set(key, made);
    return made.entry;
  }

  map<R>(describe: (labels: Labels, entry: T) => R): R[] {
    return [...this.#entries.values()].map(({ labels, entry }) => describe(labels, entry));
  }
}
