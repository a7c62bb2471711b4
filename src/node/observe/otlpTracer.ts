import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace as traceApi, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Redactor } from '../../core/observe/redaction/redactor.ts';
import { correlationOf, spanOf, type StepFacts } from '../../protocol/trace.ts';
import type { Tracer } from './createObserve.ts';

/** Spans that go to an OpenTelemetry collector. */
export interface OtlpTracer extends Tracer {
  /** Sends what is left. Never rejects: who is gone by then is told nothing. */
  shutdown(): Promise<void>;
}

/** How long one batch may take to be sent, ms, where the environment says nothing. */
const exportMs = 3_000;

const kinds = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT, server: SpanKind.SERVER };

export interface OtlpTracerOptions {
  readonly version: string;
  readonly redactor: Pick<Redactor, 'text'>;
  /** Stable code of an error. It comes from outside: in a bundle of its own this file has other classes of errors. */
  readonly codeOf: (error: unknown) => string;
}

/**
 * Records spans and sends them over OTLP/HTTP, to where the `OTEL_EXPORTER_OTLP_*` variables of the environment say;
 * `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` count as ever. The trace id of a span is the correlation id.
 */
export function createOtlpTracer({ version, redactor, codeOf }: OtlpTracerOptions): OtlpTracer {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'backbeat', 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(exportLimits()),
        scheduledDelayMillis: 1_000,
      }),
    ],
  });
  const tracer = provider.getTracer('backbeat', version);
  const safe = (facts: StepFacts): Record<string, string | number | boolean> =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        name,
        typeof value === 'string' ? redactor.text(value) : value,
      ]),
    );
  return {
    start: ({ name, kind = 'internal', facts = {} }, parent) => {
      const above =
        parent === undefined ? ROOT_CONTEXT : traceApi.setSpanContext(ROOT_CONTEXT, contextOf(parent));
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: safe(facts) }, above);
      const { traceId, spanId } = span.spanContext();
      return {
        trace: `${traceId}-${spanId}`,
        learn: (more) => {
          span.setAttributes(safe(more));
        },
        end: (error) => {
          if (error !== undefined) {
            span.setAttribute('error.type', codeOf(error));
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
    shutdown: async () => {
      await provider.shutdown().catch(() => undefined); // a collector that is not there is nothing for the user
    },
  };
}

/** A command must not wait the usual ten seconds at its end for a collector that is not there. */
function exportLimits(): { readonly timeoutMillis?: number } {
  const isSaid = ['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', 'OTEL_EXPORTER_OTLP_TIMEOUT'].some(
    (name) => (process.env[name] ?? '') !== '',
  );
  return isSaid ? {} : { timeoutMillis: exportMs };
}

/** Where the other process records no spans, its correlation id alone has to stand for what is above. */
function contextOf(parent: string): { traceId: string; spanId: string; traceFlags: number; isRemote: true } {
  const traceId = correlationOf(parent);
  return {
    ...{ traceId, spanId: spanOf(parent) ?? traceId.slice(-16) },
    ...{ traceFlags: TraceFlags.SAMPLED, isRemote: true },
  };
}
