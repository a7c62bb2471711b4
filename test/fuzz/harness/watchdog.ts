import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Kept of an input that hangs, bytes. */
const mostBytes = 4 * 1024 * 1024;

/** Ends the process when one input takes too long, which nothing in its own thread could: the input is kept. */
export interface Watchdog {
  begin(input: Uint8Array): void;
  end(): void;
  stop(): Promise<void>;
}

/** What the thread shares with the fuzzer; `state[0]` counts inputs begun and ended, odd while one is tried. */
export interface WatchdogData {
  readonly target: string;
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

export function startWatchdog(target: string): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const bytes = new Uint8Array(new SharedArrayBuffer(mostBytes));
  const workerData: WatchdogData = { target, state, bytes };
  const worker = new Worker(join(import.meta.dirname, 'watchdogThread.ts'), { workerData });
  worker.unref();
  return {
    begin: (input) => {
      const kept = input.subarray(0, mostBytes);
      bytes.set(kept);
      Atomics.store(state, 1, kept.length);
      Atomics.add(state, 0, 1);
    },
    end: () => {
      Atomics.add(state, 0, 1);
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}
