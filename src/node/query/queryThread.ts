import { Worker } from 'node:worker_threads';
import { errorFromWire } from '../../core/errorCodec.ts';
import { AppError, CancelledError, errorCodes, throwIfCancelled } from '../../core/errors.ts';
import { tooMuchMemory, tooMuchTime } from '../../core/history/query/queryProblem.ts';
import type { HistoryQueries, HistoryQuestion } from '../../core/ports.ts';
import { Sequence } from '../../core/sequence.ts';
import type { QueryResult } from '../../protocol/history/insights/query.ts';
import type { WireError } from '../../protocol/messages.ts';

export interface QueryThreadOptions {
  /** Path of the thread's bundle. */
  readonly workerFile: string;
  readonly dataDir: string;
  /** Bytes of `sql-wasm.wasm`. */
  readonly sqlWasm: () => Uint8Array;
  /** Time of a question, ms; default 4 s, so that the caller has its error within 5. */
  readonly answerMs?: number;
  /** Without a question for so long the thread ends and gives its memory back; default two minutes. */
  readonly idleMs?: number;
}

/** What the thread gets when it starts. */
export interface QueryThreadData {
  readonly dataDir: string;
  readonly wasm: Uint8Array;
}

/** What the thread says: once when its copy is made, then once for each question. */
export type QueryThreadMessage =
  { readonly ready: true } | { readonly answer: QueryResult } | { readonly error: WireError };

const defaultAnswerMs = 4_000;
const defaultIdleMs = 120_000;
/** A copy of 5,000,000 listens takes seconds; they are taken from the question's time, down to this share of it. */
const leastShare = 0.5;
const copyMs = 60_000;

/**
 * What JavaScript may take in the thread, MB. The copy and SQLite's own memory are no part of it; SQLite has a limit
 * of its own.
 */
const maxOldGenerationSizeMb = 1024;
const maxYoungGenerationSizeMb = 16;

/** {@link HistoryQueries} with a thread that holds a copy of the stored history and can be ended at any moment. */
export function queryThread(options: QueryThreadOptions): HistoryQueries {
  const { workerFile, dataDir, sqlWasm, answerMs = defaultAnswerMs, idleMs = defaultIdleMs } = options;
  const oneAtATime = new Sequence();
  let current: CopyThread | undefined;
  let isStale = false;
  let isBusy = false;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    const thread = current;
    current = undefined;
    isStale = false;
    await thread?.end();
  };

  const answer = async (question: HistoryQuestion, signal: AbortSignal): Promise<QueryResult> => {
    throwIfCancelled(signal);
    if (isClosed) throw closing();
    clearTimeout(idle);
    isBusy = true;
    let isReady = false;
    try {
      if (isStale) await end();
      const begun = performance.now();
      current ??= new CopyThread(workerFile, { dataDir, wasm: sqlWasm() });
      const thread = current;
      await thread.within(thread.ready, { ms: copyMs, signal });
      isReady = true;
      const left = answerMs - (performance.now() - begun);
      return await thread.within(thread.ask(question), {
        ms: Math.max(left, answerMs * leastShare),
        signal,
      });
    } catch (error) {
      if (!isReady || current?.isOver === true) await end();
      throw error;
    } finally {
      isBusy = false;
      if (isStale) await end();
      idle = setTimeout(() => {
        if (!isBusy) void end();
      }, idleMs).unref();
    }
  };

  return {
    ask: (question, signal) => oneAtATime.run(() => answer(question, signal)),
    forget: () => {
      isStale = current !== undefined;
      if (!isBusy) void end();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      await end();
    },
  };
}

function closing(cause?: unknown): AppError {
  return new AppError(errorCodes.internal, 'The thread that answers SQL ended.', {
    hint: 'Ask again; if it stays, look at the log.',
    cause,
  });
}

/** One life of the thread. */
class CopyThread {
  readonly ready: Promise<unknown>;
  readonly #worker: Worker;
  #waiting: ((message: QueryThreadMessage) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;
  #isOver = false;

  constructor(workerFile: string, workerData: QueryThreadData) {
    this.#worker = new Worker(workerFile, {
      workerData,
      name: 'backbeat query',
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (message: QueryThreadMessage) => {
      this.#waiting?.(message);
    });
    this.#worker.on('error', (cause: Error & { readonly code?: unknown }) => {
      this.#isOver = true;
      this.#fail?.(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory(cause) : closing(cause));
    });
    this.#worker.on('exit', () => {
      this.#isOver = true;
      this.#fail?.(closing());
    });
    this.ready = this.#next();
    this.ready.catch(() => undefined); // told to who waits for it
  }

  /** It cannot be asked any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  async ask(question: HistoryQuestion): Promise<QueryResult> {
    this.#worker.postMessage(question);
    const message = await this.#next();
    if ('answer' in message) return message.answer;
    throw closing();
  }

  /** Waits for something of the thread; when the time is over, or the caller went away, the thread ends. */
  async within<T>(
    work: Promise<T>,
    { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
  ): Promise<T> {
    let late: NodeJS.Timeout | undefined;
    let cancel: (() => void) | undefined;
    const over = new Promise<never>((_, reject) => {
      const stop = (error: Error): void => {
        this.#isOver = true;
        reject(error);
        void this.#worker.terminate();
      };
      late = setTimeout(() => {
        stop(tooMuchTime(Math.round(ms / 100) / 10));
      }, ms);
      cancel = () => {
        stop(new CancelledError());
      };
      signal.addEventListener('abort', cancel, { once: true });
    });
    work.catch(() => undefined); // where the other one settles first
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(late);
      if (cancel !== undefined) signal.removeEventListener('abort', cancel);
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  #next(): Promise<QueryThreadMessage> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#waiting = (message) => {
        if (!('error' in message)) resolve(message);
        else reject(errorFromWire(message.error));
      };
    });
  }
}
