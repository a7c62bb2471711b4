import type { Api, Disposable } from '../../../src/protocol/api.ts';
import { logParamsOf, type LogFilter, type LogLine } from './logFilter.ts';

/** The log as far as it is read, newest first. */
export interface LogView {
  readonly lines: readonly LogLine[];
  /** Lines that came in front of those of the view before; 0 with other lines altogether. */
  readonly added: number;
  /** These are other lines than before: the filter changed. */
  readonly isNew: boolean;
  /** So much was written since that only {@link LogReader.load} leads to it. */
  readonly isBehind: boolean;
  /** No older line is left. */
  readonly isWhole: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
}

export const pageLines = 200;
/** Pages that are read to find the place where the lines known begin. */
const catchUpPages = 5;

/**
 * Reads the log page by page as far as it is wanted, and what is new in front of it. Of several filters only the last
 * one's lines are shown.
 */
export class LogReader implements Disposable {
  readonly #api: Api;
  readonly #show: (view: LogView) => void;
  #params: ReturnType<typeof logParamsOf> = {};
  #lines: readonly LogLine[] = [];
  #cursor: string | undefined;
  #hasFirst = false;
  /** The last older page failed: it is asked for again when something else was answered, or somebody wants it. */
  #isStuck = false;
  #isBehind = false;
  #running: AbortController | undefined;

  constructor(api: Api, show: (view: LogView) => void) {
    this.#api = api;
    this.#show = show;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Begins anew with other lines. */
  load(filter: LogFilter, now: number): void {
    this.#params = logParamsOf(filter, now);
    this.#lines = [];
    this.#cursor = undefined;
    this.#hasFirst = false;
    this.#isBehind = false;
    this.#begin(async (signal) => {
      await this.#first(signal);
    });
    this.#tell({ isNew: true });
  }

  /** The next older page, unless something is read already or there is none. */
  more(): void {
    const cursor = this.#cursor;
    if (this.#running !== undefined || cursor === undefined || this.#isStuck) return;
    this.#begin(async (signal) => {
      this.#isStuck = true;
      const { lines, next_cursor } = await this.#page(signal, cursor);
      if (signal.aborted) return;
      this.#lines = [...this.#lines, ...lines];
      this.#cursor = next_cursor;
      this.#isStuck = false;
    });
    this.#tell({});
  }

  /** What was written since; quietly, and not while something else is read. */
  refresh(): void {
    if (this.#running !== undefined || this.#isBehind) return;
    let added = 0;
    this.#begin(
      async (signal) => {
        if (!this.#hasFirst) {
          await this.#first(signal);
          return;
        }
        const fresh = await this.#catchUp(signal);
        if (signal.aborted) return;
        this.#isStuck = false;
        this.#isBehind = fresh === undefined;
        if (fresh === undefined || fresh.length === 0) return;
        added = fresh.length;
        this.#lines = [...fresh, ...this.#lines];
      },
      () => ({ added }),
    );
  }

  dispose(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  #begin(work: (signal: AbortSignal) => Promise<void>, outcome: () => Partial<LogView> = () => ({})): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const end = (view: Partial<LogView>): void => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#tell(view);
    };
    work(running.signal).then(
      () => {
        end(outcome());
      },
      (error: unknown) => {
        end({ error });
      },
    );
  }

  async #first(signal: AbortSignal): Promise<void> {
    const { lines, next_cursor } = await this.#page(signal);
    if (signal.aborted) return;
    this.#lines = lines;
    this.#cursor = next_cursor;
    this.#hasFirst = true;
    this.#isStuck = false;
  }

  /** Lines in front of those known; `undefined` where they are too many to be read one page after the other. */
  async #catchUp(signal: AbortSignal): Promise<readonly LogLine[] | undefined> {
    let fresh: readonly LogLine[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < catchUpPages; page++) {
      const { lines, next_cursor } = await this.#page(signal, cursor);
      if (signal.aborted) return [];
      fresh = [...fresh, ...lines];
      const added = beginOf(this.#lines, fresh);
      if (added !== undefined) return fresh.slice(0, added);
      cursor = next_cursor;
      if (cursor === undefined) return this.#lines.length === 0 ? fresh : undefined;
    }
    return undefined;
  }

  #page(
    signal: AbortSignal,
    cursor?: string,
  ): Promise<{ lines: LogLine[]; next_cursor?: string | undefined }> {
    const params = { ...this.#params, limit: pageLines, ...(cursor !== undefined && { cursor }) };
    return this.#api.call('ops.logs', params, { signal });
  }

  #tell(view: Partial<LogView>): void {
    this.#show({
      ...{ added: 0, isNew: false, error: undefined },
      ...view,
      lines: this.#lines,
      isBehind: this.#isBehind,
      isWhole: this.#hasFirst && this.#cursor === undefined,
      isLoading: this.#running !== undefined,
    });
  }
}

/**
 * How many of `fresh` are in front of `known`. Lines have no ids, and equal ones may follow each other: all that both
 * have must be equal. `undefined` where they do not meet.
 */
function beginOf(known: readonly LogLine[], fresh: readonly LogLine[]): number | undefined {
  const has = fresh.map(keyOf);
  const wanted = known.slice(0, fresh.length).map(keyOf);
  for (let added = 0; added < has.length; added++) {
    const both = Math.min(has.length - added, wanted.length);
    if (
      both > 0 &&
      has[added] === wanted[0] &&
      has.slice(added, added + both).every((key, i) => key === wanted[i])
    ) {
      return added;
    }
  }
  return undefined;
}

function keyOf(line: LogLine): string {
  return JSON.stringify(line);
}
