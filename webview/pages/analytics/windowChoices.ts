import type { WindowParams } from '../../../src/protocol/history/window.ts';

/** A stretch of time that the panel offers. */
export interface WindowChoice {
  readonly id: string;
  readonly label: string;
  /** The stretch inside a sentence. */
  readonly words: string;
  /** Local calendar days up to today; without it, everything that is known. */
  readonly days?: number;
}

export const everything: WindowChoice = { id: 'all', label: 'All', words: 'all time' };

export const windowChoices: readonly WindowChoice[] = [
  { id: '7', label: '7 days', words: 'the last 7 days', days: 7 },
  { id: '30', label: '30 days', words: 'the last 30 days', days: 30 },
  { id: '90', label: '90 days', words: 'the last 90 days', days: 90 },
  { id: 'year', label: 'Year', words: 'the last 365 days', days: 365 },
  everything,
];

export const defaultChoice: WindowChoice = windowChoices[2] ?? everything;

/** The choice that was kept; the default for anything else. */
export function keptChoice(state: unknown): WindowChoice {
  const id = typeof state === 'object' && state !== null && 'window' in state ? state.window : undefined;
  return windowChoices.find((choice) => choice.id === id) ?? defaultChoice;
}

/** The arguments that choose the window. An end alone begins with the first listen of the history. */
export function windowParamsOf({ days }: WindowChoice, now: Date): WindowParams {
  return days === undefined ? { to: now.toISOString() } : { days };
}
