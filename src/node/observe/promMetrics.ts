import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import type { Measured } from '../../core/observe/tally.ts';
import type { MeasuredResult, MetricFamily } from '../../protocol/observe/measured.ts';

/** What `/metrics` says. */
export interface PromMetrics {
  /** Of {@link PromMetrics.text}. */
  readonly contentType: string;
  /** Everything that was measured, in the text format of Prometheus. */
  text(): Promise<string>;
  /** Ends the measurement of the process itself. */
  dispose(): void;
}

/**
 * What this server and the host of its data directory measured, each under its own value of the label `process`. A
 * sum over it counts nothing twice: a server that is the host itself says everything once, as `serve`.
 * @param host what the host measured; `undefined` where it does not tell
 */
export function createPromMetrics(
  own: Measured,
  host: () => Promise<MeasuredResult | undefined>,
): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    contentType: registry.contentType,
    text: async () => {
      const hosts = await host();
      const here = own.measured();
      const isElsewhere = hosts !== undefined && hosts.process !== here.process;
      const types = new Map(here.families.map(({ name, type }) => [name, type]));
      const ofHost = isElsewhere
        ? // One that has another type in the host's version would make both unreadable.
          hosts.families.filter(({ name, type }) => (types.get(name) ?? type) === type)
        : [];
      const merged = AggregatorRegistry.aggregate([
        [hostUp(hosts !== undefined)],
        here.families.map((family) => inPromShape(family, { process: 'serve' })),
        ofHost.map((family) => inPromShape(family, { process: 'host' })),
      ]);
      return `${await merged.metrics()}\n${await registry.metrics()}`;
    },
    dispose: () => {
      registry.clear();
    },
  };
}

/** As `getMetricsAsJSON` of prom-client has it. */
interface PromFamily {
  readonly name: string;
  readonly help: string;
  readonly type: MetricFamily['type'];
  readonly aggregator: 'sum';
  readonly values: readonly {
    readonly metricName: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

function inPromShape(
  { name, help, type, samples }: MetricFamily,
  added: Readonly<Record<string, string>> = {},
): PromFamily {
  return {
    ...{ name, help, type, aggregator: 'sum' },
    values: samples.map(({ name: metricName, labels, value }) => ({
      ...{ metricName, value },
      labels: { ...labels, ...added },
    })),
  };
}

function hostUp(isUp: boolean): PromFamily {
  const name = 'backbeat_host_up';
  const help =
    'Whether the host of the data directory, this server or another process, told what it measured.';
  return inPromShape({ name, help, type: 'gauge', samples: [{ name, labels: {}, value: isUp ? 1 : 0 }] });
}
