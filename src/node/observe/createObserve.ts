import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { noMetrics, type Metrics } from '../../core/observe/metrics.ts';
import type { Observe } from '../../core/observe/observe.ts';
import { Redactor } from '../../core/observe/redaction/redactor.ts';
import type { Step, StepFacts } from '../../protocol/trace.ts';

/** Makes spans of steps. */
export interface Tracer {
  /** @param parent the trace that the step belongs to; `undefined` begins one */
  start(step: Step, parent: string | undefined): StartedSpan;
}

export interface StartedSpan {
  /** As `src/protocol/trace.ts` writes it: the ids of the span. */
  readonly trace: string;
  learn(facts: StepFacts): void;
  /** @param error what the step failed with */
  end(error?: unknown): void;
}

/** {@link Observe} of a process: what is under way follows every call and every promise by itself. */
export interface ProcessObserve extends Observe {
  /** From now on spans are recorded. */
  traceWith(tracer: Tracer): void;
  /** From now on measurements are taken. */
  measureWith(metrics: Metrics): void;
}

const correlationBytes = 16;

/** Watches a process. Until it is given a tracer and metrics, it only tells what belongs together. */
export function createObserve(): ProcessObserve {
  const traces = new AsyncLocalStorage<string | undefined>();
  const redactor = new Redactor();
  let tracer: Tracer | undefined;
  let measuring = noMetrics;
  const metrics: Metrics = {
    count: (...measured) => {
      measuring.count(...measured);
    },
    observe: (...measured) => {
      measuring.observe(...measured);
    },
    gauge: (...measured) => {
      measuring.gauge(...measured);
    },
  };
  const newTrace = (): string => randomBytes(correlationBytes).toString('hex');

  const traced = async <T>(
    span: StartedSpan,
    work: (learn: (facts: StepFacts) => void) => Promise<T>,
  ): Promise<T> => {
    try {
      const result = await traces.run(span.trace, work, (facts: StepFacts) => {
        span.learn(facts);
      });
      span.end();
      return result;
    } catch (error) {
      span.end(error);
      throw error;
    }
  };
  return {
    metrics,
    redactor,
    elapsed: () => performance.now(),
    current: () => traces.getStore(),
    run: (step, work) => {
      const parent = step.isRoot === true ? undefined : traces.getStore();
      if (tracer !== undefined) return traced(tracer.start(step, parent), work);
      return parent === undefined ? traces.run(newTrace(), work, nothing) : work(nothing);
    },
    within: (trace, work) => traces.run(trace ?? newTrace(), work),
    apart: (work) => traces.run(undefined, work),
    traceWith: (next) => {
      tracer = next;
    },
    measureWith: (next) => {
      measuring = next;
    },
  };
}

function nothing(): void {
  // Without a span there is nothing to add to.
}
