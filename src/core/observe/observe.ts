import type { Tracing } from '../../protocol/trace.ts';
import { noMetrics, type Metrics } from './metrics.ts';
import { Redactor } from './redaction/redactor.ts';

/** How a process watches itself: what is under way, what is measured, and what must never be said. */
export interface Observe extends Tracing {
  readonly metrics: Metrics;
  readonly redactor: Redactor;
  /** ms of a clock that only goes forward; differences of it mean something, the value does not. */
  elapsed(): number;
}

/** Watches nothing, and keeps nothing secret but what looks like it. For parts that are used by themselves. */
export function unobserved(): Observe {
  return {
    metrics: noMetrics,
    redactor: new Redactor(),
    elapsed: () => 0,
    current: () => undefined,
    run: (_step, work) => work(() => undefined),
    within: (_trace, work) => work(),
    apart: (work) => work(),
  };
}
