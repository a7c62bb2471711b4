import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Bundles } from './bundles.ts';
import type { HostLine, HostStart } from './hostMessages.ts';

/** A request that a child was given. */
export interface Asked {
  readonly n: number;
  /** When the child took it up. */
  readonly began: Promise<void>;
  /** The answer; rejects for an error, and where the child died before it answered. */
  readonly done: Promise<unknown>;
}

interface Pending<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

interface Waiting {
  readonly began: Pending<void>;
  readonly done: Pending<unknown>;
}

/** The host of a process that uses another one went away before it answered. */
export class UnknownOutcome extends Error {}

/** A host process, as its parent sees it. */
export class HostChild {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, Waiting>();
  readonly #opened = pending<void>();
  readonly #ended = pending<NodeJS.Signals | null>();
  #stderr = '';
  #count = 0;

  constructor(bundles: Bundles, start: Omit<HostStart, 'bundles'>) {
    const argument: HostStart = { ...start, bundles: bundles.folder };
    this.#process = spawn(process.execPath, [bundles.host, JSON.stringify(argument)]);
    this.#process.stdin.on('error', () => undefined); // it was killed before it read
    this.#process.stderr.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#hear(JSON.parse(line) as HostLine);
    });
    // `close`, not `exit`: by then all was read that it said.
    this.#process.once('close', (_code, signal) => {
      const gone = new Error(`The host process has ended (${signal ?? 'by itself'}). ${this.#stderr}`);
      this.#opened.reject(gone);
      for (const { began, done } of this.#waiting.values()) {
        began.reject(gone);
        done.reject(gone);
      }
      this.#ended.resolve(signal);
    });
  }

  /** The history is open, here or with the host that this process uses. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  /** The signal that ended it; `null` where it ended by itself. */
  get ended(): Promise<NodeJS.Signals | null> {
    return this.#ended.promise;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Requests are made one after the other. */
  ask(method: string, params: unknown): Asked {
    const n = this.#count++;
    const waiting = { began: pending<void>(), done: pending<unknown>() };
    this.#waiting.set(n, waiting);
    this.#process.stdin.write(`${JSON.stringify({ n, method, params })}\n`);
    return { n, began: waiting.began.promise, done: waiting.done.promise };
  }

  /** Has it end in order. */
  close(): void {
    this.#process.stdin.write(`${JSON.stringify({ close: true })}\n`);
  }

  /** @returns whether it was alive until now */
  async kill(): Promise<boolean> {
    this.#process.kill('SIGKILL');
    return (await this.ended) === 'SIGKILL';
  }

  #hear(line: HostLine): void {
    if ('opened' in line) this.#opened.resolve();
    else if ('began' in line) this.#waiting.get(line.began)?.began.resolve();
    else if ('done' in line) this.#waiting.get(line.done)?.done.resolve(line.result);
    else {
      const error = line.isUnknown ? new UnknownOutcome(line.message) : new Error(line.message);
      if (line.failed < 0) this.#opened.reject(error);
      else this.#waiting.get(line.failed)?.done.reject(error);
    }
  }
}

function pending<T>(): Pending<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  promise.catch(() => undefined); // nobody need wait for it
  return { promise, resolve, reject };
}
