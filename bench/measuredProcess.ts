import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Figures of one process from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** Largest resident set, bytes. */
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Runs a Node program as a process of its own and measures the whole of it. */
export async function measure(script: string, args: readonly string[]): Promise<Measured> {
  const usageFile = join(tmpdir(), `backbeat-usage-${process.pid}-${performance.now()}.json`);
  const preload = pathToFileURL(join(import.meta.dirname, 'reportUsage.ts')).href;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', preload, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_USAGE_FILE: usageFile },
  });
  const ended = once(child, 'close');
  let stdout = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) stdout += chunk;
  const [code] = (await ended) as [number];
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
  const { maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as { maxRSS: number };
  rmSync(usageFile);
  return { seconds, peakBytes: maxRSS * 1024, stdout };
}
