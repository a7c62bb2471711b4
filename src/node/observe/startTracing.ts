import { toAppError } from '../../core/errorCodec.ts';
import type { Logger } from '../../core/ports.ts';
import type { ProcessObserve } from './createObserve.ts';

/** What ends with the process. */
export interface RunningTraces {
  /** Sends what is left, for a few seconds at most. */
  shutdown(): Promise<void>;
}

/** How long the end of a process waits for a collector, ms. */
const flushMs = 5_000;

/**
 * Records spans where the environment names a collector of OpenTelemetry; nothing of it is loaded otherwise: it lies in
 * a bundle of its own. The SDK needs Node 22.15: where it cannot run, the log says so and everything else goes on.
 * @returns `undefined` where nothing is recorded
 */
export async function startTracing(
  observe: ProcessObserve,
  {
    version,
    logger,
    env,
  }: { readonly version: string; readonly logger: Logger; readonly env: NodeJS.ProcessEnv },
): Promise<RunningTraces | undefined> {
  if (!isWanted(env)) return undefined;
  try {
    const { createOtlpTracer } = await import('./otlpTracer.ts');
    const { redactor } = observe;
    const tracer = createOtlpTracer({ version, redactor, codeOf: (error) => toAppError(error).code });
    observe.traceWith(tracer);
    return {
      shutdown: async () => {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, flushMs);
        });
        await Promise.race([tracer.shutdown(), late]);
        clearTimeout(timer);
      },
    };
  } catch (error) {
    logger.error(
      `No traces are sent: OpenTelemetry does not run on Node ${process.versions.node}. Use Node 22.15 or newer, or unset OTEL_EXPORTER_OTLP_ENDPOINT.`,
      { error },
    );
    return undefined;
  }
}

function isWanted(env: NodeJS.ProcessEnv): boolean {
  const isOff = env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  return !isOff && endpoint !== undefined && endpoint !== '';
}
