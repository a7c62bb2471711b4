import { median, quantile } from '../figures.ts';
import type { SdkClient } from './sdkClient.ts';
import { succeeded, type ToolCase } from './toolCase.ts';
import type { ToolWorker } from './toolWorker.ts';

/** Medians over the rounds, ms and ratios. */
export interface Latency {
  readonly ours: { readonly p50: number; readonly p99: number };
  readonly bare: { readonly p50: number; readonly p99: number };
  /** The tool alone, without a server; p50. */
  readonly work: number;
  readonly ratio: {
    readonly p50: number;
    readonly p99: number;
    /** What our server adds to the tool, to what the bare one takes; p50. */
    readonly added: number;
  };
}

export interface Compared {
  readonly ours: SdkClient;
  readonly bare: SdkClient;
  readonly work: ToolWorker;
  readonly toolCase: ToolCase;
  readonly calls: number;
  readonly rounds: number;
}

interface Times {
  readonly ours: number[];
  readonly bare: number[];
  readonly work: number[];
}

/** The same call to both servers, and to the tool alone, in turn, so that all meet the same machine. */
export async function compareLatency({
  ours,
  bare,
  work,
  toolCase,
  calls,
  rounds,
}: Compared): Promise<Latency> {
  const results: Latency[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times: Times = { ours: [], bare: [], work: [] };
    for (let call = 0; call < calls; call += 1) {
      times.ours.push(await milliseconds(ours, toolCase));
      times.bare.push(await milliseconds(bare, toolCase));
      times.work.push(await work.time(toolCase));
    }
    if (round > 0) results.push(summary(times)); // the first one warms the code
  }
  const middle = (pick: (one: Latency) => number): number => median(results.map(pick));
  const both = (side: 'ours' | 'bare' | 'ratio'): { p50: number; p99: number } => ({
    p50: middle((one) => one[side].p50),
    p99: middle((one) => one[side].p99),
  });
  return {
    ours: both('ours'),
    bare: both('bare'),
    work: middle((one) => one.work),
    ratio: { ...both('ratio'), added: middle((one) => one.ratio.added) },
  };
}

function summary(times: Times): Latency {
  const of = (values: readonly number[]): { p50: number; p99: number } => ({
    p50: quantile(values, 0.5),
    p99: quantile(values, 0.99),
  });
  const ours = of(times.ours);
  const bare = of(times.bare);
  const work = median(times.work);
  const ratio = {
    p50: ours.p50 / bare.p50,
    p99: ours.p99 / bare.p99,
    added: (ours.p50 - work) / bare.p50,
  };
  return { ours, bare, work, ratio };
}

async function milliseconds(client: SdkClient, { tool, args }: ToolCase): Promise<number> {
  const startedAt = performance.now();
  const answer = await client.call(tool, args);
  const time = performance.now() - startedAt;
  succeeded(tool, answer);
  return time;
}
