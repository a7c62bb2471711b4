import type { Disposable } from '../../src/protocol/api.ts';
import { PanelError } from '../panelErrors.ts';

/** A state of the other side as it is known here. */
export interface Known<T> {
  /** The newest that was said, also while `error` tells that it can no longer be asked for. */
  readonly value: T | undefined;
  /** Why the last question had no answer; `undefined` while one is under way or was answered. */
  readonly error: unknown;
}

/** The host ends with the window that has it; the next one takes over within seconds. */
const retryMs = 2_000;

/**
 * A state that is asked for, and told anew whole when it changes. One question at a time; what is told later wins
 * over an answer to an earlier question. While the host is gone it is asked again until it is back.
 */
export class LiveState<T> implements Disposable {
  readonly #ask: (signal: AbortSignal) => Promise<T>;
  readonly #show: (known: Known<T>) => void;
  #known: Known<T> = { value: undefined, error: undefined };
  #running: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stale = false;
  #disposed = false;

  constructor(ask: (signal: AbortSignal) => Promise<T>, show: (known: Known<T>) => void) {
    this.#ask = ask;
    this.#show = show;
  }

  get known(): Known<T> {
    return this.#known;
  }

  /** Asks again, quietly; a question under way is answered first. */
  refresh(): void {
    if (this.#disposed) return;
    if (this.#running === undefined) void this.#question();
    else this.#stale = true;
  }

  /** Takes a state that was told without being asked for. */
  put(value: T): void {
    if (this.#disposed) return;
    this.#stop();
    this.#set({ value, error: undefined });
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#stale = false;
    clearTimeout(this.#retry);
  }

  async #question(): Promise<void> {
    clearTimeout(this.#retry);
    const running = new AbortController();
    this.#running = running;
    this.#stale = false;
    const known = await this.#answer(running.signal);
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#set(known);
    if (this.#stale) void this.#question();
    else if (PanelError.is(known.error, 'gone')) {
      this.#retry = setTimeout(() => {
        this.refresh();
      }, retryMs);
    }
  }

  async #answer(signal: AbortSignal): Promise<Known<T>> {
    try {
      return { value: await this.#ask(signal), error: undefined };
    } catch (error) {
      return { value: this.#known.value, error };
    }
  }

  #set(known: Known<T>): void {
    this.#known = known;
    this.#show(known);
  }
}
