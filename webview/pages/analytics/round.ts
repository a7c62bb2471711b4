import type { Api } from '../../../src/protocol/api.ts';
import type { ComparePeriodsResult } from '../../../src/protocol/history/comparePeriods.ts';
import type { CoverageResult } from '../../../src/protocol/history/coverage.ts';
import type { WindowParams } from '../../../src/protocol/history/window.ts';
import { whoseParams, windowParams, type Choices } from './choices.ts';

/** What all parts of the page ask about, at one time; two answers that several of them need are asked for once. */
export interface Round {
  readonly api: Api;
  readonly choices: Choices;
  /** Window, account and kind. */
  readonly params: WindowParams;
  /** Account and kind alone. */
  readonly whose: WindowParams;
  /** The equally long time before; `undefined` where the window is all time. */
  readonly before: () => Promise<ComparePeriodsResult | undefined>;
  readonly coverage: () => Promise<CoverageResult>;
  /** Lets this be answered before all else is asked: the history answers one question after the other. */
  readonly lead: (work: Promise<unknown>) => void;
  /** When everything that leads has its answer, or none. */
  readonly led: () => Promise<void>;
}

export function newRound(api: Api, choices: Choices, now: number, signal: AbortSignal): Round {
  const params = windowParams(choices, now);
  const leading: Promise<unknown>[] = [];
  return {
    ...{ api, choices, params },
    whose: whoseParams(choices),
    before: once(() =>
      choices.window === 'all'
        ? Promise.resolve(undefined)
        : api.call('history.comparePeriods', { ...params, by: choices.by, limit: 5 }, { signal }),
    ),
    coverage: once(() => api.call('history.coverage', params, { signal })),
    lead: (work) => void leading.push(work),
    led: async () => {
      await Promise.resolve(); // all parts that lead have said so
      await Promise.allSettled(leading);
    },
  };
}

/** One call for all who ask; a failed one is made again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
