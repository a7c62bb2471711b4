import { median, quantile } from '../figures.ts';
import type { SdkClient } from './sdkClient.ts';
import { succeeded, type ToolCase } from './toolCase.ts';

/** Medians over the rounds, ms and ratios. */
export interface Latency {
  readonly ours: { readonly p50: number; readonly p99: number };
  readonly bare: { readonly p50: number; readonly p99: number };
  readonly ratio: { readonly p50: number; readonly p99: number };
}

export interface Compared {
  readonly ours: SdkClient;
  readonly bare: SdkClient;
  readonly toolCase: ToolCase;
  readonly calls: number;
  readonly rounds: number;
}

/** The same call to both servers in turn, so that both meet the same machine. */
export async function compareLatency({ ours, bare, toolCase, calls, rounds }: Compared): Promise<Latency> {
  const results: Latency[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times = { ours: [] as number[], bare: [] as number[] };
    for (let call = 0; call < calls; call += 1) {
      times.ours.push(await milliseconds(ours, toolCase));
      times.bare.push(await milliseconds(bare, toolCase));
    }
    if (round > 0) results.push(summary(times)); // the first one warms the code
  }
  const middle = (pick: (one: Latency) => number): number => median(results.map(pick));
  const both = (side: keyof Latency): { p50: number; p99: number } => ({
    p50: middle((one) => one[side].p50),
    p99: middle((one) => one[side].p99),
  });
  return { ours: both('ours'), bare: both('bare'), ratio: both('ratio') };
}

function summary(times: { readonly ours: readonly number[]; readonly bare: readonly number[] }): Latency {
  const of = (values: readonly number[]): { p50: number; p99: number } => ({
    p50: quantile(values, 0.5),
    p99: quantile(values, 0.99),
  });
  const ours = of(times.ours);
  const bare = of(times.bare);
  return { ours, bare, ratio: { p50: ours.p50 / bare.p50, p99: ours.p99 / bare.p99 } };
}

async function milliseconds(client: SdkClient, { tool, args }: ToolCase): Promise<number> {
  const startedAt = performance.now();
  const answer = await client.call(tool, args);
  const time = performance.now() - startedAt;
  succeeded(tool, answer);
  return time;
}
