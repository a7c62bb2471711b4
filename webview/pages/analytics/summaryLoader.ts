import type { Api } from '../../../src/protocol/api.ts';
import type { TasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import { PanelError } from '../../panelErrors.ts';
import { windowParamsOf, type WindowChoice } from './windowChoices.ts';

/** All that the panel can show; each state replaces the one before. */
export type PanelState =
  | { readonly kind: 'loading'; readonly choice: WindowChoice }
  | { readonly kind: 'ready'; readonly choice: WindowChoice; readonly summary: TasteSummaryResult }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | undefined };

/** Asks for one summary at a time; only the answer to the latest question is shown. */
export class SummaryLoader {
  readonly #api: Api;
  readonly #show: (state: PanelState) => void;
  #choice: WindowChoice;
  #running: AbortController | undefined;
  #stale = false;

  constructor(api: Api, choice: WindowChoice, show: (state: PanelState) => void) {
    this.#api = api;
    this.#choice = choice;
    this.#show = show;
  }

  /** Shows a window, and that it is on its way. */
  load(choice: WindowChoice = this.#choice): void {
    this.#choice = choice;
    this.#running?.abort();
    this.#show({ kind: 'loading', choice });
    void this.#ask();
  }

  /** Asks again, quietly; during an import, which changes the history many times, one question at a time. */
  refresh(): void {
    if (this.#running === undefined) void this.#ask();
    else this.#stale = true;
  }

  async #ask(): Promise<void> {
    const choice = this.#choice;
    const running = new AbortController();
    this.#running = running;
    this.#stale = false;
    const state = await this.#answer(choice, running.signal);
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#show(state);
    if (this.#stale) void this.#ask();
  }

  async #answer(choice: WindowChoice, signal: AbortSignal): Promise<PanelState> {
    try {
      const params = windowParamsOf(choice, new Date());
      const summary = await this.#api.call('history.tasteSummary', params, { signal });
      return { kind: 'ready', choice, summary };
    } catch (error) {
      if (PanelError.is(error, 'empty')) return { kind: 'empty' };
      if (PanelError.is(error)) return { kind: 'failed', message: error.message, hint: error.hint };
      return {
        kind: 'failed',
        message: 'The answer could not be read.',
        hint: 'Reload the window: the panel and the extension may be of different versions.',
      };
    }
  }
}
